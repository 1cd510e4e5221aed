<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>TrajGANR</name>
    <message>
        <source>Predicted: {task}</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Prédiction : {task}</translation>
    </message>
    <message>
        <source>Area-of-interest mix</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Composition des alentours</translation>
    </message>
    <message>
        <source>Traffic speed</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Vitesse du trafic</translation>
    </message>
    <message>
        <source>km/h</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>km/h</translation>
    </message>
    <message>
        <source>Road popularity</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Fréquentation de la route</translation>
    </message>
    <message>
        <source>Area-of-interest function</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Fonction des alentours</translation>
    </message>
    <message>
        <source>share</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>part</translation>
    </message>
    <message>
        <source>Hard braking</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Freinage brusque</translation>
    </message>
    <message>
        <source>events per vehicle-km</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>événements par véhicule-km</translation>
    </message>
    <message>
        <source>Slow-down intensity</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Intensité du ralentissement</translation>
    </message>
    <message>
        <source>m/s²</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>m/s²</translation>
    </message>
    <message>
        <source>Road popularity, class 0 to 4</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Fréquentation de la route, classe 0 à 4</translation>
    </message>
    <message>
        <source>Road popularity, 90 % set of classes</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Fréquentation de la route, ensemble de classes à 90 %</translation>
    </message>
    <message>
        <source>Leading area-of-interest function</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Fonction dominante des alentours</translation>
    </message>
    <message>
        <source>Shares, 90 % bound of their summed errors</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Parts, borne à 90 % de la somme de leurs erreurs</translation>
    </message>
    <message>
        <source>{name}, 90 % interval from</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>{name}, borne inférieure de l'intervalle à 90 %</translation>
    </message>
    <message>
        <source>{name}, 90 % interval to</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>{name}, borne supérieure de l'intervalle à 90 %</translation>
    </message>
    <message>
        <source>Speed limit</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Limitation de vitesse</translation>
    </message>
    <message>
        <source>What the prediction rests on</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Base de la prédiction</translation>
    </message>
    <message>
        <source>Mean travel time</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Temps de parcours moyen</translation>
    </message>
    <message>
        <source>s</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>s</translation>
    </message>
    <message>
        <source>Distance to the road</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Distance à la route</translation>
    </message>
    <message>
        <source>m</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>m</translation>
    </message>
    <message>
        <source>Trip</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Trajet</translation>
    </message>
    <message>
        <source>Driver or vehicle</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Conducteur ou véhicule</translation>
    </message>
    <message>
        <source>Time</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Temps</translation>
    </message>
    <message>
        <source>Piece of a trip</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Morceau d'un trajet</translation>
    </message>
    <message>
        <source>Probability of the way</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Probabilité du chemin</translation>
    </message>
    <message>
        <source>Direction of view, clockwise from north</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Direction de vue, depuis le nord en sens horaire</translation>
    </message>
    <message>
        <source>Times of the week</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Périodes de la semaine</translation>
    </message>
    <message>
        <source>Directed segment</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Segment orienté</translation>
    </message>
    <message>
        <source>Node where the segment begins</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Nœud où le segment commence</translation>
    </message>
    <message>
        <source>Node where the segment ends</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Nœud où le segment finit</translation>
    </message>
    <message>
        <source>Id of the source feature</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Identifiant de l'entité d'origine</translation>
    </message>
    <message>
        <source>OpenStreetMap id</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Identifiant OpenStreetMap</translation>
    </message>
    <message>
        <source>Direction of travel</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Sens de circulation</translation>
    </message>
    <message>
        <source>Road class</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Classe de route</translation>
    </message>
    <message>
        <source>Name</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Length</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Longueur</translation>
    </message>
    <message>
        <source>Trips behind the prediction</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Trajets sur lesquels repose la prédiction</translation>
    </message>
    <message>
        <source>Street views behind the prediction</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Vues de rue sur lesquelles repose la prédiction</translation>
    </message>
    <message>
        <source>Why it may be less reliable</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Réserves sur la prédiction</translation>
    </message>
    <message>
        <source>Start</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Début</translation>
    </message>
    <message>
        <source>End</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Fin</translation>
    </message>
    <message>
        <source>Number of fixes</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Nombre de points GPS</translation>
    </message>
    <message>
        <source>Distance of its fixes to the path, root mean square</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Distance de ses points GPS au chemin, moyenne quadratique</translation>
    </message>
    <message>
        <source>Share of the trip's fixes that were matched</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Part des points GPS du trajet qui ont été appariés</translation>
    </message>
    <message>
        <source>Probability that a fix is on the path, mean</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Probabilité moyenne qu'un point GPS soit sur le chemin</translation>
    </message>
    <message>
        <source>Picture</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Image</translation>
    </message>
    <message>
        <source>File of the picture</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Fichier de l'image</translation>
    </message>
    <message>
        <source>Taken at</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Prise le</translation>
    </message>
    <message>
        <source>Quality, 0 to 1</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Qualité, 0 à 1</translation>
    </message>
    <message>
        <source>Trips</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Trajets</translation>
    </message>
    <message>
        <source>Share of the trips, 0 to 1</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Part des trajets, de 0 à 1</translation>
    </message>
    <message>
        <source>Drivers or vehicles</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Conducteurs ou véhicules</translation>
    </message>
    <message>
        <source>weekday morning peak</source>
        <extracomment>trajganr_core/contract/layers/road_times.py</extracomment>
        <translation>pointe du matin en semaine</translation>
    </message>
    <message>
        <source>weekday midday</source>
        <extracomment>trajganr_core/contract/layers/road_times.py</extracomment>
        <translation>milieu de journée en semaine</translation>
    </message>
    <message>
        <source>weekday evening peak</source>
        <extracomment>trajganr_core/contract/layers/road_times.py</extracomment>
        <translation>pointe du soir en semaine</translation>
    </message>
    <message>
        <source>night free flow</source>
        <extracomment>trajganr_core/contract/layers/road_times.py</extracomment>
        <translation>écoulement libre de nuit</translation>
    </message>
    <message>
        <source>weekdays</source>
        <extracomment>trajganr_core/contract/layers/road_times.py</extracomment>
        <translation>jours de semaine</translation>
    </message>
    <message>
        <source>weekend</source>
        <extracomment>trajganr_core/contract/layers/road_times.py</extracomment>
        <translation>week-end</translation>
    </message>
    <message>
        <source>whole week</source>
        <extracomment>trajganr_core/contract/layers/road_times.py</extracomment>
        <translation>semaine entière</translation>
    </message>
    <message>
        <source>Traffic speed, hour of the temporal controller</source>
        <extracomment>trajganr_core/contract/layers/road_times.py</extracomment>
        <translation>Vitesse du trafic, heure du contrôleur temporel</translation>
    </message>
    <message>
        <source>Traffic speed, space mean</source>
        <extracomment>trajganr_core/contract/layers/road_times.py</extracomment>
        <translation>Vitesse du trafic, moyenne spatiale</translation>
    </message>
    <message>
        <source>Speed of vehicles, 15th percentile</source>
        <extracomment>trajganr_core/contract/layers/road_times.py</extracomment>
        <translation>Vitesse des véhicules, 15e centile</translation>
    </message>
    <message>
        <source>Speed of vehicles, median</source>
        <extracomment>trajganr_core/contract/layers/road_times.py</extracomment>
        <translation>Vitesse des véhicules, médiane</translation>
    </message>
    <message>
        <source>Speed of vehicles, 85th percentile</source>
        <extracomment>trajganr_core/contract/layers/road_times.py</extracomment>
        <translation>Vitesse des véhicules, 85e centile</translation>
    </message>
    <message>
        <source>Passes behind the prediction</source>
        <extracomment>trajganr_core/contract/layers/road_times.py</extracomment>
        <translation>Passages sur lesquels repose la prédiction</translation>
    </message>
    <message>
        <source>Expected passes of the input vehicles</source>
        <extracomment>trajganr_core/contract/layers/road_times.py</extracomment>
        <translation>Passages attendus des véhicules d'entrée</translation>
    </message>
    <message>
        <source>per hour</source>
        <extracomment>trajganr_core/contract/layers/road_times.py</extracomment>
        <translation>par heure</translation>
    </message>
    <message>
        <source>Days behind the prediction</source>
        <extracomment>trajganr_core/contract/layers/road_times.py</extracomment>
        <translation>Jours derrière la prédiction</translation>
    </message>
    <message>
        <source>Expected passes</source>
        <extracomment>trajganr_core/contract/layers/road_times.py</extracomment>
        <translation>Passages attendus</translation>
    </message>
    <message>
        <source>{created_at}, TrajGANR {release}, on {device}, seed {seed}</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{created_at}, TrajGANR {release}, sur {device}, graine {seed}</translation>
    </message>
    <message>
        <source>the encoders have seen pictures or labels of tested roads</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>les encodeurs ont vu des images ou des étiquettes des routes testées</translation>
    </message>
    <message>
        <source>training gains {gain} over the shipped model (95 % interval {low:.2f} to {high:.2f})</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>l'entraînement gagne {gain} par rapport au modèle fourni (intervalle à 95 % : {low:.2f} à {high:.2f})</translation>
    </message>
    <message>
        <source>training gains nothing over the shipped model ({gain}, 95 % interval {low:.2f} to {high:.2f})</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>l'entraînement ne gagne rien par rapport au modèle fourni ({gain}, intervalle à 95 % : {low:.2f} à {high:.2f})</translation>
    </message>
    <message>
        <source>would help little; the held-out loss fell by less than 0.5 % in the last quarter of the training</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>apporterait peu ; la perte sur les trajets mis de côté a baissé de moins de 0,5 % dans le dernier quart de l'entraînement</translation>
    </message>
    <message>
        <source>may help; the held-out loss fell by {percent:.1f} % in the last quarter of the training</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>peut aider ; la perte sur les trajets mis de côté a baissé de {percent:.1f} % dans le dernier quart de l'entraînement</translation>
    </message>
    <message>
        <source>best {value}</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>idéal {value}</translation>
    </message>
    <message>
        <source>contain {share:.0f} % of the tested roads</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>couvrent {share:.0f} % des routes testées</translation>
    </message>
    <message>
        <source>{value:.3g} {unit} wide on average</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>largeur moyenne {value:.3g} {unit}</translation>
    </message>
    <message>
        <source>{value:.3g} of {classes} classes on average</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{value:.3g} classes sur {classes} en moyenne</translation>
    </message>
    <message>
        <source>shares off by {value:.3g} in all at most, on average</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>écart total des parts d'au plus {value:.3g} en moyenne</translation>
    </message>
    <message>
        <source>{first:.0f} % at once, {five:.0f} % among 5, {ten:.0f} % among 10</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{first:.0f} % au premier rang, {five:.0f} % parmi les 5 premiers, {ten:.0f} % parmi les 10 premiers</translation>
    </message>
    <message>
        <source>{value} (best 0, worst 4)</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{value} (0 au mieux, 4 au pire)</translation>
    </message>
    <message>
        <source>{value} (lower is better, 0: all alike)</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{value} (à minimiser ; 0 : tous identiques)</translation>
    </message>
    <message>
        <source>{value} km/h</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{value} km/h</translation>
    </message>
    <message>
        <source>{value} s</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{value} s</translation>
    </message>
    <message>
        <source>{value} (lower is better)</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{value} (à minimiser)</translation>
    </message>
    <message>
        <source>{trees} boosted trees and a small network</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{trees} arbres boostés et un petit réseau</translation>
    </message>
    <message>
        <source>{trees} boosted trees</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{trees} arbres boostés</translation>
    </message>
    <message>
        <source>{epoch:.4g}, budget {budget}</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{epoch:.4g}, budget de temps {budget}</translation>
    </message>
    <message>
        <source>{epoch:.4g} of {epochs}</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{epoch:.4g} sur {epochs}</translation>
    </message>
    <message>
        <source>nothing, the model is untrained</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>rien, le modèle n'est pas entraîné</translation>
    </message>
    <message>
        <source>speeds, learned from about {passes:,} passes of {drivers:,} drivers</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>vitesses, apprises d'environ {passes:,} passages de {drivers:,} conducteurs</translation>
    </message>
    <message>
        <source>(no name)</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>(sans nom)</translation>
    </message>
    <message>
        <source>name</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>nom</translation>
    </message>
    <message>
        <source>made</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>créé</translation>
    </message>
    <message>
        <source>bundle</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>jeu préparé</translation>
    </message>
    <message>
        <source>area</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>zone</translation>
    </message>
    <message>
        <source>preset</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>préréglage</translation>
    </message>
    <message>
        <source>switches</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>réglages</translation>
    </message>
    <message>
        <source>model</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>modèle</translation>
    </message>
    <message>
        <source>street views</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>vues de rue</translation>
    </message>
    <message>
        <source>held out</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>mis de côté</translation>
    </message>
    <message>
        <source>pretraining</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>préentraînement</translation>
    </message>
    <message>
        <source>times of the week</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>moments de la semaine</translation>
    </message>
    <message>
        <source>heads</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>têtes</translation>
    </message>
    <message>
        <source>{split}, fold {fold}</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{split}, pli {fold}</translation>
    </message>
    <message>
        <source>{count:,} train</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{count:,} d'apprentissage</translation>
    </message>
    <message>
        <source>{count:,} validation</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{count:,} de validation</translation>
    </message>
    <message>
        <source>{count:,} calibration</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{count:,} de calibration</translation>
    </message>
    <message>
        <source>{count:,} test</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{count:,} de test</translation>
    </message>
    <message>
        <source>head</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>tête</translation>
    </message>
    <message>
        <source>roads</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>routes</translation>
    </message>
    <message>
        <source>{kind}, fold {fold}</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{kind}, pli {fold}</translation>
    </message>
    <message>
        <source>90 % intervals</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Intervalles à 90 %</translation>
    </message>
    <message>
        <source>Mean of own trips</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Moyenne des propres trajets</translation>
    </message>
    <message>
        <source>Model</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Modèle</translation>
    </message>
    <message>
        <source>Shipped model</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Modèle fourni</translation>
    </message>
    <message>
        <source>Trivial</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Trivial</translation>
    </message>
    <message>
        <source>(none)</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>(aucun)</translation>
    </message>
    <message>
        <source>{value} on {roads:,} roads</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{value} sur {roads:,} routes</translation>
    </message>
    <message>
        <source>none: too few roads to calibrate on</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>aucun : trop peu de routes pour calibrer</translation>
    </message>
    <message>
        <source>tell almost nothing: they contain {value:.3g} of {classes} classes on average</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>ne disent presque rien : ils contiennent en moyenne {value:.3g} classes sur {classes}</translation>
    </message>
    <message>
        <source>tell almost nothing: shares may be off by {value:.3g} of 2 in all</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>ne disent presque rien : les parts peuvent s'écarter en tout de {value:.3g} sur 2</translation>
    </message>
    <message>
        <source>unknown</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>inconnu</translation>
    </message>
    <message>
        <source>{kind}, epoch {epoch}</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{kind}, époque {epoch}</translation>
    </message>
    <message>
        <source>a small network</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>un petit réseau</translation>
    </message>
    <message>
        <source>the same for all roads</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>la même réponse pour toutes les routes</translation>
    </message>
    <message>
        <source>learned</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>appris</translation>
    </message>
    <message>
        <source>epoch</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>époque</translation>
    </message>
    <message>
        <source>not learned; the model predicts no speeds at times of the week</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>non appris ; le modèle ne prédit pas de vitesses à des périodes de la semaine</translation>
    </message>
    <message>
        <source>on</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>activé</translation>
    </message>
    <message>
        <source>off</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>désactivé</translation>
    </message>
    <message>
        <source>none</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>aucune</translation>
    </message>
    <message>
        <source>none; fine-tune the model for a task</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>aucune ; ajuster le modèle à une tâche d'apprentissage</translation>
    </message>
    <message>
        <source>On held-out roads</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Sur les routes mises de côté</translation>
    </message>
    <message>
        <source>{error} on {tested:,} roads</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{error} sur {tested:,} routes</translation>
    </message>
    <message>
        <source>90 % intervals contain {share:.0f} %, {size}, calibrated on {roads:,} roads</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>intervalles à 90 % : {share:.0f} % couverts, {size}, calibrés sur {roads:,} routes</translation>
    </message>
    <message>
        <source>District</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Quartier</translation>
    </message>
    <message>
        <source>Tested roads</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Routes testées</translation>
    </message>
    <message>
        <source>{length}, stopped early</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{length}, arrêt anticipé</translation>
    </message>
    <message>
        <source>pretrained on</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>préentraîné sur</translation>
    </message>
    <message>
        <source>labels</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>étiquettes</translation>
    </message>
    <message>
        <source>caution</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>à noter</translation>
    </message>
    <message>
        <source>Is the mean enough?</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>La moyenne suffit-elle ?</translation>
    </message>
    <message>
        <source>training</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>entraînement</translation>
    </message>
    <message>
        <source>epoch {value:.0f}</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>époque {value:.0f}</translation>
    </message>
    <message>
        <source>loss {value:.4g} (lower is better)</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>perte {value:.4g} (à minimiser)</translation>
    </message>
    <message>
        <source>validation loss {value:.4g} (the same sum, of data kept aside)</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>perte de validation {value:.4g} (la même somme, sur des données mises de côté)</translation>
    </message>
    <message>
        <source>{value} training samples per second</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{value} exemples d'entraînement par seconde</translation>
    </message>
    <message>
        <source>{value:.0f} fixes read</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{value:.0f} points GPS lus</translation>
    </message>
    <message>
        <source>{value:.0f} areas downloaded</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{value:.0f} zones téléchargées</translation>
    </message>
    <message>
        <source>{value:.0f} street views counted</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{value:.0f} vues de rue comptées</translation>
    </message>
    <message>
        <source>{value:.0f} street views found</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{value:.0f} vues de rue trouvées</translation>
    </message>
    <message>
        <source>{value:.0f} street views downloaded</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{value:.0f} vues de rue téléchargées</translation>
    </message>
    <message>
        <source>mean of own trips {value}</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>moyenne des propres trajets {value}</translation>
    </message>
    <message>
        <source>shipped model {value}</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>modèle fourni {value}</translation>
    </message>
    <message>
        <source>trivial {value}</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>prédiction triviale {value}</translation>
    </message>
    <message>
        <source>MAE</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>MAE</translation>
    </message>
    <message>
        <source>RMSE</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>RMSE</translation>
    </message>
    <message>
        <source>R²</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>R²</translation>
    </message>
    <message>
        <source>F1, macro</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>F1, macro</translation>
    </message>
    <message>
        <source>F1, weighted</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>F1, pondéré</translation>
    </message>
    <message>
        <source>AUPRC, macro</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>AUPRC, macro</translation>
    </message>
    <message>
        <source>L1 distance</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Distance L1</translation>
    </message>
    <message>
        <source>Cosine similarity</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Similarité cosinus</translation>
    </message>
    <message>
        <source>90 % intervals contain</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Couverture des intervalles à 90 %</translation>
    </message>
    <message>
        <source>training loss</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>perte d'entraînement</translation>
    </message>
    <message>
        <source>held-out loss</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>perte (mis de côté)</translation>
    </message>
    <message>
        <source>training loss, trips with places</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>perte d'entraînement, trajets et lieux</translation>
    </message>
    <message>
        <source>training loss, street views with places</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>perte d'entraînement, vues de rue et lieux</translation>
    </message>
    <message>
        <source>training loss, trips with street views</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>perte d'entraînement, trajets et vues de rue</translation>
    </message>
    <message>
        <source>training loss, times in hidden windows</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>perte d'entraînement, heures dans les sections masquées</translation>
    </message>
    <message>
        <source>held-out distance, trips to their places</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>distance des trajets à leurs lieux (mis de côté)</translation>
    </message>
    <message>
        <source>held-out distance, street views to their places</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>distance des vues de rue à leurs lieux (mis de côté)</translation>
    </message>
    <message>
        <source>held-out distance, trips to their street views</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>distance des trajets à leurs vues de rue (mis de côté)</translation>
    </message>
    <message>
        <source>held-out trips that find their place</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>trajets qui retrouvent leur lieu (mis de côté)</translation>
    </message>
    <message>
        <source>held-out places that find their trip</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>lieux qui retrouvent leur trajet (mis de côté)</translation>
    </message>
    <message>
        <source>held-out street views that find their place</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>vues de rue qui retrouvent leur lieu (mis de côté)</translation>
    </message>
    <message>
        <source>held-out places that find their street view</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>lieux qui retrouvent leur vue de rue (mis de côté)</translation>
    </message>
    <message>
        <source>held-out trips that find their street view</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>trajets qui retrouvent leur vue de rue (mis de côté)</translation>
    </message>
    <message>
        <source>held-out street views that find their trip</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>vues de rue qui retrouvent leur trajet (mis de côté)</translation>
    </message>
    <message>
        <source>held-out spread of trips</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>dispersion des trajets (mis de côté)</translation>
    </message>
    <message>
        <source>held-out spread of places</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>dispersion des lieux (mis de côté)</translation>
    </message>
    <message>
        <source>held-out spread of street views</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>dispersion des vues de rue (mis de côté)</translation>
    </message>
    <message>
        <source>held-out error of times in hidden windows</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>erreur des heures dans les sections masquées (mises de côté)</translation>
    </message>
    <message>
        <source>trips</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>trajets</translation>
    </message>
    <message>
        <source>pictures</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>images</translation>
    </message>
    <message>
        <source>held-out trips</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>trajets mis de côté</translation>
    </message>
    <message>
        <source>training steps</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>pas d'entraînement</translation>
    </message>
    <message>
        <source>planned training steps</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>pas d'entraînement prévus</translation>
    </message>
    <message>
        <source>training time</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>durée de l'entraînement</translation>
    </message>
    <message>
        <source>longer training</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>entraînement plus long</translation>
    </message>
    <message>
        <source>By road class</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Par classe de route</translation>
    </message>
    <message>
        <source>By number of input trips</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Par nombre de trajets d'entrée</translation>
    </message>
    <message>
        <source>By basis</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Par base</translation>
    </message>
    <message>
        <source>By district</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Par quartier</translation>
    </message>
    <message>
        <source>north-west</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>nord-ouest</translation>
    </message>
    <message>
        <source>north</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>nord</translation>
    </message>
    <message>
        <source>north-east</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>nord-est</translation>
    </message>
    <message>
        <source>west</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>ouest</translation>
    </message>
    <message>
        <source>centre</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>centre</translation>
    </message>
    <message>
        <source>east</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>est</translation>
    </message>
    <message>
        <source>south-west</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>sud-ouest</translation>
    </message>
    <message>
        <source>south</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>sud</translation>
    </message>
    <message>
        <source>south-east</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>sud-est</translation>
    </message>
    <message>
        <source>90 % intervals contain between {low:.0f} % ({lowest}) and {high:.0f} % ({highest}) of the tested roads.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>les intervalles à 90 % couvrent entre {low:.0f} % ({lowest}) et {high:.0f} % ({highest}) des routes testées.</translation>
    </message>
    <message>
        <source>the largest difference is between {worst} ({worse}) and {best} ({better}); the 95 % interval of the difference is {low} to {high}.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>la plus grande différence est entre {worst} ({worse}) et {best} ({better}) ; l'intervalle à 95 % de la différence va de {low} à {high}.</translation>
    </message>
    <message>
        <source>{first} to {last} ({zone})</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>du {first} au {last} ({zone})</translation>
    </message>
    <message>
        <source>{role}: {name}; licence: {terms}.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>{role} : {name} ; licence : {terms}.</translation>
    </message>
    <message>
        <source>Predicts for every road, in each direction: {tasks}. It applies in the study area {area} only, from {west}, {south} to {east}, {north}.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Prédit pour chaque route, dans chaque sens : {tasks}. Valable seulement dans la zone d'étude {area}, de {west}, {south} à {east}, {north}.</translation>
    </message>
    <message>
        <source>Describes places by what trips and pictures show there. It predicts no attribute of roads until it is fine-tuned. Its study area is {area}, from {west}, {south} to {east}, {north}.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Décrit les lieux par ce que les trajets et les images y montrent. Ne prédit aucun attribut des routes avant d'être ajusté. Sa zone d'étude est {area}, de {west}, {south} à {east}, {north}.</translation>
    </message>
    <message>
        <source>Predicts the speed of every road at times of the week.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Prédit la vitesse de chaque route à des moments de la semaine.</translation>
    </message>
    <message>
        <source>Describes traffic as the vehicles in the data drove: about {trips:,} trips of {drivers:,} drivers, {period}.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Décrit le trafic tel que les véhicules des données ont roulé : environ {trips:,} trajets de {drivers:,} conducteurs, {period}.</translation>
    </message>
    <message>
        <source>Suited to comparing roads and parts of a city on a map, to choosing roads for a closer look, and, with its 90 % intervals, as an input for planning.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Convient pour comparer des routes et des parties d'une ville sur une carte, pour choisir des routes à examiner de plus près et, avec ses intervalles à 90 %, comme donnée d'entrée pour des plans.</translation>
    </message>
    <message>
        <source>other study areas, other periods and other kinds of vehicles.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>d'autres zones d'étude, d'autres périodes et d'autres types de véhicules.</translation>
    </message>
    <message>
        <source>decisions about a single road without a measurement there.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>des décisions sur une seule route sans mesure sur place.</translation>
    </message>
    <message>
        <source>conclusions about single drivers, and enforcement.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>des conclusions sur des conducteurs particuliers, et la répression des infractions.</translation>
    </message>
    <message>
        <source>volumes of traffic: popularity ranks roads by trips of the vehicles in the data.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>des volumes de trafic : la fréquentation classe les routes par trajets des véhicules des données.</translation>
    </message>
    <message>
        <source>zoning: the function of a road is that of the mapped places nearby.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>le zonage : la fonction d'une route est celle des lieux cartographiés à proximité.</translation>
    </message>
    <message>
        <source>counts of accidents: hard braking is not an accident.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>des nombres d'accidents : un freinage brusque n'est pas un accident.</translation>
    </message>
    <message>
        <source>hard braking or accidents: slow-down intensity measures neither.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>des freinages brusques ou des accidents : l'intensité du ralentissement ne mesure ni les uns ni les autres.</translation>
    </message>
    <message>
        <source>times of the week: the model has not learned them.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>des moments de la semaine : le modèle ne les a pas appris.</translation>
    </message>
    <message>
        <source>too few tested roads to say whether errors differ between districts.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>trop peu de routes testées pour dire si les erreurs diffèrent entre quartiers.</translation>
    </message>
    <message>
        <source>unknown period</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>période inconnue</translation>
    </message>
    <message>
        <source>Not fine-tuned: there is no error to compare.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Non ajusté : il n'y a pas d'erreur à comparer.</translation>
    </message>
    <message>
        <source>This may be chance.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Cela peut être dû au hasard.</translation>
    </message>
    <message>
        <source>{without_trips:.0f} % of the directed segments have no input trip; predictions there rest on other roads.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>{without_trips:.0f} % des segments orientés n'ont aucun trajet d'entrée ; les prédictions y reposent sur d'autres routes.</translation>
    </message>
    <message>
        <source>No input trip on: {empty_days}.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Aucun trajet d'entrée : {empty_days}.</translation>
    </message>
    <message>
        <source>No input trip on any day at: {empty_hours}.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Aucun trajet d'entrée, quel que soit le jour, à : {empty_hours}.</translation>
    </message>
    <message>
        <source>The input trips are those of fewer than {few_drivers} drivers.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Les trajets d'entrée sont ceux de moins de {few_drivers} conducteurs.</translation>
    </message>
    <message>
        <source>There are no street views: nothing is known of how roads look.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Il n'y a pas de vues de rue : on ne sait rien de l'aspect des routes.</translation>
    </message>
    <message>
        <source>{with_images:.0f} % of the directed segments have a street view of their own.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>{with_images:.0f} % des segments orientés ont leur propre vue de rue.</translation>
    </message>
    <message>
        <source>Fixes are too far apart to show hard braking.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Les points GPS sont trop espacés pour montrer un freinage brusque.</translation>
    </message>
    <message>
        <source>Input trips use between {low:.0f} % ({lowest}) and {high:.0f} % ({highest}) of the directed segments of a district.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Les trajets d'entrée empruntent entre {low:.0f} % ({lowest}) et {high:.0f} % ({highest}) des segments orientés d'un quartier.</translation>
    </message>
    <message>
        <source>Districts without roads: {missing}.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Quartiers sans routes : {missing}.</translation>
    </message>
    <message>
        <source>Districts are ninths of the study area, and the centre is that of the area. Those with fewer than {min_roads} tested roads, or tested roads in fewer than {min_blocks} blocks of 500 m, are merged with a neighbour.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Les quartiers sont des neuvièmes de la zone d'étude, et le centre est celui de la zone. Ceux qui ont moins de {min_roads} routes testées, ou des routes testées dans moins de {min_blocks} carrés de 500 m, sont fusionnés avec un voisin.</translation>
    </message>
    <message>
        <source>Period: {period}.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Période : {period}.</translation>
    </message>
    <message>
        <source>Fleet: about {trips:,} trips of {drivers:,} drivers. The trips of about {label_drivers:,} of these drivers make labels and are not seen by the model.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Flotte : environ {trips:,} trajets de {drivers:,} conducteurs. Les trajets d'environ {label_drivers:,} de ces conducteurs donnent les étiquettes et ne sont pas vus par le modèle.</translation>
    </message>
    <message>
        <source>Sampling: a fix every {median:.3g} s (5 % to 95 %: {p5:.3g} to {p95:.3g} s).</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Échantillonnage : un point GPS toutes les {median:.3g} s (5 % à 95 % : {p5:.3g} à {p95:.3g} s).</translation>
    </message>
    <message>
        <source>Recovered: {recovered:.1f} % of the passes are between fixes more than 15 s apart; their ways and times are estimates.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Reconstitués : {recovered:.1f} % des passages se situent entre des points GPS distants de plus de 15 s ; leurs chemins et leurs heures sont des estimations.</translation>
    </message>
    <message>
        <source>Street views: {images:,}.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Vues de rue : {images:,}.</translation>
    </message>
    <message>
        <source>no better than the mean of the road's own trips: use Observed traffic where roads have trips.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>pas mieux que la moyenne des propres trajets de la route : utiliser « Trafic observé » là où les routes ont des trajets.</translation>
    </message>
    <message>
        <source>no better than the mean or the usual class of all labels.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>pas mieux que la moyenne ou la classe usuelle de toutes les étiquettes.</translation>
    </message>
    <message>
        <source>the intervals are calibrated on {few_calibrated} roads only.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>les intervalles sont calibrés sur {few_calibrated} routes seulement.</translation>
    </message>
    <message>
        <source>the figures are from {few_tested} tested roads only.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>les valeurs viennent de {few_tested} routes testées seulement.</translation>
    </message>
    <message>
        <source>fitted on {label_percent:.0f} % of the labels.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>ajusté sur {label_percent:.0f} % des étiquettes.</translation>
    </message>
    <message>
        <source>the encoders may have seen pictures or labels of tested roads.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>les encodeurs ont pu voir des images ou des étiquettes de routes testées.</translation>
    </message>
    <message>
        <source>tested roads lie among training roads; far from roads with labels, errors may be larger.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>les routes testées se trouvent parmi les routes d'entraînement ; loin des routes étiquetées, les erreurs peuvent être plus grandes.</translation>
    </message>
    <message>
        <source>90 % intervals contain only {percent:.0f} % of {roads} tested roads: {group}.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>les intervalles à 90 % ne couvrent que {percent:.0f} % de {roads} routes testées : {group}.</translation>
    </message>
    <message>
        <source>not stated</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>non indiqué</translation>
    </message>
    <message>
        <source>road class {group}</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>classe de route {group}</translation>
    </message>
    <message>
        <source>{group} input trips</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>{group} trajets d'entrée</translation>
    </message>
    <message>
        <source>based on: {group}</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>base : {group}</translation>
    </message>
    <message>
        <source>places</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>lieux</translation>
    </message>
    <message>
        <source>categories of places</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>catégories de lieux</translation>
    </message>
    <message>
        <source>Mon</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>lundi</translation>
    </message>
    <message>
        <source>Tue</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>mardi</translation>
    </message>
    <message>
        <source>Wed</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>mercredi</translation>
    </message>
    <message>
        <source>Thu</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>jeudi</translation>
    </message>
    <message>
        <source>Fri</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>vendredi</translation>
    </message>
    <message>
        <source>Sat</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>samedi</translation>
    </message>
    <message>
        <source>Sun</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>dimanche</translation>
    </message>
    <message>
        <source>{width:.1f} × {height:.1f} km</source>
        <extracomment>trajganr_core/contract/texts/bundle_facts.py</extracomment>
        <translation>{width:.1f} × {height:.1f} km</translation>
    </message>
    <message>
        <source>no road has enough</source>
        <extracomment>trajganr_core/contract/texts/bundle_facts.py</extracomment>
        <translation>aucune route n'en a assez</translation>
    </message>
    <message>
        <source>few: {count:,} directed roads.</source>
        <extracomment>trajganr_core/contract/texts/bundle_facts.py</extracomment>
        <translation>peu : {count:,} routes orientées.</translation>
    </message>
    <message>
        <source>enough: {count:,} directed roads.</source>
        <extracomment>trajganr_core/contract/texts/bundle_facts.py</extracomment>
        <translation>assez : {count:,} routes orientées.</translation>
    </message>
    <message>
        <source>few data, do not rely on it.</source>
        <extracomment>trajganr_core/contract/texts/bundle_facts.py</extracomment>
        <translation>peu de données, ne pas s'y fier.</translation>
    </message>
    <message>
        <source>{begin} to {end} UTC</source>
        <extracomment>trajganr_core/contract/texts/bundle_facts.py</extracomment>
        <translation>{begin} à {end} UTC</translation>
    </message>
    <message>
        <source>period</source>
        <extracomment>trajganr_core/contract/texts/bundle_facts.py</extracomment>
        <translation>période</translation>
    </message>
    <message>
        <source>sampling</source>
        <extracomment>trajganr_core/contract/texts/bundle_facts.py</extracomment>
        <translation>échantillonnage</translation>
    </message>
    <message>
        <source>distance to the road</source>
        <extracomment>trajganr_core/contract/texts/bundle_facts.py</extracomment>
        <translation>distance à la route</translation>
    </message>
    <message>
        <source>{trips:,} trips of {drivers:,} drivers in {pieces:,} pieces, {fixes:,} fixes, {km:,.0f} km driven</source>
        <extracomment>trajganr_core/contract/texts/bundle_facts.py</extracomment>
        <translation>{trips:,} trajets de {drivers:,} conducteurs en {pieces:,} morceaux, {fixes:,} points GPS, {km:,.0f} km parcourus</translation>
    </message>
    <message>
        <source>a fix every {median} s; nine in ten intervals are the same</source>
        <extracomment>trajganr_core/contract/texts/bundle_facts.py</extracomment>
        <translation>un point GPS toutes les {median} s ; neuf intervalles sur dix sont identiques</translation>
    </message>
    <message>
        <source>a fix every {median} s; nine in ten intervals are {p5} to {p95} s</source>
        <extracomment>trajganr_core/contract/texts/bundle_facts.py</extracomment>
        <translation>un point GPS toutes les {median} s ; neuf intervalles sur dix durent de {p5} à {p95} s</translation>
    </message>
    <message>
        <source>{median} m in the median, {p95} m or less for 95 % of the fixes</source>
        <extracomment>trajganr_core/contract/texts/bundle_facts.py</extracomment>
        <translation>{median} m en médiane, au plus {p95} m pour 95 % des points GPS</translation>
    </message>
    <message>
        <source>{edges:,} directed roads, {km:,.0f} km; {trips:,} ({share:.0f} %) have a trip, {images:,} a street view</source>
        <extracomment>trajganr_core/contract/texts/bundle_facts.py</extracomment>
        <translation>{edges:,} routes orientées, {km:,.0f} km ; {trips:,} ({share:.0f} %) ont un trajet, {images:,} une vue de rue</translation>
    </message>
    <message>
        <source>{images:,}; trips pass {passed:,} of them within {metres:g} m</source>
        <extracomment>trajganr_core/contract/texts/bundle_facts.py</extracomment>
        <translation>{images:,} ; des trajets passent à {metres:g} m au plus de {passed:,} d'entre elles</translation>
    </message>
    <message>
        <source>none: {why}</source>
        <extracomment>trajganr_core/contract/texts/bundle_facts.py</extracomment>
        <translation>aucune : {why}</translation>
    </message>
    <message>
        <source>Uncertainty of speed</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Incertitude de la vitesse</translation>
    </message>
    <message>
        <source>± km/h</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>± km/h</translation>
    </message>
    <message>
        <source>TrajGANR {version}, model {name}.</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>TrajGANR {version}, modèle {name}.</translation>
    </message>
    <message>
        <source>about {n:,} drivers</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>environ {n:,} conducteurs</translation>
    </message>
    <message>
        <source>{time}; {free:.0f} km/h in free flow. Observed on {n:,} segments.</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>{time} ; {free:.0f} km/h en circulation libre. Observé sur {n:,} segments.</translation>
    </message>
    <message>
        <source>Half of the 90 % interval of a usual road.</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Moitié de l'intervalle à 90 % d'une route usuelle.</translation>
    </message>
    <message>
        <source>Maps</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Cartes</translation>
    </message>
    <message>
        <source>{n:,} drivers or more</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>{n:,} conducteurs ou plus</translation>
    </message>
    <message>
        <source>Directed segments of at least {metres:g} m with passes of at least {n:,} drivers; of each street the most extreme. The extremes of many roads are partly chance: look at the intervals.</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Segments orientés d'au moins {metres:g} m avec des passages d'au moins {n:,} conducteurs ; par rue, le plus extrême. Les extrêmes de nombreuses routes sont en partie dus au hasard : voir les intervalles.</translation>
    </message>
    <message>
        <source>Buffer index: the extra time, relative to the mean travel time, with which 19 of 20 passes are in time. Intervals are of a bootstrap over drivers.</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Indice de temps tampon : le temps en plus, rapporté au temps de parcours moyen, avec lequel 19 passages sur 20 arrivent à l'heure. Les intervalles viennent d'un bootstrap sur les conducteurs.</translation>
    </message>
    <message>
        <source>{area}: report</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>{area} : rapport</translation>
    </message>
    <message>
        <source>{speed:.0f} km/h</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>{speed:.0f} km/h</translation>
    </message>
    <message>
        <source>± {n:.0f} km/h</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>± {n:.0f} km/h</translation>
    </message>
    <message>
        <source>mean of the road's own trips {error:.1f}</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>moyenne des trajets propres de la route {error:.1f}</translation>
    </message>
    <message>
        <source>model {error:.1f}</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>modèle {error:.1f}</translation>
    </message>
    <message>
        <source>one speed for all {error:.1f}</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>une seule vitesse pour toutes {error:.1f}</translation>
    </message>
    <message>
        <source>{half} Mean errors, held out: {parts} km/h.</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>{half} Erreurs moyennes, mises de côté : {parts} km/h.</translation>
    </message>
    <message>
        <source>not predicted</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>non prédit</translation>
    </message>
    <message>
        <source>{low:,} drivers or more</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>{low:,} conducteurs ou plus</translation>
    </message>
    <message>
        <source>Coverage</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Couverture</translation>
    </message>
    <message>
        <source>fewer, or none</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>moins, ou aucun</translation>
    </message>
    <message>
        <source>Not for</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Pas pour</translation>
    </message>
    <message>
        <source>Limits</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Limites</translation>
    </message>
    <message>
        <source>The study area</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>La zone d'étude</translation>
    </message>
    <message>
        <source>Sources</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Sources</translation>
    </message>
    <message>
        <source>How good: figures of held-out roads</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Quelle qualité : valeurs des routes mises de côté</translation>
    </message>
    <message>
        <source>What not to conclude</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Ce qu'il ne faut pas en conclure</translation>
    </message>
    <message>
        <source>Data, figures and limits</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Données, chiffres et limites</translation>
    </message>
    <message>
        <source>No road has {n:,} drivers at this value or beyond.</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Aucune route n'a {n:,} conducteurs qui atteignent ou dépassent cette valeur.</translation>
    </message>
    <message>
        <source>No road has passes of {n:,} drivers or more.</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Aucune route n'a de passages de {n:,} conducteurs ou plus.</translation>
    </message>
    <message>
        <source>Road</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Route</translation>
    </message>
    <message>
        <source>Class</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Classe</translation>
    </message>
    <message>
        <source>Value (90 % interval)</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Valeur (interv. 90 %)</translation>
    </message>
    <message>
        <source>Drivers</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Conducteurs</translation>
    </message>
    <message>
        <source>Summary</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Résumé</translation>
    </message>
    <message>
        <source>Roads</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Routes</translation>
    </message>
    <message>
        <source>{n:,} segments</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>{n:,} segments</translation>
    </message>
    <message>
        <source>{km:,.0f} km; each direction of a road is a segment.</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>{km:,.0f} km ; chaque sens d'une route est un segment.</translation>
    </message>
    <message>
        <source>about {n:,} trips</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>environ {n:,} trajets</translation>
    </message>
    <message>
        <source>Typical speed</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Vitesse usuelle</translation>
    </message>
    <message>
        <source>How sure</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Degré de certitude</translation>
    </message>
    <message>
        <source>of the segments have trips; {percent:.0f} % have {n:,} drivers or more.</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>des segments ont des trajets ; {percent:.0f} % ont {n:,} conducteurs ou plus.</translation>
    </message>
    <message>
        <source>No road has {n:,} drivers in a peak.</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Aucune route n'a {n:,} conducteurs aux heures de pointe.</translation>
    </message>
    <message>
        <source>{title} (predicted)</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>{title} (prédit)</translation>
    </message>
    <message>
        <source>Fairness across districts</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Équité entre quartiers</translation>
    </message>
    <message>
        <source>all</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>toutes</translation>
    </message>
    <message>
        <source>Segments</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Segments</translation>
    </message>
    <message>
        <source>Slowest and least reliable roads: observed, over the whole week</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Routes les plus lentes et les moins fiables : observées, sur toute la semaine</translation>
    </message>
    <message>
        <source>Slowest: mean speed, km/h</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Les plus lentes : vitesse moyenne, km/h</translation>
    </message>
    <message>
        <source>Least reliable: buffer index</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Les moins fiables : indice de temps tampon</translation>
    </message>
    <message>
        <source>Good enough for</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Suffisant pour</translation>
    </message>
    <message>
        <source>Not good enough for</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Insuffisant pour</translation>
    </message>
    <message>
        <source>{drivers}, {first} to {last}.</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>{drivers}, du {first} au {last}.</translation>
    </message>
    <message>
        <source>Uncertainty: half of the 90 % interval of the predicted speed.</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Incertitude : moitié de l'intervalle à 90 % de la vitesse prédite.</translation>
    </message>
    <message>
        <source>Where the two directions of a road differ, the one listed lower is on top.</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Si les deux sens d'une route diffèrent, celui qui est plus bas dans la légende est au-dessus.</translation>
    </message>
    <message>
        <source>{low:,} to {high:,} drivers</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>{low:,} à {high:,} conducteurs</translation>
    </message>
    <message>
        <source>shipped model</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>modèle fourni</translation>
    </message>
    <message>
        <source>{value} ({low} to {high})</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>{value} ({low} à {high})</translation>
    </message>
    <message>
        <source>comparing roads: of two roads, the faster one is predicted to be faster in {comparing:.0f} of 100 cases</source>
        <extracomment>trajganr_core/publish/fitness.py</extracomment>
        <translation>comparer des routes : de deux routes, la plus rapide est prédite plus rapide dans {comparing:.0f} cas sur 100</translation>
    </message>
    <message>
        <source>the speed of a single road: the mean error is {single:.0f} % of the usual speed</source>
        <extracomment>trajganr_core/publish/fitness.py</extracomment>
        <translation>la vitesse d'une seule route : l'erreur moyenne est de {single:.0f} % de la vitesse usuelle</translation>
    </message>
    <message>
        <source>peak against free flow: {peak:,} segments are observed in the peak</source>
        <extracomment>trajganr_core/publish/fitness.py</extracomment>
        <translation>heure de pointe et circulation libre : {peak:,} segments sont observés à l'heure de pointe</translation>
    </message>
    <message>
        <source>a typical week: the trips are of {week:,} days</source>
        <extracomment>trajganr_core/publish/fitness.py</extracomment>
        <translation>une semaine typique : les trajets sont de {week:,} jours</translation>
    </message>
    <message>
        <source>an overview of the whole network: {network:.0f} % of the segments have trips</source>
        <extracomment>trajganr_core/publish/fitness.py</extracomment>
        <translation>une vue d'ensemble du réseau : {network:.0f} % des segments ont des trajets</translation>
    </message>
    <message>
        <source>comparing roads: of two roads, the faster one is predicted to be faster in only {comparing:.0f} of 100 cases</source>
        <extracomment>trajganr_core/publish/fitness.py</extracomment>
        <translation>comparer des routes : de deux routes, la plus rapide n'est prédite plus rapide que dans {comparing:.0f} cas sur 100</translation>
    </message>
    <message>
        <source>the speed of a single road that is not measured: the mean error is {single:.0f} % of the usual speed</source>
        <extracomment>trajganr_core/publish/fitness.py</extracomment>
        <translation>la vitesse d'une seule route sans mesure : l'erreur moyenne est de {single:.0f} % de la vitesse usuelle</translation>
    </message>
    <message>
        <source>peak against free flow: only {peak:,} segments are observed in the peak</source>
        <extracomment>trajganr_core/publish/fitness.py</extracomment>
        <translation>heure de pointe et circulation libre : seuls {peak:,} segments sont observés à l'heure de pointe</translation>
    </message>
    <message>
        <source>a typical week: the trips are of {week:,} days only</source>
        <extracomment>trajganr_core/publish/fitness.py</extracomment>
        <translation>une semaine typique : les trajets sont de {week:,} jours seulement</translation>
    </message>
    <message>
        <source>judging the whole network by trips: {network:.0f} % of the segments have any</source>
        <extracomment>trajganr_core/publish/fitness.py</extracomment>
        <translation>juger tout le réseau par les trajets : {network:.0f} % des segments en ont</translation>
    </message>
    <message>
        <source>traffic volumes and persons: the trips are of a sample of vehicles</source>
        <extracomment>trajganr_core/publish/fitness.py</extracomment>
        <translation>les volumes de trafic et les personnes : les trajets sont ceux d'un échantillon de véhicules</translation>
    </message>
    <message>
        <source>1,234.5</source>
        <extracomment>trajganr_core/contract/texts/local_numbers.py</extracomment>
        <translation>1 234,5</translation>
    </message>
    <message>
        <source>{name}: {fact}</source>
        <extracomment>trajganr_core/contract/texts/text.py</extracomment>
        <translation>{name} : {fact}</translation>
    </message>
    <message>
        <source>The job '{name}' was run before: its result is used.</source>
        <extracomment>qgis_plugin/client/chains.py</extracomment>
        <translation>La tâche « {name} » a déjà été exécutée : son résultat est utilisé.</translation>
    </message>
    <message>
        <source>Estimate: {time} ({low} to {high}), {memory} of memory, {disk} of disk.</source>
        <extracomment>qgis_plugin/client/estimates.py</extracomment>
        <translation>Estimation : {time} (de {low} à {high}), {memory} de mémoire, {disk} de disque.</translation>
    </message>
    <message>
        <source>No estimate: {reason}</source>
        <extracomment>qgis_plugin/client/estimates.py</extracomment>
        <translation>Pas d'estimation : {reason}</translation>
    </message>
    <message>
        <source>more trips, or a road layer of your own with speeds</source>
        <extracomment>qgis_plugin/client/id_checks.py</extracomment>
        <translation>plus de trajets, ou une couche de routes à soi avec des vitesses</translation>
    </message>
    <message>
        <source>more trips, or a road layer of your own with numbers of trips</source>
        <extracomment>qgis_plugin/client/id_checks.py</extracomment>
        <translation>plus de trajets, ou une couche de routes à soi avec des nombres de trajets</translation>
    </message>
    <message>
        <source>places (POIs)</source>
        <extracomment>qgis_plugin/client/id_checks.py</extracomment>
        <translation>lieux (POI)</translation>
    </message>
    <message>
        <source>trips with their measured speed at most 2 s apart</source>
        <extracomment>qgis_plugin/client/id_checks.py</extracomment>
        <translation>trajets avec leur vitesse mesurée, points GPS espacés d'au plus 2 s</translation>
    </message>
    <message>
        <source>trips with fixes more than 2 s and at most 60 s apart</source>
        <extracomment>qgis_plugin/client/id_checks.py</extracomment>
        <translation>des trajets dont les points sont espacés de plus de 2 s et d'au plus 60 s</translation>
    </message>
    <message>
        <source>any task</source>
        <extracomment>qgis_plugin/client/id_checks.py</extracomment>
        <translation>toute tâche d'apprentissage</translation>
    </message>
    <message>
        <source>No road has a label.</source>
        <extracomment>qgis_plugin/client/id_checks.py</extracomment>
        <translation>Aucune route n'a d'étiquette.</translation>
    </message>
    <message>
        <source>split</source>
        <extracomment>qgis_plugin/client/models.py</extracomment>
        <translation>partition</translation>
    </message>
    <message>
        <source>fold</source>
        <extracomment>qgis_plugin/client/models.py</extracomment>
        <translation>pli</translation>
    </message>
    <message>
        <source>trips of a road</source>
        <extracomment>qgis_plugin/client/models.py</extracomment>
        <translation>trajets d'une route</translation>
    </message>
    <message>
        <source>The model: preset {preset}, pretrained with fold {fold} of the split {split} held out, fine-tuned for: {heads}.</source>
        <extracomment>qgis_plugin/client/models.py</extracomment>
        <translation>Le modèle : préréglage {preset}, préentraîné avec le pli {fold} de la partition {split} mis de côté, ajusté pour : {heads}.</translation>
    </message>
    <message>
        <source>Fine-tuning with {options}.</source>
        <extracomment>qgis_plugin/client/models.py</extracomment>
        <translation>Ajustement avec {options}.</translation>
    </message>
    <message>
        <source>nothing</source>
        <extracomment>qgis_plugin/client/models.py</extracomment>
        <translation>rien</translation>
    </message>
    <message>
        <source>QGIS' Python lacks pyzmq, which is needed to connect to the worker. Install it in Plugins › TrajGANR › Set up TrajGANR…, or with the package manager that installed QGIS (Debian: python3-zmq; OSGeo4W: python3-pyzmq), and then restart QGIS.</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>Il manque au Python de QGIS pyzmq, nécessaire à la connexion au worker. L'installer par Extensions › TrajGANR › Installer TrajGANR…, ou avec le gestionnaire de paquets qui a installé QGIS (Debian : python3-zmq ; OSGeo4W : python3-pyzmq), puis redémarrer QGIS.</translation>
    </message>
    <message>
        <source>No worker is running: starting the local one…</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>Aucun worker ne tourne : lancement du worker local…</translation>
    </message>
    <message>
        <source>The worker does not answer: waiting for it…</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>Le worker ne répond pas : attente de sa réponse…</translation>
    </message>
    <message>
        <source>another person's job</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>la tâche d'une autre personne</translation>
    </message>
    <message>
        <source>You can close this window: the TrajGANR dock shows the job. The job can go on without QGIS too. 'Cancel' stops the job.</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>Vous pouvez fermer cette fenêtre : le panneau TrajGANR montre la tâche. Elle peut aussi continuer sans QGIS. « Annuler » arrête la tâche.</translation>
    </message>
    <message>
        <source>The job finished before it could be cancelled; the dock has its result.</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>La tâche s'est terminée avant de pouvoir être annulée ; son résultat est dans le panneau.</translation>
    </message>
    <message>
        <source>Number {n} in the queue, after {name}.</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>Numéro {n} dans la file, après {name}.</translation>
    </message>
    <message>
        <source>about {span} left of this stage</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>encore environ {span} pour cette étape</translation>
    </message>
    <message>
        <source>Sending {what} ({size} MB)</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>Envoi de {what} ({size} Mo)</translation>
    </message>
    <message>
        <source>The job '{name}' is queued.</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>La tâche « {name} » est dans la file.</translation>
    </message>
    <message>
        <source>Waiting for the result of {name}.</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>En attente du résultat de {name}.</translation>
    </message>
    <message>
        <source>about {span} left</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>encore environ {span}</translation>
    </message>
    <message>
        <source>Fetching {what}</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>Récupération de {what}</translation>
    </message>
    <message>
        <source>Cancelling the job…</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>Annulation de la tâche…</translation>
    </message>
    <message>
        <source>The worker has not stopped the job yet; the dock shows when it has.</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>Le worker n'a pas encore arrêté la tâche ; le panneau l'indiquera.</translation>
    </message>
    <message>
        <source>This worker runs on another machine. To read its log, run 'trajganr worker logs' there. The logs of jobs can be read here.</source>
        <extracomment>qgis_plugin/client/worker_log.py</extracomment>
        <translation>Ce worker tourne sur une autre machine. Pour lire son journal, y lancer « trajganr worker logs ». Les journaux des tâches peuvent être lus ici.</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}. A worker that runs in a terminal logs there.</source>
        <extracomment>qgis_plugin/client/worker_log.py</extracomment>
        <translation>{path} ne peut être lu : {reason}. Un worker qui tourne dans un terminal y écrit son journal.</translation>
    </message>
    <message>
        <source>QGIS' Python has pyzmq.</source>
        <extracomment>qgis_plugin/diagnosis/readiness.py</extracomment>
        <translation>Le Python de QGIS a pyzmq.</translation>
    </message>
    <message>
        <source>The worker is installed, and uses the processor.</source>
        <extracomment>qgis_plugin/diagnosis/readiness.py</extracomment>
        <translation>Le worker est installé et utilise le processeur.</translation>
    </message>
    <message>
        <source>Optional: a token, a key that Mapillary gives you, lets you download its street views.</source>
        <extracomment>qgis_plugin/diagnosis/readiness.py</extracomment>
        <translation>Facultatif : avec un jeton, une clé que Mapillary vous donne, vous pouvez télécharger ses vues de rue.</translation>
    </message>
    <message>
        <source>A small, simulated city: its trips and roads, and what was predicted of them.</source>
        <extracomment>qgis_plugin/diagnosis/readiness.py</extracomment>
        <translation>Une petite ville simulée : ses trajets et ses routes, et ce qui a été prédit pour elles.</translation>
    </message>
    <message>
        <source>A small part is missing with which QGIS talks to the worker. It comes with it.</source>
        <extracomment>qgis_plugin/diagnosis/readiness.py</extracomment>
        <translation>Il manque un petit composant avec lequel QGIS parle au worker. Il est installé avec lui.</translation>
    </message>
    <message>
        <source>A worker that was started manually runs on this machine.</source>
        <extracomment>qgis_plugin/diagnosis/readiness.py</extracomment>
        <translation>Un worker démarré manuellement tourne sur cette machine.</translation>
    </message>
    <message>
        <source>The worker is not installed yet.</source>
        <extracomment>qgis_plugin/diagnosis/readiness.py</extracomment>
        <translation>Le worker n'est pas encore installé.</translation>
    </message>
    <message>
        <source>The worker is installed, and uses the graphics card.</source>
        <extracomment>qgis_plugin/diagnosis/readiness.py</extracomment>
        <translation>Le worker est installé et utilise la carte graphique.</translation>
    </message>
    <message>
        <source>A token is stored in QGIS' authentication manager.</source>
        <extracomment>qgis_plugin/diagnosis/readiness.py</extracomment>
        <translation>Un jeton est enregistré dans le gestionnaire d'authentification de QGIS.</translation>
    </message>
    <message>
        <source>The demo city is in this project.</source>
        <extracomment>qgis_plugin/diagnosis/readiness.py</extracomment>
        <translation>La ville de démonstration est dans ce projet.</translation>
    </message>
    <message>
        <source>The worker runs on another machine: {name}.</source>
        <extracomment>qgis_plugin/diagnosis/readiness.py</extracomment>
        <translation>Le worker tourne sur une autre machine : {name}.</translation>
    </message>
    <message>
        <source>The worker's Python no longer exists: {python}.</source>
        <extracomment>qgis_plugin/diagnosis/readiness.py</extracomment>
        <translation>Le Python du worker n'existe plus : {python}.</translation>
    </message>
    <message>
        <source>The worker runs on {python}.</source>
        <extracomment>qgis_plugin/diagnosis/readiness.py</extracomment>
        <translation>Le worker tourne avec {python}.</translation>
    </message>
    <message>
        <source>These models were trained on it: {models}. They are kept, but without it they cannot be fine-tuned, evaluated or queried about its roads.</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>Ces modèles ont été entraînés avec lui : {models}. Ils sont conservés, mais sans lui ils ne peuvent plus être ajustés, évalués ni interrogés sur ses routes.</translation>
    </message>
    <message>
        <source>What the data support</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>Ce que les données permettent</translation>
    </message>
    <message>
        <source>Study areas</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>Zones d'étude</translation>
    </message>
    <message>
        <source>The selected study area</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>La zone d'étude sélectionnée</translation>
    </message>
    <message>
        <source>Selected study area</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>Zone d'étude sélectionnée</translation>
    </message>
    <message>
        <source>&amp;New…</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>&amp;Nouvelle…</translation>
    </message>
    <message>
        <source>Open the form that prepares a study area</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>Ouvrir le formulaire qui prépare une zone d'étude</translation>
    </message>
    <message>
        <source>Show on m&amp;ap</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>Sur la &amp;carte</translation>
    </message>
    <message>
        <source>Show the selected area on the map (Enter)</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>Afficher la zone sélectionnée sur la carte (Entrée)</translation>
    </message>
    <message>
        <source>&amp;Quality report</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>&amp;Rapport</translation>
    </message>
    <message>
        <source>Create the bundle's quality report and open it in the browser</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>Créer le rapport de qualité du jeu préparé et l'ouvrir dans le navigateur</translation>
    </message>
    <message>
        <source>Predict roads…</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>Prédire les routes…</translation>
    </message>
    <message>
        <source>Open the form that predicts the roads from the bundle, without training</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>Ouvrir le formulaire qui prédit les routes à partir du jeu préparé, sans entraînement</translation>
    </message>
    <message>
        <source>Pretra&amp;in…</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>&amp;Préentraîner…</translation>
    </message>
    <message>
        <source>Open the form that trains a model on the bundle</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>Ouvrir le formulaire qui entraîne un modèle sur le jeu préparé</translation>
    </message>
    <message>
        <source>E&amp;xport layers…</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>E&amp;xporter…</translation>
    </message>
    <message>
        <source>Open the form that writes the bundle's layers into files</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>Ouvrir le formulaire qui écrit les couches du jeu préparé dans des fichiers</translation>
    </message>
    <message>
        <source>Delete</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>Delete the bundle (Delete)</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>Supprimer le jeu préparé (Suppr)</translation>
    </message>
    <message>
        <source>Delete the study area '{name}' from the worker?</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>Supprimer la zone d'étude « {name} » du worker ?</translation>
    </message>
    <message>
        <source>No model depends on it.</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>Aucun modèle n'en dépend.</translation>
    </message>
    <message>
        <source>Select a study area to see its contents.</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>Sélectionner une zone d'étude pour voir son contenu.</translation>
    </message>
    <message>
        <source>Size</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>Taille</translation>
    </message>
    <message>
        <source>Created</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>Création</translation>
    </message>
    <message>
        <source>Save chart</source>
        <extracomment>qgis_plugin/gui/chart.py</extracomment>
        <translation>Enregistrer le graphique</translation>
    </message>
    <message>
        <source>Save charts</source>
        <extracomment>qgis_plugin/gui/chart.py</extracomment>
        <translation>Enregistrer les graphiques</translation>
    </message>
    <message>
        <source>Save '{chart}' as {format}…</source>
        <extracomment>qgis_plugin/gui/chart.py</extracomment>
        <translation>Enregistrer « {chart} » en {format}…</translation>
    </message>
    <message>
        <source>Table</source>
        <extracomment>qgis_plugin/gui/chart.py</extracomment>
        <translation>Table</translation>
    </message>
    <message>
        <source>Continue</source>
        <extracomment>qgis_plugin/gui/city_dialog.py</extracomment>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>What is finished is not done again</source>
        <extracomment>qgis_plugin/gui/city_dialog.py</extracomment>
        <translation>Ce qui est terminé n'est pas refait</translation>
    </message>
    <message>
        <source>Close QGIS</source>
        <extracomment>qgis_plugin/gui/closing.py</extracomment>
        <translation>Fermer QGIS</translation>
    </message>
    <message>
        <source>The dock shows their results when QGIS is opened again.</source>
        <extracomment>qgis_plugin/gui/closing.py</extracomment>
        <translation>Le panneau montre leurs résultats quand QGIS est rouvert.</translation>
    </message>
    <message>
        <source>&amp;Let them go on</source>
        <extracomment>qgis_plugin/gui/closing.py</extracomment>
        <translation>&amp;Les laisser continuer</translation>
    </message>
    <message>
        <source>&amp;Cancel them</source>
        <extracomment>qgis_plugin/gui/closing.py</extracomment>
        <translation>Les &amp;annuler</translation>
    </message>
    <message>
        <source>&amp;Keep QGIS open</source>
        <extracomment>qgis_plugin/gui/closing.py</extracomment>
        <translation>&amp;Garder QGIS ouvert</translation>
    </message>
    <message>
        <source>Jobs of TrajGANR that are still running: {n}. They can go on without QGIS.</source>
        <extracomment>qgis_plugin/gui/closing.py</extracomment>
        <translation>Tâches de TrajGANR en cours : {n}. Elles peuvent continuer sans QGIS.</translation>
    </message>
    <message>
        <source>{n} done</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>{n} terminées</translation>
    </message>
    <message>
        <source>{n} failed</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>{n} échouées</translation>
    </message>
    <message>
        <source>{n} stopped</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>{n} arrêtées</translation>
    </message>
    <message>
        <source>TrajGANR</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>TrajGANR</translation>
    </message>
    <message>
        <source>Looking for a worker…</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>Recherche d'un worker…</translation>
    </message>
    <message>
        <source>The worker crashed and is started again; its jobs resume.</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>Le worker a planté et est relancé ; ses tâches reprennent.</translation>
    </message>
    <message>
        <source>Open log</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>Ouvrir le journal</translation>
    </message>
    <message>
        <source>Show jobs</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>Montrer les tâches</translation>
    </message>
    <message>
        <source>Try again</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Details</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>Détails</translation>
    </message>
    <message>
        <source>While QGIS was closed: {counts}.</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>Pendant que QGIS était fermé : {counts}.</translation>
    </message>
    <message>
        <source>Worker</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Areas</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>Zones</translation>
    </message>
    <message>
        <source>Models</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>Modèles</translation>
    </message>
    <message>
        <source>Jobs</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>Tâches</translation>
    </message>
    <message>
        <source>It crashed. Starting it again…</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>Il a planté. Relancement…</translation>
    </message>
    <message>
        <source>Open results…</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>Ouvrir les résultats…</translation>
    </message>
    <message>
        <source>The job '{name}' failed: {reason}</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>La tâche « {name} » a échoué : {reason}</translation>
    </message>
    <message>
        <source>Predicted roads</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>Routes prédites</translation>
    </message>
    <message>
        <source>The shipped model, adapted to the bundle, has predicted these roads.</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>Le modèle fourni, adapté au jeu préparé, a prédit ces routes.</translation>
    </message>
    <message>
        <source>The worker has crashed more than {n} times within {span} and is not started again.</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>Le worker a planté plus de {n} fois en {span} et n'est plus relancé.</translation>
    </message>
    <message>
        <source>The worker of this profile no longer has the job {id}.</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>Le worker de ce profil n'a plus la tâche {id}.</translation>
    </message>
    <message>
        <source>The worker of this profile no longer has the model {id}.</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>Le worker de ce profil n'a plus le modèle {id}.</translation>
    </message>
    <message>
        <source>job</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>tâche</translation>
    </message>
    <message>
        <source>{same} of {all} roads have label and prediction in the same class.</source>
        <extracomment>qgis_plugin/gui/evaluation_charts.py</extracomment>
        <translation>Pour {same} routes sur {all}, étiquette et prédiction sont dans la même classe.</translation>
    </message>
    <message>
        <source>{group} input trips: mean of own trips {mean}, model {model} on {roads} roads</source>
        <extracomment>qgis_plugin/gui/evaluation_charts.py</extracomment>
        <translation>{group} trajets d'entrée : moyenne des propres trajets {mean}, modèle {model} sur {roads} routes</translation>
    </message>
    <message>
        <source>{group} input trips: {share} of the labels of {roads} roads are in the interval</source>
        <extracomment>qgis_plugin/gui/evaluation_charts.py</extracomment>
        <translation>{group} trajets d’entrée : {share} des étiquettes de {roads} routes sont dans l’intervalle</translation>
    </message>
    <message>
        <source>Not counted in this evaluation. Evaluate the model again to see it.</source>
        <extracomment>qgis_plugin/gui/evaluation_charts.py</extracomment>
        <translation>Non compté dans cette évaluation. Évaluez de nouveau le modèle pour le voir.</translation>
    </message>
    <message>
        <source>True</source>
        <extracomment>qgis_plugin/gui/evaluation_charts.py</extracomment>
        <translation>Vrai</translation>
    </message>
    <message>
        <source>True, in the same order</source>
        <extracomment>qgis_plugin/gui/evaluation_charts.py</extracomment>
        <translation>Vrai, dans le même ordre</translation>
    </message>
    <message>
        <source>Coverage by density</source>
        <extracomment>qgis_plugin/gui/evaluation_charts.py</extracomment>
        <translation>Couverture par densité</translation>
    </message>
    <message>
        <source>Input trips, at least</source>
        <extracomment>qgis_plugin/gui/evaluation_charts.py</extracomment>
        <translation>Trajets d’entrée, au moins</translation>
    </message>
    <message>
        <source>Task</source>
        <extracomment>qgis_plugin/gui/evaluation_charts.py</extracomment>
        <translation>Tâche</translation>
    </message>
    <message>
        <source>Predicted against true</source>
        <extracomment>qgis_plugin/gui/evaluation_charts.py</extracomment>
        <translation>Prédit et vrai</translation>
    </message>
    <message>
        <source>Error by density</source>
        <extracomment>qgis_plugin/gui/evaluation_charts.py</extracomment>
        <translation>Erreur selon la densité</translation>
    </message>
    <message>
        <source>True ({unit})</source>
        <extracomment>qgis_plugin/gui/evaluation_charts.py</extracomment>
        <translation>Vrai ({unit})</translation>
    </message>
    <message>
        <source>Label {label}, prediction {prediction}: roads: {count}</source>
        <extracomment>qgis_plugin/gui/evaluation_charts.py</extracomment>
        <translation>Étiquette {label}, prédiction {prediction} : routes : {count}</translation>
    </message>
    <message>
        <source>Error (grey: own trips)</source>
        <extracomment>qgis_plugin/gui/evaluation_charts.py</extracomment>
        <translation>Erreur (gris : propres trajets)</translation>
    </message>
    <message>
        <source>No intervals, or fewer than {n} roads of each density.</source>
        <extracomment>qgis_plugin/gui/evaluation_charts.py</extracomment>
        <translation>Pas d'intervalles, ou moins de {n} routes par densité.</translation>
    </message>
    <message>
        <source>100 and more</source>
        <extracomment>qgis_plugin/gui/evaluation_charts.py</extracomment>
        <translation>100 et plus</translation>
    </message>
    <message>
        <source>{span} ago</source>
        <extracomment>qgis_plugin/gui/formatting.py</extracomment>
        <translation>il y a {span}</translation>
    </message>
    <message>
        <source>Making the quality report</source>
        <extracomment>qgis_plugin/gui/forms.py</extracomment>
        <translation>Création du rapport de qualité</translation>
    </message>
    <message>
        <source>Fetching the quality report</source>
        <extracomment>qgis_plugin/gui/forms.py</extracomment>
        <translation>Récupération du rapport de qualité</translation>
    </message>
    <message>
        <source>User guide</source>
        <extracomment>qgis_plugin/gui/guide.py</extracomment>
        <translation>Guide</translation>
    </message>
    <message>
        <source>Results:</source>
        <extracomment>qgis_plugin/gui/job_dialog.py</extracomment>
        <translation>Résultats :</translation>
    </message>
    <message>
        <source>Estimate</source>
        <extracomment>qgis_plugin/gui/job_dialog.py</extracomment>
        <translation>Estimation</translation>
    </message>
    <message>
        <source>Estimating the job</source>
        <extracomment>qgis_plugin/gui/job_dialog.py</extracomment>
        <translation>Estimation de la tâche</translation>
    </message>
    <message>
        <source>Chosen for this worker: {settings}. With the defaults it would take about {time}.</source>
        <extracomment>qgis_plugin/gui/job_dialog.py</extracomment>
        <translation>Choisi pour ce worker : {settings}. Avec les valeurs par défaut, cela prendrait environ {time}.</translation>
    </message>
    <message>
        <source>With {settings} it takes about {time}.</source>
        <extracomment>qgis_plugin/gui/job_dialog.py</extracomment>
        <translation>Avec {settings}, cela prend environ {time}.</translation>
    </message>
    <message>
        <source>epochs</source>
        <extracomment>qgis_plugin/gui/job_dialog.py</extracomment>
        <translation>époques</translation>
    </message>
    <message>
        <source>width of the embedding</source>
        <extracomment>qgis_plugin/gui/job_dialog.py</extracomment>
        <translation>largeur du plongement</translation>
    </message>
    <message>
        <source>transformer layers</source>
        <extracomment>qgis_plugin/gui/job_dialog.py</extracomment>
        <translation>couches du transformeur</translation>
    </message>
    <message>
        <source>Waiting</source>
        <extracomment>qgis_plugin/gui/job_table.py</extracomment>
        <translation>En attente</translation>
    </message>
    <message>
        <source>Starting</source>
        <extracomment>qgis_plugin/gui/job_table.py</extracomment>
        <translation>Démarrage</translation>
    </message>
    <message>
        <source>Running</source>
        <extracomment>qgis_plugin/gui/job_table.py</extracomment>
        <translation>En cours</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <extracomment>qgis_plugin/gui/job_table.py</extracomment>
        <translation>Annulation</translation>
    </message>
    <message>
        <source>Done</source>
        <extracomment>qgis_plugin/gui/job_table.py</extracomment>
        <translation>Terminée</translation>
    </message>
    <message>
        <source>Failed</source>
        <extracomment>qgis_plugin/gui/job_table.py</extracomment>
        <translation>Échouée</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <extracomment>qgis_plugin/gui/job_table.py</extracomment>
        <translation>Annulée</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <extracomment>qgis_plugin/gui/job_table.py</extracomment>
        <translation>Interrompue</translation>
    </message>
    <message>
        <source>Kind</source>
        <extracomment>qgis_plugin/gui/job_table.py</extracomment>
        <translation>Type</translation>
    </message>
    <message>
        <source>State</source>
        <extracomment>qgis_plugin/gui/job_table.py</extracomment>
        <translation>État</translation>
    </message>
    <message>
        <source>Progress</source>
        <extracomment>qgis_plugin/gui/job_table.py</extracomment>
        <translation>Progression</translation>
    </message>
    <message>
        <source>{span} left</source>
        <extracomment>qgis_plugin/gui/job_table.py</extracomment>
        <translation>encore {span}</translation>
    </message>
    <message>
        <source>no. {n}</source>
        <extracomment>qgis_plugin/gui/job_table.py</extracomment>
        <translation>n° {n}</translation>
    </message>
    <message>
        <source>Submitted {at}</source>
        <extracomment>qgis_plugin/gui/job_table.py</extracomment>
        <translation>Soumise {at}</translation>
    </message>
    <message>
        <source>Delete the job '{name}', its log and its result? Bundles and models that it created are kept.</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Supprimer la tâche « {name} », son journal et son résultat ? Les jeux préparés et les modèles qu'elle a créés sont conservés.</translation>
    </message>
    <message>
        <source>Fine-tune the model to measure it.</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Ajuster le modèle pour le mesurer.</translation>
    </message>
    <message>
        <source>Evaluate the model to measure it.</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Évaluez le modèle pour le mesurer.</translation>
    </message>
    <message>
        <source>Folder for the predicted roads</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Dossier des routes prédites</translation>
    </message>
    <message>
        <source>Page to share…</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Page à partager…</translation>
    </message>
    <message>
        <source>Selected job</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Tâche sélectionnée</translation>
    </message>
    <message>
        <source>The selected job</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>La tâche sélectionnée</translation>
    </message>
    <message>
        <source>Ne&amp;xt step…</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Su&amp;ite…</translation>
    </message>
    <message>
        <source>Open the form of the next algorithm, filled in with this job's result</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Ouvrir le formulaire de l'algorithme suivant, rempli avec le résultat de cette tâche</translation>
    </message>
    <message>
        <source>Ope&amp;n result…</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Ré&amp;sultat…</translation>
    </message>
    <message>
        <source>Save the predicted roads and add them to the project</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Enregistrer les routes prédites et les ajouter au projet</translation>
    </message>
    <message>
        <source>Create the quality report of the bundle and open it in the browser</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Créer le rapport de qualité du jeu préparé et l'ouvrir dans le navigateur</translation>
    </message>
    <message>
        <source>C&amp;ancel job</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>&amp;Annuler</translation>
    </message>
    <message>
        <source>Stop the job</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Arrêter la tâche</translation>
    </message>
    <message>
        <source>Res&amp;ume</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Re&amp;prendre</translation>
    </message>
    <message>
        <source>Queue the job again; training resumes from its checkpoint</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Remettre la tâche dans la file ; l'entraînement reprend à son point de reprise</translation>
    </message>
    <message>
        <source>De&amp;tach</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Dé&amp;tacher</translation>
    </message>
    <message>
        <source>Let the job run in the background: the algorithm that is waiting for it ends, and QGIS can be closed. Open the result here later.</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Laisser la tâche tourner en arrière-plan : l'algorithme qui l'attend se termine, et QGIS peut être fermé. Ouvrir le résultat ici plus tard.</translation>
    </message>
    <message>
        <source>Deta&amp;ils</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Détai&amp;ls</translation>
    </message>
    <message>
        <source>Show the job's result or error as text (Enter)</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Afficher le résultat ou l'erreur de la tâche sous forme de texte (Entrée)</translation>
    </message>
    <message>
        <source>Open lo&amp;g</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>&amp;Journal</translation>
    </message>
    <message>
        <source>Show the job's log, updated while the job runs</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Afficher le journal de la tâche, mis à jour pendant son exécution</translation>
    </message>
    <message>
        <source>Delete the job, its log and its result (Delete)</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Supprimer la tâche, son journal et son résultat (Suppr)</translation>
    </message>
    <message>
        <source>Save the predicted roads</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Enregistrer les routes prédites</translation>
    </message>
    <message>
        <source>Tr&amp;y again</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Ré&amp;essayer</translation>
    </message>
    <message>
        <source>Select a job to see its status.</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Sélectionner une tâche pour voir son état.</translation>
    </message>
    <message>
        <source>QGIS is waiting for this job; Detach lets it run in the background.</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>QGIS attend cette tâche ; Détacher la laisse tourner en arrière-plan.</translation>
    </message>
    <message>
        <source>GeoPackage</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>GeoPackage</translation>
    </message>
    <message>
        <source>Log of {name}</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Journal de {name}</translation>
    </message>
    <message>
        <source>on {device}</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>sur {device}</translation>
    </message>
    <message>
        <source>It continues when QGIS is closed.</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Elle continue quand QGIS est fermé.</translation>
    </message>
    <message>
        <source>Fetching {name}</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Récupération de {name}</translation>
    </message>
    <message>
        <source>Origin of the selected layer</source>
        <extracomment>qgis_plugin/gui/layer_origin.py</extracomment>
        <translation>Origine de la couche sélectionnée</translation>
    </message>
    <message>
        <source>Show jo&amp;b</source>
        <extracomment>qgis_plugin/gui/layer_origin.py</extracomment>
        <translation>Montrer la tâ&amp;che</translation>
    </message>
    <message>
        <source>Select the job that created the layer</source>
        <extracomment>qgis_plugin/gui/layer_origin.py</extracomment>
        <translation>Sélectionner la tâche qui a créé la couche</translation>
    </message>
    <message>
        <source>Show model</source>
        <extracomment>qgis_plugin/gui/layer_origin.py</extracomment>
        <translation>Montrer le modèle</translation>
    </message>
    <message>
        <source>Select the model that the layer was predicted with</source>
        <extracomment>qgis_plugin/gui/layer_origin.py</extracomment>
        <translation>Sélectionner le modèle qui a prédit la couche</translation>
    </message>
    <message>
        <source>Layer '{name}'</source>
        <extracomment>qgis_plugin/gui/layer_origin.py</extracomment>
        <translation>Couche « {name} »</translation>
    </message>
    <message>
        <source>&amp;Copy all</source>
        <extracomment>qgis_plugin/gui/log_viewer.py</extracomment>
        <translation>Tout co&amp;pier</translation>
    </message>
    <message>
        <source>Loss</source>
        <extracomment>qgis_plugin/gui/loss_curve.py</extracomment>
        <translation>Perte</translation>
    </message>
    <message>
        <source>Validation loss</source>
        <extracomment>qgis_plugin/gui/loss_curve.py</extracomment>
        <translation>Perte de validation</translation>
    </message>
    <message>
        <source>No loss yet</source>
        <extracomment>qgis_plugin/gui/loss_curve.py</extracomment>
        <translation>Pas encore de perte</translation>
    </message>
    <message>
        <source>Not evaluated yet</source>
        <extracomment>qgis_plugin/gui/loss_curve.py</extracomment>
        <translation>Pas encore évalué</translation>
    </message>
    <message>
        <source>No loss was reported.</source>
        <extracomment>qgis_plugin/gui/loss_curve.py</extracomment>
        <translation>Aucune perte n'a été rapportée.</translation>
    </message>
    <message>
        <source>Epoch</source>
        <extracomment>qgis_plugin/gui/loss_curve.py</extracomment>
        <translation>Époque</translation>
    </message>
    <message>
        <source>{stage}: loss from {first} to {last}.</source>
        <extracomment>qgis_plugin/gui/loss_curve.py</extracomment>
        <translation>{stage} : perte de {first} à {last}.</translation>
    </message>
    <message>
        <source>Epoch {epoch}</source>
        <extracomment>qgis_plugin/gui/loss_curve.py</extracomment>
        <translation>Époque {epoch}</translation>
    </message>
    <message>
        <source>No validation loss was reported.</source>
        <extracomment>qgis_plugin/gui/loss_curve.py</extracomment>
        <translation>Aucune perte de validation n'a été rapportée.</translation>
    </message>
    <message>
        <source>These figures are for different held-out roads: bundle, split or fold differ. Evaluate the models on one bundle to compare them.</source>
        <extracomment>qgis_plugin/gui/model_page.py</extracomment>
        <translation>Ces chiffres portent sur des routes mises de côté différentes : le jeu préparé, la partition ou le pli diffèrent. Évaluer les modèles sur un même jeu préparé pour les comparer.</translation>
    </message>
    <message>
        <source>Intended use</source>
        <extracomment>qgis_plugin/gui/model_page.py</extracomment>
        <translation>Usage prévu</translation>
    </message>
    <message>
        <source>Not intended for:</source>
        <extracomment>qgis_plugin/gui/model_page.py</extracomment>
        <translation>Non prévu pour :</translation>
    </message>
    <message>
        <source>Data</source>
        <extracomment>qgis_plugin/gui/model_page.py</extracomment>
        <translation>Données</translation>
    </message>
    <message>
        <source>Properties</source>
        <extracomment>qgis_plugin/gui/model_page.py</extracomment>
        <translation>Propriétés</translation>
    </message>
    <message>
        <source>Held-out figures</source>
        <extracomment>qgis_plugin/gui/model_page.py</extracomment>
        <translation>Chiffres sur les routes mises de côté</translation>
    </message>
    <message>
        <source>Differences</source>
        <extracomment>qgis_plugin/gui/model_page.py</extracomment>
        <translation>Différences</translation>
    </message>
    <message>
        <source>Not fine-tuned: there is no task to evaluate.</source>
        <extracomment>qgis_plugin/gui/model_page.py</extracomment>
        <translation>Non ajusté : il n'y a aucune tâche d'apprentissage à évaluer.</translation>
    </message>
    <message>
        <source>The worker no longer has the model's bundle.</source>
        <extracomment>qgis_plugin/gui/model_page.py</extracomment>
        <translation>Le worker n'a plus le jeu préparé du modèle.</translation>
    </message>
    <message>
        <source>Pretraining</source>
        <extracomment>qgis_plugin/gui/model_page.py</extracomment>
        <translation>Préentraînement</translation>
    </message>
    <message>
        <source>{mark} marks the better value.</source>
        <extracomment>qgis_plugin/gui/model_page.py</extracomment>
        <translation>{mark} marque la meilleure valeur.</translation>
    </message>
    <message>
        <source>None of these models is fine-tuned.</source>
        <extracomment>qgis_plugin/gui/model_page.py</extracomment>
        <translation>Aucun de ces modèles n'est ajusté.</translation>
    </message>
    <message>
        <source>The models differ only in their names.</source>
        <extracomment>qgis_plugin/gui/model_page.py</extracomment>
        <translation>Les modèles ne diffèrent que par leurs noms.</translation>
    </message>
    <message>
        <source>id</source>
        <extracomment>qgis_plugin/gui/model_page.py</extracomment>
        <translation>identifiant</translation>
    </message>
    <message>
        <source>Delete {names}? Predicted layers are kept, but cannot be created again.</source>
        <extracomment>qgis_plugin/gui/models_tab.py</extracomment>
        <translation>Supprimer {names} ? Les couches prédites sont conservées, mais ne peuvent plus être recréées.</translation>
    </message>
    <message>
        <source>not fine-tuned</source>
        <extracomment>qgis_plugin/gui/models_tab.py</extracomment>
        <translation>non ajusté</translation>
    </message>
    <message>
        <source>Card of the selected model</source>
        <extracomment>qgis_plugin/gui/models_tab.py</extracomment>
        <translation>Fiche du modèle sélectionné</translation>
    </message>
    <message>
        <source>Select a model to read its card, or several to compare them.</source>
        <extracomment>qgis_plugin/gui/models_tab.py</extracomment>
        <translation>Sélectionner un modèle pour lire sa fiche, ou plusieurs pour les comparer.</translation>
    </message>
    <message>
        <source>Travel times…</source>
        <extracomment>qgis_plugin/gui/models_tab.py</extracomment>
        <translation>Temps de parcours…</translation>
    </message>
    <message>
        <source>Report of a study area…</source>
        <extracomment>qgis_plugin/gui/models_tab.py</extracomment>
        <translation>Rapport sur une zone d'étude…</translation>
    </message>
    <message>
        <source>Predic&amp;t…</source>
        <extracomment>qgis_plugin/gui/models_tab.py</extracomment>
        <translation>Pré&amp;dire…</translation>
    </message>
    <message>
        <source>Open the form that predicts roads with the model</source>
        <extracomment>qgis_plugin/gui/models_tab.py</extracomment>
        <translation>Ouvrir le formulaire qui prédit des routes avec le modèle</translation>
    </message>
    <message>
        <source>&amp;Fine-tune…</source>
        <extracomment>qgis_plugin/gui/models_tab.py</extracomment>
        <translation>A&amp;juster…</translation>
    </message>
    <message>
        <source>Open the form that fine-tunes the model</source>
        <extracomment>qgis_plugin/gui/models_tab.py</extracomment>
        <translation>Ouvrir le formulaire qui ajuste le modèle</translation>
    </message>
    <message>
        <source>Ev&amp;aluate…</source>
        <extracomment>qgis_plugin/gui/models_tab.py</extracomment>
        <translation>É&amp;valuer…</translation>
    </message>
    <message>
        <source>Open the form that evaluates the model on a bundle</source>
        <extracomment>qgis_plugin/gui/models_tab.py</extracomment>
        <translation>Ouvrir le formulaire qui évalue le modèle sur un jeu préparé</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <extracomment>qgis_plugin/gui/models_tab.py</extracomment>
        <translation>E&amp;xporter…</translation>
    </message>
    <message>
        <source>Open the form that exports the model's predictions and embeddings</source>
        <extracomment>qgis_plugin/gui/models_tab.py</extracomment>
        <translation>Ouvrir le formulaire qui exporte les prédictions et les plongements du modèle</translation>
    </message>
    <message>
        <source>Delete the selected models (Delete)</source>
        <extracomment>qgis_plugin/gui/models_tab.py</extracomment>
        <translation>Supprimer les modèles sélectionnés (Suppr)</translation>
    </message>
    <message>
        <source>Area</source>
        <extracomment>qgis_plugin/gui/models_tab.py</extracomment>
        <translation>Zone</translation>
    </message>
    <message>
        <source>Held out</source>
        <extracomment>qgis_plugin/gui/models_tab.py</extracomment>
        <translation>Évaluation</translation>
    </message>
    <message>
        <source>length {value}</source>
        <extracomment>qgis_plugin/gui/place/bars.py</extracomment>
        <translation>longueur {value}</translation>
    </message>
    <message>
        <source>very low</source>
        <extracomment>qgis_plugin/gui/place/bars.py</extracomment>
        <translation>très faible</translation>
    </message>
    <message>
        <source>low</source>
        <extracomment>qgis_plugin/gui/place/bars.py</extracomment>
        <translation>faible</translation>
    </message>
    <message>
        <source>medium</source>
        <extracomment>qgis_plugin/gui/place/bars.py</extracomment>
        <translation>moyenne</translation>
    </message>
    <message>
        <source>high</source>
        <extracomment>qgis_plugin/gui/place/bars.py</extracomment>
        <translation>élevée</translation>
    </message>
    <message>
        <source>very high</source>
        <extracomment>qgis_plugin/gui/place/bars.py</extracomment>
        <translation>très élevée</translation>
    </message>
    <message>
        <source>food</source>
        <extracomment>qgis_plugin/gui/place/bars.py</extracomment>
        <translation>restauration</translation>
    </message>
    <message>
        <source>shop</source>
        <extracomment>qgis_plugin/gui/place/bars.py</extracomment>
        <translation>commerce</translation>
    </message>
    <message>
        <source>education</source>
        <extracomment>qgis_plugin/gui/place/bars.py</extracomment>
        <translation>éducation</translation>
    </message>
    <message>
        <source>health</source>
        <extracomment>qgis_plugin/gui/place/bars.py</extracomment>
        <translation>santé</translation>
    </message>
    <message>
        <source>leisure</source>
        <extracomment>qgis_plugin/gui/place/bars.py</extracomment>
        <translation>loisirs</translation>
    </message>
    <message>
        <source>tourism</source>
        <extracomment>qgis_plugin/gui/place/bars.py</extracomment>
        <translation>tourisme</translation>
    </message>
    <message>
        <source>office</source>
        <extracomment>qgis_plugin/gui/place/bars.py</extracomment>
        <translation>bureaux</translation>
    </message>
    <message>
        <source>transport</source>
        <extracomment>qgis_plugin/gui/place/bars.py</extracomment>
        <translation>transports</translation>
    </message>
    <message>
        <source>&amp;This place</source>
        <extracomment>qgis_plugin/gui/place/click_keeper.py</extracomment>
        <translation>Ce lie&amp;u</translation>
    </message>
    <message>
        <source>&amp;Every clicked place</source>
        <extracomment>qgis_plugin/gui/place/click_keeper.py</extracomment>
        <translation>&amp;Chaque lieu cliqué</translation>
    </message>
    <message>
        <source>In a &amp;GeoPackage…</source>
        <extracomment>qgis_plugin/gui/place/click_keeper.py</extracomment>
        <translation>Dans un Geo&amp;Package…</translation>
    </message>
    <message>
        <source>Creating a layer of clicks</source>
        <extracomment>qgis_plugin/gui/place/click_keeper.py</extracomment>
        <translation>Création d'une couche de clics</translation>
    </message>
    <message>
        <source>Save clicks in a GeoPackage</source>
        <extracomment>qgis_plugin/gui/place/click_keeper.py</extracomment>
        <translation>Enregistrer les clics dans un GeoPackage</translation>
    </message>
    <message>
        <source>TrajGANR clicks</source>
        <extracomment>qgis_plugin/gui/place/click_keeper.py</extracomment>
        <translation>Clics TrajGANR</translation>
    </message>
    <message>
        <source>This is place A. Click place B on the map.</source>
        <extracomment>qgis_plugin/gui/place/comparison.py</extracomment>
        <translation>Ceci est le lieu A. Cliquer sur le lieu B sur la carte.</translation>
    </message>
    <message>
        <source>Similarity of the places</source>
        <extracomment>qgis_plugin/gui/place/comparison.py</extracomment>
        <translation>Similarité des lieux</translation>
    </message>
    <message>
        <source>Predictions of two places</source>
        <extracomment>qgis_plugin/gui/place/comparison.py</extracomment>
        <translation>Prédictions de deux lieux</translation>
    </message>
    <message>
        <source>Place A</source>
        <extracomment>qgis_plugin/gui/place/comparison.py</extracomment>
        <translation>Lieu A</translation>
    </message>
    <message>
        <source>Place B</source>
        <extracomment>qgis_plugin/gui/place/comparison.py</extracomment>
        <translation>Lieu B</translation>
    </message>
    <message>
        <source>&lt;b&gt;Similarity {whole}&lt;/b&gt; (cosine; {parts})</source>
        <extracomment>qgis_plugin/gui/place/comparison.py</extracomment>
        <translation>&lt;b&gt;Similarité {whole}&lt;/b&gt; (cosinus ; {parts})</translation>
    </message>
    <message>
        <source>picture</source>
        <extracomment>qgis_plugin/gui/place/comparison.py</extracomment>
        <translation>image</translation>
    </message>
    <message>
        <source>place</source>
        <extracomment>qgis_plugin/gui/place/comparison.py</extracomment>
        <translation>lieu</translation>
    </message>
    <message>
        <source>Speeds over the day</source>
        <extracomment>qgis_plugin/gui/place/day_profile.py</extracomment>
        <translation>Vitesses au cours de la journée</translation>
    </message>
    <message>
        <source>Legend</source>
        <extracomment>qgis_plugin/gui/place/day_profile.py</extracomment>
        <translation>Légende</translation>
    </message>
    <message>
        <source>Expected passes per hour</source>
        <extracomment>qgis_plugin/gui/place/day_profile.py</extracomment>
        <translation>Passages attendus par heure</translation>
    </message>
    <message>
        <source>Unknown: no trips</source>
        <extracomment>qgis_plugin/gui/place/day_profile.py</extracomment>
        <translation>Inconnu : aucun trajet</translation>
    </message>
    <message>
        <source>Embedding</source>
        <extracomment>qgis_plugin/gui/place/embedding.py</extracomment>
        <translation>Plongement</translation>
    </message>
    <message>
        <source>Copy &amp;embedding</source>
        <extracomment>qgis_plugin/gui/place/embedding.py</extracomment>
        <translation>Copier le p&amp;longement</translation>
    </message>
    <message>
        <source>Copies its numbers as a JSON list.</source>
        <extracomment>qgis_plugin/gui/place/embedding.py</extracomment>
        <translation>Copie ses nombres en liste JSON.</translation>
    </message>
    <message>
        <source>{count} numbers</source>
        <extracomment>qgis_plugin/gui/place/embedding.py</extracomment>
        <translation>{count} nombres</translation>
    </message>
    <message>
        <source>{start} → {end}, {turn}: {delay} s, {level}, passes {n}</source>
        <extracomment>qgis_plugin/gui/place/junction.py</extracomment>
        <translation>{start} → {end}, {turn} : {delay} s, {level}, passages {n}</translation>
    </message>
    <message>
        <source>{start} → {end}, {turn}: {delay} s, {level}, predicted</source>
        <extracomment>qgis_plugin/gui/place/junction.py</extracomment>
        <translation>{start} → {end}, {turn} : {delay} s, {level}, prédit</translation>
    </message>
    <message>
        <source>left turn</source>
        <extracomment>qgis_plugin/gui/place/junction.py</extracomment>
        <translation>tourne-à-gauche</translation>
    </message>
    <message>
        <source>through</source>
        <extracomment>qgis_plugin/gui/place/junction.py</extracomment>
        <translation>tout droit</translation>
    </message>
    <message>
        <source>right turn</source>
        <extracomment>qgis_plugin/gui/place/junction.py</extracomment>
        <translation>tourne-à-droite</translation>
    </message>
    <message>
        <source>U-turn</source>
        <extracomment>qgis_plugin/gui/place/junction.py</extracomment>
        <translation>demi-tour</translation>
    </message>
    <message>
        <source>Turning diagram</source>
        <extracomment>qgis_plugin/gui/place/junction.py</extracomment>
        <translation>Diagramme des mouvements</translation>
    </message>
    <message>
        <source>Movements</source>
        <extracomment>qgis_plugin/gui/place/junction.py</extracomment>
        <translation>Mouvements</translation>
    </message>
    <message>
        <source>Further movements: {n}</source>
        <extracomment>qgis_plugin/gui/place/junction.py</extracomment>
        <translation>Autres mouvements : {n}</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <extracomment>qgis_plugin/gui/place/marks.py</extracomment>
        <translation>et {count} de plus</translation>
    </message>
    <message>
        <source>Not known</source>
        <extracomment>qgis_plugin/gui/place/observed.py</extracomment>
        <translation>Inconnu</translation>
    </message>
    <message>
        <source>{when}: median {p50}, P15 {p15}, P85 {p85} km/h, passes {count}</source>
        <extracomment>qgis_plugin/gui/place/observed.py</extracomment>
        <translation>{when} : médiane {p50}, P15 {p15}, P85 {p85} km/h, passages {count}</translation>
    </message>
    <message>
        <source>Median speed of the input trips by weekday and hour, and their passes by speed. Hatched: no passes, or not shown: it would tell of fewer than {count} drivers.</source>
        <extracomment>qgis_plugin/gui/place/observed.py</extracomment>
        <translation>Vitesse médiane des trajets d'entrée par jour de la semaine et par heure, et leurs passages par vitesse. Hachuré : aucun passage, ou non affiché : cela renseignerait sur moins de {count} conducteurs.</translation>
    </message>
    <message>
        <source>Speeds over the week</source>
        <extracomment>qgis_plugin/gui/place/observed.py</extracomment>
        <translation>Au cours de la semaine</translation>
    </message>
    <message>
        <source>Passes by speed</source>
        <extracomment>qgis_plugin/gui/place/observed.py</extracomment>
        <translation>Passages par vitesse</translation>
    </message>
    <message>
        <source>Fewer than {count} drivers passed in every hour: nothing is shown.</source>
        <extracomment>qgis_plugin/gui/place/observed.py</extracomment>
        <translation>À chaque heure, moins de {count} conducteurs sont passés : rien n'est montré.</translation>
    </message>
    <message>
        <source>About {percent} % of the passes are recovered: ways and times between fixes more than 15 s apart are estimates.</source>
        <extracomment>qgis_plugin/gui/place/observed.py</extracomment>
        <translation>Environ {percent} % des passages sont reconstitués : les chemins et les heures entre des points GPS espacés de plus de 15 s sont estimés.</translation>
    </message>
    <message>
        <source>Dark {low}, bright {high} km/h</source>
        <extracomment>qgis_plugin/gui/place/observed.py</extracomment>
        <translation>Sombre {low}, clair {high} km/h</translation>
    </message>
    <message>
        <source>{speeds}: passes {count}</source>
        <extracomment>qgis_plugin/gui/place/observed.py</extracomment>
        <translation>{speeds} : passages {count}</translation>
    </message>
    <message>
        <source>Slowest: {slowest}
Fastest: {fastest}</source>
        <extracomment>qgis_plugin/gui/place/observed.py</extracomment>
        <translation>Plus lent : {slowest}
Plus rapide : {fastest}</translation>
    </message>
    <message>
        <source>{when}: not shown, or no passes</source>
        <extracomment>qgis_plugin/gui/place/observed.py</extracomment>
        <translation>{when} : non montré, ou aucun passage</translation>
    </message>
    <message>
        <source>Most passes: {most}</source>
        <extracomment>qgis_plugin/gui/place/observed.py</extracomment>
        <translation>Le plus de passages : {most}</translation>
    </message>
    <message>
        <source>{speeds}: not shown</source>
        <extracomment>qgis_plugin/gui/place/observed.py</extracomment>
        <translation>{speeds} : non montré</translation>
    </message>
    <message>
        <source>There is no study area to predict yet. Run 'Prepare study area' first.</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Il n'y a pas encore de zone d'étude à prédire. Exécutez d'abord « Préparer la zone d'étude ».</translation>
    </message>
    <message>
        <source>TrajGANR: place</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>TrajGANR : lieu</translation>
    </message>
    <message>
        <source>Click a place on the map.</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Cliquer sur un lieu de la carte.</translation>
    </message>
    <message>
        <source>Notice</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Avis</translation>
    </message>
    <message>
        <source>&amp;Zoom to study area</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>&amp;Zoomer sur la zone d'étude</translation>
    </message>
    <message>
        <source>Traffic speed over the day</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Vitesse dans la journée</translation>
    </message>
    <message>
        <source>Observed speeds</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Vitesses observées</translation>
    </message>
    <message>
        <source>Junction</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Carrefour</translation>
    </message>
    <message>
        <source>Comparison</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Comparaison</translation>
    </message>
    <message>
        <source>&amp;Show similar roads</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Routes &amp;semblables</translation>
    </message>
    <message>
        <source>Colours all roads by the cosine similarity of their embeddings to this place's.</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Colore toutes les routes selon la similarité cosinus de leurs plongements avec celui de ce lieu.</translation>
    </message>
    <message>
        <source>&amp;Compare two places</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>&amp;Comparer</translation>
    </message>
    <message>
        <source>This place is A; the next places that you click are compared with it.</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Ce lieu est A ; les prochains lieux cliqués lui sont comparés.</translation>
    </message>
    <message>
        <source>Copy as &amp;JSON</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Copier en &amp;JSON</translation>
    </message>
    <message>
        <source>Copies the whole answer.</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Copie toute la réponse.</translation>
    </message>
    <message>
        <source>&amp;Keep as layer</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>&amp;Garder</translation>
    </message>
    <message>
        <source>Adds this place and its predictions to a layer of clicks.</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Ajoute ce lieu et ses prédictions à une couche de clics.</translation>
    </message>
    <message>
        <source>Loading…</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Chargement…</translation>
    </message>
    <message>
        <source>Loading the model {name}; the predictions follow…</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Chargement du modèle {name} ; les prédictions suivent…</translation>
    </message>
    <message>
        <source>Querying the model {name}; the first query loads it…</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Interrogation du modèle {name} ; la première requête le charge…</translation>
    </message>
    <message>
        <source>This place is outside the study area of the model {name}.</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Ce lieu est hors de la zone d'étude du modèle {name}.</translation>
    </message>
    <message>
        <source>Predictions</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Prédictions</translation>
    </message>
    <message>
        <source>Street view</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Vue de rue</translation>
    </message>
    <message>
        <source>The study area is outside the map's CRS. Choose another CRS.</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>La zone d'étude est hors du domaine du SCR de la carte. Choisir un autre SCR.</translation>
    </message>
    <message>
        <source>Loading the model {name}…</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Chargement du modèle {name}…</translation>
    </message>
    <message>
        <source>About the photo</source>
        <extracomment>qgis_plugin/gui/place/photo.py</extracomment>
        <translation>À propos de la photo</translation>
    </message>
    <message>
        <source>There is no street view nearby.</source>
        <extracomment>qgis_plugin/gui/place/photo.py</extracomment>
        <translation>Il n'y a pas de vue de rue à proximité.</translation>
    </message>
    <message>
        <source>Travel times fro&amp;m here…</source>
        <extracomment>qgis_plugin/gui/place/place_forms.py</extracomment>
        <translation>Temps de parcours &amp;d'ici…</translation>
    </message>
    <message>
        <source>Opens the form of travel times, with this place as origin.</source>
        <extracomment>qgis_plugin/gui/place/place_forms.py</extracomment>
        <translation>Ouvre le formulaire des temps de parcours, avec ce lieu pour origine.</translation>
    </message>
    <message>
        <source>Trips thro&amp;ugh this road…</source>
        <extracomment>qgis_plugin/gui/place/place_forms.py</extracomment>
        <translation>Trajets &amp;par cette route…</translation>
    </message>
    <message>
        <source>Opens the form of 'Select link', with this direction of the road.</source>
        <extracomment>qgis_plugin/gui/place/place_forms.py</extracomment>
        <translation>Ouvre le formulaire « Trajets par un tronçon (select link) » avec cette direction de la route.</translation>
    </message>
    <message>
        <source>&amp;Delays at junctions…</source>
        <extracomment>qgis_plugin/gui/place/place_forms.py</extracomment>
        <translation>Retar&amp;ds aux carrefours…</translation>
    </message>
    <message>
        <source>Opens the form of 'Junctions', whose movements are then drawn here.</source>
        <extracomment>qgis_plugin/gui/place/place_forms.py</extracomment>
        <translation>Ouvre le formulaire de « Carrefours », dont les mouvements sont ensuite dessinés ici.</translation>
    </message>
    <message>
        <source>Basis of the predictions</source>
        <extracomment>qgis_plugin/gui/place/predictions.py</extracomment>
        <translation>Base des prédictions</translation>
    </message>
    <message>
        <source>Why the predictions are less reliable</source>
        <extracomment>qgis_plugin/gui/place/predictions.py</extracomment>
        <translation>Pourquoi les prédictions sont moins fiables</translation>
    </message>
    <message>
        <source>Uncertainty of the shares</source>
        <extracomment>qgis_plugin/gui/place/predictions.py</extracomment>
        <translation>Incertitude des parts</translation>
    </message>
    <message>
        <source>Caution: {caution}</source>
        <extracomment>qgis_plugin/gui/place/predictions.py</extracomment>
        <translation>Attention : {caution}</translation>
    </message>
    <message>
        <source>Roads at the place</source>
        <extracomment>qgis_plugin/gui/place/roads.py</extracomment>
        <translation>Routes du lieu</translation>
    </message>
    <message>
        <source>Direction</source>
        <extracomment>qgis_plugin/gui/place/roads.py</extracomment>
        <translation>Sens</translation>
    </message>
    <message>
        <source>Distance</source>
        <extracomment>qgis_plugin/gui/place/roads.py</extracomment>
        <translation>Distance</translation>
    </message>
    <message>
        <source>Roads similar to {road}</source>
        <extracomment>qgis_plugin/gui/place/similar.py</extracomment>
        <translation>Routes semblables à {road}</translation>
    </message>
    <message>
        <source>Colouring similar roads</source>
        <extracomment>qgis_plugin/gui/place/similar.py</extracomment>
        <translation>Coloration des routes semblables</translation>
    </message>
    <message>
        <source>Model to query</source>
        <extracomment>qgis_plugin/gui/place/source.py</extracomment>
        <translation>Modèle à interroger</translation>
    </message>
    <message>
        <source>The model that predicts at the places you click</source>
        <extracomment>qgis_plugin/gui/place/source.py</extracomment>
        <translation>Le modèle qui prédit aux lieux cliqués</translation>
    </message>
    <message>
        <source>no model for predictions</source>
        <extracomment>qgis_plugin/gui/place/source.py</extracomment>
        <translation>aucun modèle pour les prédictions</translation>
    </message>
    <message>
        <source>Bundle whose trips and street views are used</source>
        <extracomment>qgis_plugin/gui/place/source.py</extracomment>
        <translation>Jeu préparé dont les trajets et les vues de rue sont utilisés</translation>
    </message>
    <message>
        <source>The bundle whose trips and street views the model uses at a clicked place</source>
        <extracomment>qgis_plugin/gui/place/source.py</extracomment>
        <translation>Le jeu préparé dont le modèle utilise les trajets et les vues de rue au lieu cliqué</translation>
    </message>
    <message>
        <source>Trips and pictures &amp;from</source>
        <extracomment>qgis_plugin/gui/place/source.py</extracomment>
        <translation>T&amp;rajets, images de</translation>
    </message>
    <message>
        <source>Shipped model (no training)</source>
        <extracomment>qgis_plugin/gui/place/source.py</extracomment>
        <translation>Modèle fourni (sans entraînement)</translation>
    </message>
    <message>
        <source>the model's own</source>
        <extracomment>qgis_plugin/gui/place/source.py</extracomment>
        <translation>celui du modèle</translation>
    </message>
    <message>
        <source>{name} (its own)</source>
        <extracomment>qgis_plugin/gui/place/source.py</extracomment>
        <translation>{name} (le sien)</translation>
    </message>
    <message>
        <source>No trip passes here.</source>
        <extracomment>qgis_plugin/gui/place/trips.py</extracomment>
        <translation>Aucun trajet ne passe ici.</translation>
    </message>
    <message>
        <source>Show &amp;trips on the map</source>
        <extracomment>qgis_plugin/gui/place/trips.py</extracomment>
        <translation>Montrer les &amp;trajets sur la carte</translation>
    </message>
    <message>
        <source>Trips through the place</source>
        <extracomment>qgis_plugin/gui/place/trips.py</extracomment>
        <translation>Trajets passant par le lieu</translation>
    </message>
    <message>
        <source>Time zone of the trips' times</source>
        <extracomment>qgis_plugin/gui/place/trips.py</extracomment>
        <translation>Fuseau horaire des heures des trajets</translation>
    </message>
    <message>
        <source>The time zone of the trips' times, here and on the map</source>
        <extracomment>qgis_plugin/gui/place/trips.py</extracomment>
        <translation>Le fuseau horaire des heures des trajets, ici et sur la carte</translation>
    </message>
    <message>
        <source>Times &amp;in</source>
        <extracomment>qgis_plugin/gui/place/trips.py</extracomment>
        <translation>&amp;Heures en</translation>
    </message>
    <message>
        <source>Time (UTC)</source>
        <extracomment>qgis_plugin/gui/place/trips.py</extracomment>
        <translation>Heure (UTC)</translation>
    </message>
    <message>
        <source>Time (local)</source>
        <extracomment>qgis_plugin/gui/place/trips.py</extracomment>
        <translation>Heure (locale)</translation>
    </message>
    <message>
        <source>{trips} trips pass here.</source>
        <extracomment>qgis_plugin/gui/place/trips.py</extracomment>
        <translation>{trips} trajets passent ici.</translation>
    </message>
    <message>
        <source>Date</source>
        <extracomment>qgis_plugin/gui/place/trips.py</extracomment>
        <translation>Date</translation>
    </message>
    <message>
        <source>Speed</source>
        <extracomment>qgis_plugin/gui/place/trips.py</extracomment>
        <translation>Vitesse</translation>
    </message>
    <message>
        <source>{trips} trips pass here; {listed} of them are listed.</source>
        <extracomment>qgis_plugin/gui/place/trips.py</extracomment>
        <translation>{trips} trajets passent ici ; {listed} d'entre eux sont listés.</translation>
    </message>
    <message>
        <source>This computer's: {zone}</source>
        <extracomment>qgis_plugin/gui/place/trips.py</extracomment>
        <translation>Celui de cette machine : {zone}</translation>
    </message>
    <message>
        <source>The study area's: {zone}</source>
        <extracomment>qgis_plugin/gui/place/trips.py</extracomment>
        <translation>Celui de la zone d'étude : {zone}</translation>
    </message>
    <message>
        <source>Vehicles: 15th percentile {p15}, median {p50}, 85th percentile {p85} km/h</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Véhicules : 15e centile {p15}, médiane {p50}, 85e centile {p85} km/h</translation>
    </message>
    <message>
        <source>between {first} and {last}</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>entre {first} et {last}</translation>
    </message>
    <message>
        <source>a place</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>un lieu</translation>
    </message>
    <message>
        <source>No road nearby</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Pas de route à proximité</translation>
    </message>
    <message>
        <source>The uncertainty of these shares is unknown.</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>L'incertitude de ces parts est inconnue.</translation>
    </message>
    <message>
        <source>No places nearby to judge by: do not use these shares.</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Aucun lieu à proximité pour en juger : ne pas utiliser ces parts.</translation>
    </message>
    <message>
        <source>Weekdays: {low} km/h at {low_hour}, {high} km/h at {high_hour}</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>En semaine : {low} km/h à {low_hour}, {high} km/h à {high_hour}</translation>
    </message>
    <message>
        <source>Weekend days: {low} km/h at {low_hour}, {high} km/h at {high_hour}</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Le week-end : {low} km/h à {low_hour}, {high} km/h à {high_hour}</translation>
    </message>
    <message>
        <source>Weekdays: {low} expected passes per hour at {low_hour}, {high} at {high_hour}</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>En semaine : {low} passages attendus par heure à {low_hour}, {high} à {high_hour}</translation>
    </message>
    <message>
        <source>Weekend days: {low} expected passes per hour at {low_hour}, {high} at {high_hour}</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Le week-end : {low} passages attendus par heure à {low_hour}, {high} à {high_hour}</translation>
    </message>
    <message>
        <source>its 90 % interval</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>son intervalle à 90 %</translation>
    </message>
    <message>
        <source>15th to 85th percentile of vehicles</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>15e au 85e centile des véhicules</translation>
    </message>
    <message>
        <source>Dashed and pale: no passes, or of too few drivers to be shown. Bars: passes in each hour.</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>En tirets et pâle : aucun passage, ou de trop peu de conducteurs pour être affichés. Barres : passages par heure.</translation>
    </message>
    <message>
        <source>Observed: 15th percentile {p15}, median {p50}, 85th percentile {p85} km/h</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Observé : 15e centile {p15}, médiane {p50}, 85e centile {p85} km/h</translation>
    </message>
    <message>
        <source>Passes: not shown, of too few drivers</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Passages : non affichés, de trop peu de conducteurs</translation>
    </message>
    <message>
        <source>No passes: estimated from other hours and roads</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Aucun passage : estimé à partir d'autres heures et routes</translation>
    </message>
    <message>
        <source>not available for both</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>pas disponible pour les deux</translation>
    </message>
    <message>
        <source>On 9 of 10 roads, such shares differ from the true shares by at most {points:.0f} percentage points in total over all categories.</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Sur 9 routes sur 10, de telles parts s'écartent des parts réelles d'au plus {points:.0f} points de pourcentage au total sur toutes les catégories.</translation>
    </message>
    <message>
        <source>Based on {basis} (trips: {trips}, street views: {images})</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>D'après {basis} (trajets : {trips}, vues de rue : {images})</translation>
    </message>
    <message>
        <source>Weekdays, km/h</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Jours de semaine, km/h</translation>
    </message>
    <message>
        <source>Weekend days, km/h</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Jours de week-end, km/h</translation>
    </message>
    <message>
        <source>Expected passes: of the input vehicles, not all traffic; with 90 % interval.</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Passages attendus : ceux des véhicules d'entrée, pas tout le trafic ; avec l'intervalle à 90 %.</translation>
    </message>
    <message>
        <source>Weekdays, {hours}</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>En semaine, {hours}</translation>
    </message>
    <message>
        <source>Weekend days, {hours}</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Le week-end, {hours}</translation>
    </message>
    <message>
        <source>Mean speed: {speed} km/h</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Vitesse moyenne : {speed} km/h</translation>
    </message>
    <message>
        <source>Passes: {n}</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Passages : {n}</translation>
    </message>
    <message>
        <source>90 % interval {low} – {high}</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>intervalle à 90 % {low} – {high}</translation>
    </message>
    <message>
        <source>{highway} without a name</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>{highway} sans nom</translation>
    </message>
    <message>
        <source>forward</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>direct</translation>
    </message>
    <message>
        <source>backward</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>inverse</translation>
    </message>
    <message>
        <source>{metres:.0f} m</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>{metres:.0f} m</translation>
    </message>
    <message>
        <source>{metres} away</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>à {metres}</translation>
    </message>
    <message>
        <source>Line: mean speed (space mean). Band: {band}.</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Ligne : vitesse moyenne (moyenne spatiale). Bande : {band}.</translation>
    </message>
    <message>
        <source>Expected passes per hour: {n}</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Passages attendus par heure : {n}</translation>
    </message>
    <message>
        <source>undecided</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>indéterminée</translation>
    </message>
    <message>
        <source>facing {point}</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>orientation {point}</translation>
    </message>
    <message>
        <source>taken {when}</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>prise {when}</translation>
    </message>
    <message>
        <source>Dots and thin lines: observed median, and 15th to 85th percentile of vehicles, where at least {count} drivers are at or beyond them.</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Points et lignes fines : médiane observée et 15e au 85e percentile des véhicules, où au moins {count} conducteurs les atteignent ou les dépassent.</translation>
    </message>
    <message>
        <source>Local time: {zone}.</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Heure locale : {zone}.</translation>
    </message>
    <message>
        <source>Predict my &amp;city…</source>
        <extracomment>qgis_plugin/gui/predict_my_city.py</extracomment>
        <translation>Prédire ma &amp;ville…</translation>
    </message>
    <message>
        <source>From trips and roads to a map of speeds, in one step</source>
        <extracomment>qgis_plugin/gui/predict_my_city.py</extracomment>
        <translation>Des trajets et des routes à une carte des vitesses, en une étape</translation>
    </message>
    <message>
        <source>Predict my city</source>
        <extracomment>qgis_plugin/gui/predict_my_city.py</extracomment>
        <translation>Prédire ma ville</translation>
    </message>
    <message>
        <source>ssh must log in to the account that runs the worker without asking for a password, for example with a key in an SSH agent. Leave the address empty in this case. To use another account, enter the worker's address on its own machine and a key file.</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>ssh doit se connecter sans demander de mot de passe au compte sous lequel tourne le worker, par exemple avec une clé dans un agent SSH. Laisser alors l'adresse vide. Pour utiliser un autre compte, indiquer l'adresse du worker sur sa propre machine et un fichier de clé.</translation>
    </message>
    <message>
        <source>Worker to use</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Worker à utiliser</translation>
    </message>
    <message>
        <source>Edit profiles…</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Modifier les profils…</translation>
    </message>
    <message>
        <source>The worker that runs your jobs: on this machine or on another one</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Le worker qui exécute les tâches : sur cette machine ou sur une autre</translation>
    </message>
    <message>
        <source>Profiles of workers</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Profils de workers</translation>
    </message>
    <message>
        <source>Profiles</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Profils</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>&amp;Ajouter</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>&amp;Retirer</translation>
    </message>
    <message>
        <source>On this machine</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Sur cette machine</translation>
    </message>
    <message>
        <source>On another machine</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Sur une autre machine</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>&amp;Nom</translation>
    </message>
    <message>
        <source>&amp;Location</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>&amp;Emplacement</translation>
    </message>
    <message>
        <source>Error</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Erreur</translation>
    </message>
    <message>
        <source>The environment created by the plugin</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>L'environnement créé par l'extension</translation>
    </message>
    <message>
        <source>Worker on this machine</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Worker sur cette machine</translation>
    </message>
    <message>
        <source>&amp;Home folder</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Doss&amp;ier du worker</translation>
    </message>
    <message>
        <source>&amp;Python</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>P&amp;ython</translation>
    </message>
    <message>
        <source>Only if the worker requires keys</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Seulement si le worker exige une clé</translation>
    </message>
    <message>
        <source>Worker on another machine</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Worker sur une autre machine</translation>
    </message>
    <message>
        <source>A&amp;ddress</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>A&amp;dresse</translation>
    </message>
    <message>
        <source>&amp;Key file</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Fichier de &amp;clé</translation>
    </message>
    <message>
        <source>Through an &amp;SSH tunnel that QGIS opens</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Par un tunnel &amp;SSH ouvert par QGIS</translation>
    </message>
    <message>
        <source>From ssh's configuration</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>D'après la configuration de ssh</translation>
    </message>
    <message>
        <source>&amp;Machine</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>&amp;Machine</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>&amp;Utilisateur</translation>
    </message>
    <message>
        <source>Por&amp;t</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Por&amp;t</translation>
    </message>
    <message>
        <source>&amp;Jump host</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Machine de re&amp;bond</translation>
    </message>
    <message>
        <source>&amp;Worker's home</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Dossier du &amp;worker</translation>
    </message>
    <message>
        <source>For example gpu-machine</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Par exemple machine-gpu</translation>
    </message>
    <message>
        <source>The worker's home folder on that machine. Leave it empty for the default one.</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Le dossier du worker sur cette autre machine. Le laisser vide pour le dossier par défaut.</translation>
    </message>
    <message>
        <source>Not needed through SSH</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Inutile par SSH</translation>
    </message>
    <message>
        <source>GPU machine</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Machine GPU</translation>
    </message>
    <message>
        <source>Set by {variables}</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Défini par {variables}</translation>
    </message>
    <message>
        <source>New worker</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Nouveau worker</translation>
    </message>
    <message>
        <source>{path} exists. Replace it?</source>
        <extracomment>qgis_plugin/gui/questions.py</extracomment>
        <translation>{path} existe. Le remplacer ?</translation>
    </message>
    <message>
        <source>damaged</source>
        <extracomment>qgis_plugin/gui/record_table.py</extracomment>
        <translation>endommagé</translation>
    </message>
    <message>
        <source>TrajGANR predicts the traffic of roads from recorded trips. It computes in a program of its own, the worker, which is installed once.</source>
        <extracomment>qgis_plugin/gui/set_up/dialog.py</extracomment>
        <translation>TrajGANR prédit le trafic des routes à partir de trajets enregistrés. Il calcule dans un programme à part, le worker, qui est installé une fois.</translation>
    </message>
    <message>
        <source>Set up TrajGANR</source>
        <extracomment>qgis_plugin/gui/set_up/dialog.py</extracomment>
        <translation>Installer TrajGANR</translation>
    </message>
    <message>
        <source>Copy dia&amp;gnosis</source>
        <extracomment>qgis_plugin/gui/set_up/dialog.py</extracomment>
        <translation>Copier le dia&amp;gnostic</translation>
    </message>
    <message>
        <source>Copies a report to send to support, without names, tokens and keys</source>
        <extracomment>qgis_plugin/gui/set_up/dialog.py</extracomment>
        <translation>Copie un rapport à envoyer à l'assistance, sans noms, jetons ni clés</translation>
    </message>
    <message>
        <source>Checking this machine</source>
        <extracomment>qgis_plugin/gui/set_up/dialog.py</extracomment>
        <translation>Vérification de cette machine</translation>
    </message>
    <message>
        <source>Diagnosis</source>
        <extracomment>qgis_plugin/gui/set_up/dialog.py</extracomment>
        <translation>Diagnostic</translation>
    </message>
    <message>
        <source>Diagnosis, copied to the clipboard</source>
        <extracomment>qgis_plugin/gui/set_up/dialog.py</extracomment>
        <translation>Diagnostic, copié dans le presse-papiers</translation>
    </message>
    <message>
        <source>Set up TrajGANR…</source>
        <extracomment>qgis_plugin/gui/set_up/entry.py</extracomment>
        <translation>Installer TrajGANR…</translation>
    </message>
    <message>
        <source>The worker is not set up yet.</source>
        <extracomment>qgis_plugin/gui/set_up/entry.py</extracomment>
        <translation>Le worker n'est pas encore installé.</translation>
    </message>
    <message>
        <source>Set up…</source>
        <extracomment>qgis_plugin/gui/set_up/entry.py</extracomment>
        <translation>Installer…</translation>
    </message>
    <message>
        <source>Python wheels (*.whl)</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Wheels Python (*.whl)</translation>
    </message>
    <message>
        <source>The token is stored encrypted in QGIS' authentication manager. To use a token that is already stored, choose it here:</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Le jeton est enregistré chiffré dans le gestionnaire d'authentification de QGIS. Pour utiliser un jeton déjà enregistré, le choisir ici :</translation>
    </message>
    <message>
        <source>Connection to the worker</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Connexion au worker</translation>
    </message>
    <message>
        <source>Install this &amp;part</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Installer ce com&amp;posant</translation>
    </message>
    <message>
        <source>Choose a &amp;downloaded file…</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Choisir un fichier &amp;téléchargé…</translation>
    </message>
    <message>
        <source>Downloading pyzmq</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Téléchargement de pyzmq</translation>
    </message>
    <message>
        <source>Downloaded pyzmq</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>pyzmq téléchargé</translation>
    </message>
    <message>
        <source>Street views</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Vues de rue</translation>
    </message>
    <message>
        <source>Enter to&amp;ken…</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Saisir le &amp;jeton…</translation>
    </message>
    <message>
        <source>Stored token</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Jeton enregistré</translation>
    </message>
    <message>
        <source>Create a token (&amp;web page)</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Créer un jeton (page &amp;web)</translation>
    </message>
    <message>
        <source>Mapillary access token</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Jeton d'accès Mapillary</translation>
    </message>
    <message>
        <source>Token, as Mapillary's developer page shows it:</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Jeton, tel que la page des développeurs de Mapillary le montre :</translation>
    </message>
    <message>
        <source>A finished example</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Un exemple terminé</translation>
    </message>
    <message>
        <source>Add the de&amp;mo city</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Ajouter la ville de &amp;démonstration</translation>
    </message>
    <message>
        <source>Writing the demo city</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Écriture de la ville de démonstration</translation>
    </message>
    <message>
        <source>Ready</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Prêt</translation>
    </message>
    <message>
        <source>&amp;Start and test</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>&amp;Démarrer et tester</translation>
    </message>
    <message>
        <source>Starting the worker</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Lancement du worker</translation>
    </message>
    <message>
        <source>pip of a Python on this machine downloads {name} from its configured package index, and the plugin unpacks it into {folder}; QGIS' own files are not changed. Without such a Python, download exactly this file with a browser and choose it here. The file's hash is checked in both cases.</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Le pip d'un Python de cette machine télécharge {name} de l'index de paquets configuré, et l'extension le décompresse dans {folder} ; les fichiers de QGIS ne sont pas modifiés. Sans un tel Python, télécharger exactement ce fichier avec un navigateur et le choisir ici. L'empreinte du fichier est vérifiée dans les deux cas.</translation>
    </message>
    <message>
        <source>Install the missing part first.</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Installez d'abord le composant manquant.</translation>
    </message>
    <message>
        <source>The worker is ready.</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Le worker est prêt.</translation>
    </message>
    <message>
        <source>Unpacking pyzmq</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Décompression de pyzmq</translation>
    </message>
    <message>
        <source>Its we&amp;b page</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Sa page we&amp;b</translation>
    </message>
    <message>
        <source>Its r&amp;eport (PDF)</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Son &amp;rapport (PDF)</translation>
    </message>
    <message>
        <source>Not tested yet.</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Pas encore testé.</translation>
    </message>
    <message>
        <source>&amp;Predict my city…</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>&amp;Prédire ma ville…</translation>
    </message>
    <message>
        <source>Current step</source>
        <extracomment>qgis_plugin/gui/set_up/running_tasks.py</extracomment>
        <translation>Étape en cours</translation>
    </message>
    <message>
        <source>Cancel</source>
        <extracomment>qgis_plugin/gui/set_up/running_tasks.py</extracomment>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Output of the installer</source>
        <extracomment>qgis_plugin/gui/set_up/running_tasks.py</extracomment>
        <translation>Sortie de l'installateur</translation>
    </message>
    <message>
        <source>Details of the error</source>
        <extracomment>qgis_plugin/gui/set_up/running_tasks.py</extracomment>
        <translation>Détails de l'erreur</translation>
    </message>
    <message>
        <source>uv selects the build of torch for this machine's GPU driver and fetches it from PyTorch's package index. Enter another index here if PyTorch's cannot be reached or if you want another build.</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>uv sélectionne la version de torch adaptée au pilote GPU de cette machine et la télécharge de l'index de paquets de PyTorch. Indiquer ici un autre index si celui de PyTorch est inaccessible ou pour une autre version.</translation>
    </message>
    <message>
        <source>Compiling the map matcher</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Compilation de l'outil d'appariement</translation>
    </message>
    <message>
        <source>The program that computes</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Le programme qui calcule</translation>
    </message>
    <message>
        <source>Install it on this machi&amp;ne</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>L'installer sur cette machi&amp;ne</translation>
    </message>
    <message>
        <source>Use an en&amp;vironment of my own</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Utiliser un en&amp;vironnement à soi</translation>
    </message>
    <message>
        <source>Connect to ano&amp;ther machine</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Se connecter à une autre &amp;machine</translation>
    </message>
    <message>
        <source>The environment's Python</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Le Python de l'environnement</translation>
    </message>
    <message>
        <source>The environment's bin/python</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>bin/python de l'environnement</translation>
    </message>
    <message>
        <source>Worker in &amp;use</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Worker &amp;utilisé</translation>
    </message>
    <message>
        <source>Another machine, or other settings</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Une autre machine, ou d'autres réglages</translation>
    </message>
    <message>
        <source>Choose another…</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>En choisir un autre…</translation>
    </message>
    <message>
        <source>Selected for this machine's driver</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Sélectionné selon le pilote de cette machine</translation>
    </message>
    <message>
        <source>P&amp;ython</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>P&amp;ython</translation>
    </message>
    <message>
        <source>Package &amp;index for torch</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>&amp;Index de paquets pour torch</translation>
    </message>
    <message>
        <source>Inst&amp;all again</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Inst&amp;aller à nouveau</translation>
    </message>
    <message>
        <source>Inst&amp;all</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Inst&amp;aller</translation>
    </message>
    <message>
        <source>Use t&amp;his Python</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Utiliser ce Pyt&amp;hon</translation>
    </message>
    <message>
        <source>Python 3.11 to 3.14</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Python 3.11 à 3.14</translation>
    </message>
    <message>
        <source>Installing the worker</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Installation du worker</translation>
    </message>
    <message>
        <source>The worker's environment was made by {installer}.</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>L'environnement du worker a été créé par {installer}.</translation>
    </message>
    <message>
        <source>Edit pro&amp;file…</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Modi&amp;fier le profil…</translation>
    </message>
    <message>
        <source>Testing Python</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Test de Python</translation>
    </message>
    <message>
        <source>Install &amp;from there</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Installer &amp;depuis celui-ci</translation>
    </message>
    <message>
        <source>Ch&amp;oose a Python…</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Ch&amp;oisir un Python…</translation>
    </message>
    <message>
        <source>Environment variables override these settings: {variables}.</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Des variables d'environnement remplacent ces paramètres : {variables}.</translation>
    </message>
    <message>
        <source>Testing the environment</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Test de l'environnement</translation>
    </message>
    <message>
        <source>None found: uv downloads Python {version}</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Aucun trouvé : uv télécharge Python {version}</translation>
    </message>
    <message>
        <source>It needs the internet, a few minutes and {cpu} GB of disk space, or {cuda} GB with a graphics card of NVIDIA; half as much again while it is installed. This machine has {gpu}, and {free:.0f} GB are free. QGIS itself is not changed: all is in {folder}.</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Il lui faut internet, quelques minutes et {cpu} Go d'espace disque, ou {cuda} Go avec une carte graphique de NVIDIA ; la moitié en plus pendant l'installation. Cette machine a {gpu}, et {free:.0f} Go sont libres. QGIS lui-même n'est pas modifié : tout est dans {folder}.</translation>
    </message>
    <message>
        <source>The map matcher could not be compiled. The first job that matches trips will try again. The output: {reason}</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>L'outil d'appariement n'a pas pu être compilé. La première tâche qui apparie des trajets réessaiera. La sortie : {reason}</translation>
    </message>
    <message>
        <source>no graphics card of NVIDIA</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>pas de carte graphique de NVIDIA</translation>
    </message>
    <message>
        <source>Log of the worker</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>Journal du worker</translation>
    </message>
    <message>
        <source>Pro&amp;file</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>Pro&amp;fil</translation>
    </message>
    <message>
        <source>State of the worker</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>État du worker</translation>
    </message>
    <message>
        <source>St&amp;art</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>&amp;Démarrer</translation>
    </message>
    <message>
        <source>Start the worker on this machine</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>Démarrer le worker sur cette machine</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>Arrê&amp;ter</translation>
    </message>
    <message>
        <source>Stop the worker; running jobs resume when it is started again</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>Arrêter le worker ; les tâches en cours reprennent à son redémarrage</translation>
    </message>
    <message>
        <source>Show the worker's log, updated while it runs</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>Afficher le journal du worker, mis à jour pendant son exécution</translation>
    </message>
    <message>
        <source>Set &amp;up…</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>&amp;Installer…</translation>
    </message>
    <message>
        <source>Check what is missing and install it</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>Vérifier ce qui manque et l'installer</translation>
    </message>
    <message>
        <source>Machine</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>Machine</translation>
    </message>
    <message>
        <source>Devices on which jobs run</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>Appareils sur lesquels tournent les tâches</translation>
    </message>
    <message>
        <source>Home folder of the worker</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>Dossier du worker</translation>
    </message>
    <message>
        <source>Memory in use</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>Mémoire utilisée</translation>
    </message>
    <message>
        <source>Disk in use</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>Disque utilisé</translation>
    </message>
    <message>
        <source>Jobs run on</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>Tâches sur</translation>
    </message>
    <message>
        <source>Home</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Memory</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>Mémoire</translation>
    </message>
    <message>
        <source>Disk</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>Disque</translation>
    </message>
    <message>
        <source>Starting the worker…</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>Démarrage du worker…</translation>
    </message>
    <message>
        <source>&lt;b&gt;The disk is nearly full: jobs wait until there is room.&lt;/b&gt;</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>&lt;b&gt;Le disque est presque plein : les tâches attendent qu'il y ait de la place.&lt;/b&gt;</translation>
    </message>
    <message>
        <source>{running} running, {queued} waiting (at most {most})</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>{running} en cours, {queued} en attente (au plus {most})</translation>
    </message>
    <message>
        <source>short jobs</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>tâches courtes</translation>
    </message>
    <message>
        <source>&lt;b&gt;Not running&lt;/b&gt;&lt;br&gt;{reason}</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>&lt;b&gt;Arrêté&lt;/b&gt;&lt;br&gt;{reason}</translation>
    </message>
    <message>
        <source>&lt;b&gt;Running&lt;/b&gt;, version {version}, for {time}</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>&lt;b&gt;En marche&lt;/b&gt;, version {version}, depuis {time}</translation>
    </message>
    <message>
        <source>{n} at once</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>{n} à la fois</translation>
    </message>
    <message>
        <source>{free} of {total} free</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>{free} / {total} libres</translation>
    </message>
    <message>
        <source>Loaded for clicks on the map: {models}</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>Chargés pour les clics sur la carte : {models}</translation>
    </message>
    <message>
        <source>Coloured roads and bars: the change is more than chance. With fewer than five days on a side, what was special about these days counts as a change.</source>
        <extracomment>qgis_plugin/layers/changes_report.py</extracomment>
        <translation>Routes et barres en couleur : l'évolution dépasse le hasard. Avec moins de cinq jours d'un côté, ce que ces jours avaient de particulier compte comme une évolution.</translation>
    </message>
    <message>
        <source>Share of the compared roads that are flagged: down to the left, up to the right</source>
        <extracomment>qgis_plugin/layers/changes_report.py</extracomment>
        <translation>Part des routes comparées qui sont signalées : en baisse à gauche, en hausse à droite</translation>
    </message>
    <message>
        <source>Popularity</source>
        <extracomment>qgis_plugin/layers/changes_report.py</extracomment>
        <translation>Fréquentation</translation>
    </message>
    <message>
        <source>Slow-down</source>
        <extracomment>qgis_plugin/layers/changes_report.py</extracomment>
        <translation>Ralentissement</translation>
    </message>
    <message>
        <source>by road class</source>
        <extracomment>qgis_plugin/layers/changes_report.py</extracomment>
        <translation>par classe de route</translation>
    </message>
    <message>
        <source>by district</source>
        <extracomment>qgis_plugin/layers/changes_report.py</extracomment>
        <translation>par quartier</translation>
    </message>
    <message>
        <source>Before</source>
        <extracomment>qgis_plugin/layers/changes_report.py</extracomment>
        <translation>Avant</translation>
    </message>
    <message>
        <source>After</source>
        <extracomment>qgis_plugin/layers/changes_report.py</extracomment>
        <translation>Après</translation>
    </message>
    <message>
        <source>{measure}: {down} roads down, {up} up, of {roads} compared</source>
        <extracomment>qgis_plugin/layers/changes_report.py</extracomment>
        <translation>{measure} : {down} routes en baisse, {up} en hausse, sur {roads} comparées</translation>
    </message>
    <message>
        <source>No group has {n} compared roads or more.</source>
        <extracomment>qgis_plugin/layers/changes_report.py</extracomment>
        <translation>Aucun groupe n'a {n} routes comparées ou plus.</translation>
    </message>
    <message>
        <source>{down} / {up} of {roads}</source>
        <extracomment>qgis_plugin/layers/changes_report.py</extracomment>
        <translation>{down} / {up} sur {roads}</translation>
    </message>
    <message>
        <source>Add a click</source>
        <extracomment>qgis_plugin/layers/clicks.py</extracomment>
        <translation>Ajouter un clic</translation>
    </message>
    <message>
        <source>TrajGANR demo city</source>
        <extracomment>qgis_plugin/layers/demo_city.py</extracomment>
        <translation>Ville de démonstration TrajGANR</translation>
    </message>
    <message>
        <source>Places</source>
        <extracomment>qgis_plugin/layers/demo_city.py</extracomment>
        <translation>Lieux</translation>
    </message>
    <message>
        <source>The demo city of TrajGANR, {name}</source>
        <extracomment>qgis_plugin/layers/demo_city.py</extracomment>
        <translation>La ville de démonstration de TrajGANR, {name}</translation>
    </message>
    <message>
        <source>{name}: predicted speeds</source>
        <extracomment>qgis_plugin/layers/demo_city.py</extracomment>
        <translation>{name} : vitesses prédites</translation>
    </message>
    <message>
        <source>{layer} exported by TrajGANR</source>
        <extracomment>qgis_plugin/layers/described_files.py</extracomment>
        <translation>{layer}, exporté par TrajGANR</translation>
    </message>
    <message>
        <source>Forwards</source>
        <extracomment>qgis_plugin/layers/joined.py</extracomment>
        <translation>Sens direct</translation>
    </message>
    <message>
        <source>Backwards</source>
        <extracomment>qgis_plugin/layers/joined.py</extracomment>
        <translation>Sens inverse</translation>
    </message>
    <message>
        <source>Roads with predictions by TrajGANR</source>
        <extracomment>qgis_plugin/layers/joined_layer.py</extracomment>
        <translation>Routes avec prédictions de TrajGANR</translation>
    </message>
    <message>
        <source>in brackets: the range of the labels of nine in ten such roads</source>
        <extracomment>qgis_plugin/layers/map_tip.py</extracomment>
        <translation>entre parenthèses : l'intervalle des étiquettes de neuf routes semblables sur dix</translation>
    </message>
    <message>
        <source>in brackets: the 90 % interval of the mean speed</source>
        <extracomment>qgis_plugin/layers/map_tip.py</extracomment>
        <translation>entre parenthèses : l'intervalle à 90 % de la vitesse moyenne</translation>
    </message>
    <message>
        <source>weekday</source>
        <extracomment>qgis_plugin/layers/map_tip.py</extracomment>
        <translation>jour de semaine</translation>
    </message>
    <message>
        <source>weekend day</source>
        <extracomment>qgis_plugin/layers/map_tip.py</extracomment>
        <translation>jour de week-end</translation>
    </message>
    <message>
        <source>{n} passes</source>
        <extracomment>qgis_plugin/layers/map_tip.py</extracomment>
        <translation>{n} passages</translation>
    </message>
    <message>
        <source>Traffic speed at times of the week</source>
        <extracomment>qgis_plugin/layers/map_tip.py</extracomment>
        <translation>Vitesse du trafic à des périodes de la semaine</translation>
    </message>
    <message>
        <source>From</source>
        <extracomment>qgis_plugin/layers/map_tip.py</extracomment>
        <translation>D'après</translation>
    </message>
    <message>
        <source>few or no passes</source>
        <extracomment>qgis_plugin/layers/map_tip.py</extracomment>
        <translation>peu ou pas de passages</translation>
    </message>
    <message>
        <source>no passes on any road at these times</source>
        <extracomment>qgis_plugin/layers/map_tip.py</extracomment>
        <translation>aucun passage sur aucune route dans cette période</translation>
    </message>
    <message>
        <source>no road nearby</source>
        <extracomment>qgis_plugin/layers/map_tip.py</extracomment>
        <translation>aucune route à proximité</translation>
    </message>
    <message>
        <source>no trips or image nearby</source>
        <extracomment>qgis_plugin/layers/map_tip.py</extracomment>
        <translation>ni trajets ni image à proximité</translation>
    </message>
    <message>
        <source>place only</source>
        <extracomment>qgis_plugin/layers/map_tip.py</extracomment>
        <translation>lieu seul</translation>
    </message>
    <message>
        <source>image</source>
        <extracomment>qgis_plugin/layers/map_tip.py</extracomment>
        <translation>image</translation>
    </message>
    <message>
        <source>trips and image</source>
        <extracomment>qgis_plugin/layers/map_tip.py</extracomment>
        <translation>trajets et image</translation>
    </message>
    <message>
        <source>more than 0.5 km from every training road</source>
        <extracomment>qgis_plugin/layers/map_tip.py</extracomment>
        <translation>à plus de 0,5 km de toute route apprise</translation>
    </message>
    <message>
        <source>more than 1 km from every training road</source>
        <extracomment>qgis_plugin/layers/map_tip.py</extracomment>
        <translation>à plus de 1 km de toute route apprise</translation>
    </message>
    <message>
        <source>more than 2 km from every training road</source>
        <extracomment>qgis_plugin/layers/map_tip.py</extracomment>
        <translation>à plus de 2 km de toute route apprise</translation>
    </message>
    <message>
        <source>more than 5 km from every training road</source>
        <extracomment>qgis_plugin/layers/map_tip.py</extracomment>
        <translation>à plus de 5 km de toute route apprise</translation>
    </message>
    <message>
        <source>more than 10 km from every training road</source>
        <extracomment>qgis_plugin/layers/map_tip.py</extracomment>
        <translation>à plus de 10 km de toute route apprise</translation>
    </message>
    <message>
        <source>The owners of the data are not known.</source>
        <extracomment>qgis_plugin/layers/printed_map.py</extracomment>
        <translation>Les propriétaires des données ne sont pas connus.</translation>
    </message>
    <message>
        <source>worker</source>
        <extracomment>qgis_plugin/layers/printed_map.py</extracomment>
        <translation>worker</translation>
    </message>
    <message>
        <source>Predictions of a model, not observations</source>
        <extracomment>qgis_plugin/layers/printed_map.py</extracomment>
        <translation>Prédictions d'un modèle, pas des observations</translation>
    </message>
    <message>
        <source>{task}: not on this page</source>
        <extracomment>qgis_plugin/layers/printed_map.py</extracomment>
        <translation>{task} : pas sur cette page</translation>
    </message>
    <message>
        <source>each hour</source>
        <extracomment>qgis_plugin/layers/result_names.py</extracomment>
        <translation>chaque heure</translation>
    </message>
    <message>
        <source>Hours of a weekday</source>
        <extracomment>qgis_plugin/layers/road_styles.py</extracomment>
        <translation>Heures d'un jour de semaine</translation>
    </message>
    <message>
        <source>Hours of a weekend day</source>
        <extracomment>qgis_plugin/layers/road_styles.py</extracomment>
        <translation>Heures d'un jour de week-end</translation>
    </message>
    <message>
        <source>Roads predicted by TrajGANR</source>
        <extracomment>qgis_plugin/layers/roads.py</extracomment>
        <translation>Routes prédites par TrajGANR</translation>
    </message>
    <message>
        <source>Predictions of a model for each direction of each road, not observations.</source>
        <extracomment>qgis_plugin/layers/roads.py</extracomment>
        <translation>Prédictions d'un modèle pour chaque sens de chaque route, pas des observations.</translation>
    </message>
    <message>
        <source>Few data, do not rely on: {tasks}.</source>
        <extracomment>qgis_plugin/layers/roads.py</extracomment>
        <translation>Peu de données, ne pas se fier à : {tasks}.</translation>
    </message>
    <message>
        <source>Predicted roads or observed traffic</source>
        <extracomment>qgis_plugin/layers/roles.py</extracomment>
        <translation>Routes prédites ou trafic observé</translation>
    </message>
    <message>
        <source>Changes</source>
        <extracomment>qgis_plugin/layers/roles.py</extracomment>
        <translation>Évolutions</translation>
    </message>
    <message>
        <source>Roads of the bundle</source>
        <extracomment>qgis_plugin/layers/roles.py</extracomment>
        <translation>Routes du jeu préparé</translation>
    </message>
    <message>
        <source>Similarity {value}</source>
        <extracomment>qgis_plugin/layers/similar.py</extracomment>
        <translation>Similarité {value}</translation>
    </message>
    <message>
        <source>Similarity, -1 to 1</source>
        <extracomment>qgis_plugin/layers/similar.py</extracomment>
        <translation>Similarité, -1 à 1</translation>
    </message>
    <message>
        <source>Weekend</source>
        <extracomment>qgis_plugin/layers/temporal.py</extracomment>
        <translation>Week-end</translation>
    </message>
    <message>
        <source>Weekday</source>
        <extracomment>qgis_plugin/layers/temporal.py</extracomment>
        <translation>Jour ouvré</translation>
    </message>
    <message>
        <source>Query a model: click a place on the map</source>
        <extracomment>qgis_plugin/plugin.py</extracomment>
        <translation>Interroger un modèle : cliquer un lieu sur la carte</translation>
    </message>
    <message>
        <source>Predict my city…</source>
        <extracomment>qgis_plugin/plugin.py</extracomment>
        <translation>Prédire ma ville…</translation>
    </message>
    <message>
        <source>Worker and jobs</source>
        <extracomment>qgis_plugin/plugin.py</extracomment>
        <translation>Worker et tâches</translation>
    </message>
    <message>
        <source>Ask a place</source>
        <extracomment>qgis_plugin/plugin.py</extracomment>
        <translation>Interroger un lieu</translation>
    </message>
    <message>
        <source>The layer is in {path}.</source>
        <extracomment>qgis_plugin/processing/base.py</extracomment>
        <translation>La couche est dans {path}.</translation>
    </message>
    <message>
        <source>Left out {n} {reason}.</source>
        <extracomment>qgis_plugin/processing/base.py</extracomment>
        <translation>{n} {reason} laissés de côté.</translation>
    </message>
    <message>
        <source>Download</source>
        <extracomment>qgis_plugin/processing/base.py</extracomment>
        <translation>Téléchargement</translation>
    </message>
    <message>
        <source>Predict</source>
        <extracomment>qgis_plugin/processing/base.py</extracomment>
        <translation>Prédire</translation>
    </message>
    <message>
        <source>Export</source>
        <extracomment>qgis_plugin/processing/base.py</extracomment>
        <translation>Exporter</translation>
    </message>
    <message>
        <source>Workflows</source>
        <extracomment>qgis_plugin/processing/base.py</extracomment>
        <translation>Chaînes de traitement</translation>
    </message>
    <message>
        <source>The output of 'Before and after'.</source>
        <extracomment>qgis_plugin/processing/changes_report.py</extracomment>
        <translation>Le résultat de « Avant et après ».</translation>
    </message>
    <message>
        <source>Before and after</source>
        <extracomment>qgis_plugin/processing/changes_report.py</extracomment>
        <translation>Avant et après</translation>
    </message>
    <message>
        <source>Printed at the top of the pages.</source>
        <extracomment>qgis_plugin/processing/changes_report.py</extracomment>
        <translation>Imprimé en haut des pages.</translation>
    </message>
    <message>
        <source>The two pages.</source>
        <extracomment>qgis_plugin/processing/changes_report.py</extracomment>
        <translation>Les deux pages.</translation>
    </message>
    <message>
        <source>Report</source>
        <extracomment>qgis_plugin/processing/changes_report.py</extracomment>
        <translation>Rapport</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <extracomment>qgis_plugin/processing/changes_report.py</extracomment>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Report of changes</source>
        <extracomment>qgis_plugin/processing/changes_report.py</extracomment>
        <translation>Rapport des évolutions</translation>
    </message>
    <message>
        <source>Two pages as PDF: maps of the changes, and charts by road class and district</source>
        <extracomment>qgis_plugin/processing/changes_report.py</extracomment>
        <translation>Deux pages en PDF : cartes des évolutions, et graphiques par classe de route et par quartier</translation>
    </message>
    <message>
        <source>layout</source>
        <extracomment>qgis_plugin/processing/changes_report.py</extracomment>
        <translation>mise en page</translation>
    </message>
    <message>
        <source>print</source>
        <extracomment>qgis_plugin/processing/changes_report.py</extracomment>
        <translation>imprimer</translation>
    </message>
    <message>
        <source>pdf</source>
        <extracomment>qgis_plugin/processing/changes_report.py</extracomment>
        <translation>PDF</translation>
    </message>
    <message>
        <source>chart</source>
        <extracomment>qgis_plugin/processing/changes_report.py</extracomment>
        <translation>graphique</translation>
    </message>
    <message>
        <source>Press Space to tick the current item.</source>
        <extracomment>qgis_plugin/processing/choice_widget.py</extracomment>
        <translation>Appuyer sur Espace pour cocher l'élément actif.</translation>
    </message>
    <message>
        <source>In scripts: {code}</source>
        <extracomment>qgis_plugin/processing/choice_widget.py</extracomment>
        <translation>Dans les scripts : {code}</translation>
    </message>
    <message>
        <source>[optional]</source>
        <extracomment>qgis_plugin/processing/combo_widget.py</extracomment>
        <translation>[optionnel]</translation>
    </message>
    <message>
        <source>QGIS' certificates</source>
        <extracomment>qgis_plugin/processing/download.py</extracomment>
        <translation>les certificats de QGIS</translation>
    </message>
    <message>
        <source>Comma-separated; the dock lists them.</source>
        <extracomment>qgis_plugin/processing/forms/batchexport.py</extracomment>
        <translation>Séparés par des virgules ; ils figurent dans le panneau.</translation>
    </message>
    <message>
        <source>Bundle IDs</source>
        <extracomment>qgis_plugin/processing/forms/batchexport.py</extracomment>
        <translation>Identifiants des jeux préparés</translation>
    </message>
    <message>
        <source>Comma-separated. Each is applied to the bundles of its study area.</source>
        <extracomment>qgis_plugin/processing/forms/batchexport.py</extracomment>
        <translation>Séparés par des virgules. Chacun est appliqué aux jeux préparés de sa zone d'étude.</translation>
    </message>
    <message>
        <source>{n} of {count} files were written by this run.</source>
        <extracomment>qgis_plugin/processing/forms/batchexport.py</extracomment>
        <translation>{n} fichiers sur {count} ont été écrits par cette exécution.</translation>
    </message>
    <message>
        <source>{n} of {count}: {title}</source>
        <extracomment>qgis_plugin/processing/forms/batchexport.py</extracomment>
        <translation>{n} sur {count} : {title}</translation>
    </message>
    <message>
        <source>Model IDs</source>
        <extracomment>qgis_plugin/processing/forms/batchexport.py</extracomment>
        <translation>Identifiants des modèles</translation>
    </message>
    <message>
        <source>Batch export</source>
        <extracomment>qgis_plugin/processing/forms/batchexport.py</extracomment>
        <translation>Export par lots</translation>
    </message>
    <message>
        <source>Exports many areas and models into one folder; continues where it stopped</source>
        <extracomment>qgis_plugin/processing/forms/batchexport.py</extracomment>
        <translation>Exporte beaucoup de zones et de modèles dans un dossier ; reprend là où il s'est arrêté</translation>
    </message>
    <message>
        <source>geopackage</source>
        <extracomment>qgis_plugin/processing/forms/batchexport.py</extracomment>
        <translation>GeoPackage</translation>
    </message>
    <message>
        <source>geoparquet</source>
        <extracomment>qgis_plugin/processing/forms/batchexport.py</extracomment>
        <translation>GeoParquet</translation>
    </message>
    <message>
        <source>flatgeobuf</source>
        <extracomment>qgis_plugin/processing/forms/batchexport.py</extracomment>
        <translation>FlatGeobuf</translation>
    </message>
    <message>
        <source>csv</source>
        <extracomment>qgis_plugin/processing/forms/batchexport.py</extracomment>
        <translation>CSV</translation>
    </message>
    <message>
        <source>save</source>
        <extracomment>qgis_plugin/processing/forms/batchexport.py</extracomment>
        <translation>enregistrer</translation>
    </message>
    <message>
        <source>resume</source>
        <extracomment>qgis_plugin/processing/forms/batchexport.py</extracomment>
        <translation>reprendre</translation>
    </message>
    <message>
        <source>Number of files</source>
        <extracomment>qgis_plugin/processing/forms/batchexport.py</extracomment>
        <translation>Nombre de fichiers</translation>
    </message>
    <message>
        <source>Number of files made by this run</source>
        <extracomment>qgis_plugin/processing/forms/batchexport.py</extracomment>
        <translation>Nombre de fichiers créés par cette exécution</translation>
    </message>
    <message>
        <source>An authentication configuration with the method Basic and the token as password.</source>
        <extracomment>qgis_plugin/processing/forms/downloadmapillary.py</extracomment>
        <translation>Une configuration d'authentification de méthode Basic, avec le jeton comme mot de passe.</translation>
    </message>
    <message>
        <source>The layer refers to the pictures in it: keep both together.</source>
        <extracomment>qgis_plugin/processing/forms/downloadmapillary.py</extracomment>
        <translation>La couche renvoie aux images qu'il contient : garder les deux ensemble.</translation>
    </message>
    <message>
        <source>Pictures</source>
        <extracomment>qgis_plugin/processing/forms/downloadmapillary.py</extracomment>
        <translation>Images</translation>
    </message>
    <message>
        <source>ZIP (*.zip)</source>
        <extracomment>qgis_plugin/processing/forms/downloadmapillary.py</extracomment>
        <translation>ZIP (*.zip)</translation>
    </message>
    <message>
        <source>Embeddings of TrajGANR</source>
        <extracomment>qgis_plugin/processing/forms/embedlocations.py</extracomment>
        <translation>Plongements de TrajGANR</translation>
    </message>
    <message>
        <source>Embeddings</source>
        <extracomment>qgis_plugin/processing/forms/embedlocations.py</extracomment>
        <translation>Plongements</translation>
    </message>
    <message>
        <source>The suffix selects the format: {endings}.</source>
        <extracomment>qgis_plugin/processing/forms/embedlocations.py</extracomment>
        <translation>L'extension détermine le format : {endings}.</translation>
    </message>
    <message>
        <source>Embedded {n} locations.</source>
        <extracomment>qgis_plugin/processing/forms/embedlocations.py</extracomment>
        <translation>{n} lieux plongés.</translation>
    </message>
    <message>
        <source>Residuals</source>
        <extracomment>qgis_plugin/processing/forms/evaluate.py</extracomment>
        <translation>Résidus</translation>
    </message>
    <message>
        <source>Residuals of TrajGANR</source>
        <extracomment>qgis_plugin/processing/forms/evaluate.py</extracomment>
        <translation>Résidus de TrajGANR</translation>
    </message>
    <message>
        <source>Evaluated roads</source>
        <extracomment>qgis_plugin/processing/forms/evaluate.py</extracomment>
        <translation>Routes évaluées</translation>
    </message>
    <message>
        <source>Evaluated on {roads}:</source>
        <extracomment>qgis_plugin/processing/forms/evaluate.py</extracomment>
        <translation>Évalué sur {roads} :</translation>
    </message>
    <message>
        <source>On held-out roads:</source>
        <extracomment>qgis_plugin/processing/forms/finetune.py</extracomment>
        <translation>Sur les routes mises de côté :</translation>
    </message>
    <message>
        <source>The format is detected and logged.</source>
        <extracomment>qgis_plugin/processing/forms/loadtrips.py</extracomment>
        <translation>Le format est détecté et indiqué dans le journal.</translation>
    </message>
    <message>
        <source>For example GPX files, or the Cabspotting data set.</source>
        <extracomment>qgis_plugin/processing/forms/loadtrips.py</extracomment>
        <translation>Par exemple des fichiers GPX, ou le jeu de données Cabspotting.</translation>
    </message>
    <message>
        <source>Points, a table with coordinates, or lines with the times as M values.</source>
        <extracomment>qgis_plugin/processing/forms/loadtrips.py</extracomment>
        <translation>Des points, une table avec coordonnées, ou des lignes avec les heures en valeurs M.</translation>
    </message>
    <message>
        <source>File of trips</source>
        <extracomment>qgis_plugin/processing/forms/loadtrips.py</extracomment>
        <translation>Fichier de trajets</translation>
    </message>
    <message>
        <source>… or folder of them</source>
        <extracomment>qgis_plugin/processing/forms/loadtrips.py</extracomment>
        <translation>… ou dossier de tels fichiers</translation>
    </message>
    <message>
        <source>… or layer of fixes or trips</source>
        <extracomment>qgis_plugin/processing/forms/loadtrips.py</extracomment>
        <translation>… ou couche de points GPS ou de trajets</translation>
    </message>
    <message>
        <source>a file</source>
        <extracomment>qgis_plugin/processing/forms/loadtrips.py</extracomment>
        <translation>un fichier</translation>
    </message>
    <message>
        <source>a folder</source>
        <extracomment>qgis_plugin/processing/forms/loadtrips.py</extracomment>
        <translation>un dossier</translation>
    </message>
    <message>
        <source>a layer</source>
        <extracomment>qgis_plugin/processing/forms/loadtrips.py</extracomment>
        <translation>une couche</translation>
    </message>
    <message>
        <source>Trips (*.csv *.txt *.zip *.gpx *.gpkg *.fgb *.parquet *.geojson *.json *.shp);;All files (*)</source>
        <extracomment>qgis_plugin/processing/forms/loadtrips.py</extracomment>
        <translation>Trajets (*.csv *.txt *.zip *.gpx *.gpkg *.fgb *.parquet *.geojson *.json *.shp);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Mapillary coverage</source>
        <extracomment>qgis_plugin/processing/forms/mapillarycoverage.py</extracomment>
        <translation>Couverture Mapillary</translation>
    </message>
    <message>
        <source>Shows where Mapillary has street views before any are downloaded</source>
        <extracomment>qgis_plugin/processing/forms/mapillarycoverage.py</extracomment>
        <translation>Montre où Mapillary a des vues de rue avant d'en télécharger</translation>
    </message>
    <message>
        <source>photo</source>
        <extracomment>qgis_plugin/processing/forms/mapillarycoverage.py</extracomment>
        <translation>photo</translation>
    </message>
    <message>
        <source>street view</source>
        <extracomment>qgis_plugin/processing/forms/mapillarycoverage.py</extracomment>
        <translation>vue de rue</translation>
    </message>
    <message>
        <source>preview</source>
        <extracomment>qgis_plugin/processing/forms/mapillarycoverage.py</extracomment>
        <translation>aperçu</translation>
    </message>
    <message>
        <source>Number of street views</source>
        <extracomment>qgis_plugin/processing/forms/mapillarycoverage.py</extracomment>
        <translation>Nombre de vues de rue</translation>
    </message>
    <message>
        <source>Next: click a road with 'Ask a place', or see the speeds of the trips alone with 'Observed traffic'.</source>
        <extracomment>qgis_plugin/processing/forms/predictmycity.py</extracomment>
        <translation>Ensuite : cliquez sur une route avec « Interroger un lieu », ou voyez les vitesses des seuls trajets avec « Trafic observé ».</translation>
    </message>
    <message>
        <source>What was found</source>
        <extracomment>qgis_plugin/processing/forms/predictmycity.py</extracomment>
        <translation>Ce qui a été trouvé</translation>
    </message>
    <message>
        <source>{place}: predicted speeds</source>
        <extracomment>qgis_plugin/processing/forms/predictmycity.py</extracomment>
        <translation>{place} : vitesses prédites</translation>
    </message>
    <message>
        <source>Predicted speeds</source>
        <extracomment>qgis_plugin/processing/forms/predictmycity.py</extracomment>
        <translation>Vitesses prédites</translation>
    </message>
    <message>
        <source>Predicted {n} directed road segments.</source>
        <extracomment>qgis_plugin/processing/forms/predictroads.py</extracomment>
        <translation>{n} segments de route orientés prédits.</translation>
    </message>
    <message>
        <source>To play a day: choose the style '{style}', open View › Panels › Temporal Controller, switch on animated navigation, and press play.</source>
        <extracomment>qgis_plugin/processing/forms/predictroads.py</extracomment>
        <translation>Pour faire défiler une journée : choisir le style « {style} », ouvrir Vue › Panneaux › Contrôleur temporel, activer la navigation temporelle animée et lancer la lecture.</translation>
    </message>
    <message>
        <source>An authentication configuration with the method Basic and a long random text as password. If empty: IDs of trips and drivers are kept as they are.</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>Une configuration d'authentification de méthode Basic, avec un long texte aléatoire comme mot de passe. Si vide : les identifiants des trajets et des conducteurs sont gardés tels quels.</translation>
    </message>
    <message>
        <source>For example aoi_ for aoi_food, aoi_shop, … If empty: derived from places.</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>Par exemple aoi_ pour aoi_food, aoi_shop, … Si vide : dérivées des lieux.</translation>
    </message>
    <message>
        <source>Any format of 'Load trips', for data that are too large for a layer.</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>Tout format de « Charger des trajets », pour des données trop volumineuses pour une couche.</translation>
    </message>
    <message>
        <source>… or the study area of a model: its id</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>… ou la zone d'étude d'un modèle : son identifiant</translation>
    </message>
    <message>
        <source>Salt with which IDs are hashed</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>Sel de hachage des identifiants</translation>
    </message>
    <message>
        <source>speed</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>vitesse</translation>
    </message>
    <message>
        <source>Labels: field of the speed</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>Étiquettes : champ de la vitesse</translation>
    </message>
    <message>
        <source>popularity</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>fréquentation</translation>
    </message>
    <message>
        <source>Labels: field of the number of trips</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>Étiquettes : champ du nombre de trajets</translation>
    </message>
    <message>
        <source>braking</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>freinage</translation>
    </message>
    <message>
        <source>Labels: field of hard-braking events per vehicle-km</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>Étiquettes : champ des événements de freinage brusque par véhicule-km</translation>
    </message>
    <message>
        <source>slowdown</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>ralentissement</translation>
    </message>
    <message>
        <source>Labels: field of the slow-down intensity, m/s²</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>Étiquettes : champ de l'intensité du ralentissement, m/s²</translation>
    </message>
    <message>
        <source>If empty: derived from trips.</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>Si vide : dérivées des trajets.</translation>
    </message>
    <message>
        <source>Labels: prefix of the fields of places</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>Étiquettes : préfixe des champs des lieux</translation>
    </message>
    <message>
        <source>a layer of trips</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>une couche de trajets</translation>
    </message>
    <message>
        <source>files</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>des fichiers</translation>
    </message>
    <message>
        <source>enough</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>assez</translation>
    </message>
    <message>
        <source>few</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>peu</translation>
    </message>
    <message>
        <source>… or files of trips</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>… ou fichiers de trajets</translation>
    </message>
    <message>
        <source>Uses exactly the model's study area.</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>Utilise exactement la zone d'étude du modèle.</translation>
    </message>
    <message>
        <source>a study area</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>une zone d'étude</translation>
    </message>
    <message>
        <source>that of a model</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>celle d'un modèle</translation>
    </message>
    <message>
        <source>{task}: {count} labelled road segments ({enough})</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>{task} : {count} segments de route étiquetés ({enough})</translation>
    </message>
    <message>
        <source>the backbone's weights</source>
        <extracomment>qgis_plugin/processing/forms/pretrain.py</extracomment>
        <translation>les poids du réseau de base</translation>
    </message>
    <message>
        <source>In a layer of this bundle's roads, such as 'Observed traffic', select the roads and tick 'Selected features only'. Each direction is a feature of its own.</source>
        <extracomment>qgis_plugin/processing/forms/selectlink.py</extracomment>
        <translation>Dans une couche des routes de ce jeu préparé, par exemple « Trafic observé », sélectionner les routes et cocher « Entité(s) sélectionnée(s) uniquement ». Chaque sens est une entité à part.</translation>
    </message>
    <message>
        <source>Parameters</source>
        <extracomment>qgis_plugin/processing/help_page.py</extracomment>
        <translation>Paramètres</translation>
    </message>
    <message>
        <source>In a script</source>
        <extracomment>qgis_plugin/processing/help_page.py</extracomment>
        <translation>Dans un script</translation>
    </message>
    <message>
        <source>More in Plugins › TrajGANR › User guide: {path}</source>
        <extracomment>qgis_plugin/processing/help_page.py</extracomment>
        <translation>Plus dans Extensions › TrajGANR › Guide : {path}</translation>
    </message>
    <message>
        <source>required</source>
        <extracomment>qgis_plugin/processing/help_page.py</extracomment>
        <translation>obligatoire</translation>
    </message>
    <message>
        <source>under Advanced</source>
        <extracomment>qgis_plugin/processing/help_page.py</extracomment>
        <translation>sous Avancé</translation>
    </message>
    <message>
        <source>yes</source>
        <extracomment>qgis_plugin/processing/help_page.py</extracomment>
        <translation>oui</translation>
    </message>
    <message>
        <source>no</source>
        <extracomment>qgis_plugin/processing/help_page.py</extracomment>
        <translation>non</translation>
    </message>
    <message>
        <source>Parameter</source>
        <extracomment>qgis_plugin/processing/help_page.py</extracomment>
        <translation>Paramètre</translation>
    </message>
    <message>
        <source>Type</source>
        <extracomment>qgis_plugin/processing/help_page.py</extracomment>
        <translation>Type</translation>
    </message>
    <message>
        <source>Meaning</source>
        <extracomment>qgis_plugin/processing/help_page.py</extracomment>
        <translation>Signification</translation>
    </message>
    <message>
        <source>default: {value}</source>
        <extracomment>qgis_plugin/processing/help_page.py</extracomment>
        <translation>par défaut : {value}</translation>
    </message>
    <message>
        <source>Further results</source>
        <extracomment>qgis_plugin/processing/help_page.py</extracomment>
        <translation>Autres résultats</translation>
    </message>
    <message>
        <source>Comma-separated ids</source>
        <extracomment>qgis_plugin/processing/id_widget.py</extracomment>
        <translation>Identifiants séparés par des virgules</translation>
    </message>
    <message>
        <source>Choose one, or type an id</source>
        <extracomment>qgis_plugin/processing/id_widget.py</extracomment>
        <translation>En choisir un, ou saisir un identifiant</translation>
    </message>
    <message>
        <source>Get the roads from OpenStreetMap</source>
        <extracomment>qgis_plugin/processing/inputs.py</extracomment>
        <translation>Prendre les routes d'OpenStreetMap</translation>
    </message>
    <message>
        <source>The layer that was predicted; its features and fields do not change. A layer of directed segments, such as the exported roads of the same bundle, is joined by its field edge.</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>La couche qui a été prédite ; ses entités et ses champs ne changent pas. Une couche de segments orientés, comme les routes exportées du même jeu préparé, est jointe par son champ edge.</translation>
    </message>
    <message>
        <source>The output of 'Predict roads' for this layer.</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Le résultat de « Prédire les routes » pour cette couche.</translation>
    </message>
    <message>
        <source>Separate fields have the prefix fwd_ in the direction of the line and bwd_ in the opposite direction. The worse direction is the slower one, and that with more braking or slow-downs; popularity and functions combine both. Not used for directed segments.</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Les champs séparés ont le préfixe fwd_ dans le sens de la ligne et bwd_ dans le sens opposé. Le pire sens est le plus lent, et celui qui a le plus de freinages ou de ralentissements ; la fréquentation et la fonction des alentours réunissent les deux sens. Sans effet pour les segments orientés.</translation>
    </message>
    <message>
        <source>Required if the roads have fields with the same names.</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Nécessaire si les routes ont des champs de mêmes noms.</translation>
    </message>
    <message>
        <source>Compared with source_fid of the predictions. If empty: the id of the feature.</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Comparé avec source_fid des prédictions. Si vide : l'identifiant de l'entité.</translation>
    </message>
    <message>
        <source>Your roads with fields for the predictions.</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Les routes données, avec des champs pour les prédictions.</translation>
    </message>
    <message>
        <source>Roads with predictions</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Routes avec prédictions</translation>
    </message>
    <message>
        <source>Directions of a road</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Sens d'une route</translation>
    </message>
    <message>
        <source>Prefix of the new fields</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Préfixe des nouveaux champs</translation>
    </message>
    <message>
        <source>Field of the roads' ids</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Champ des identifiants des routes</translation>
    </message>
    <message>
        <source>Number of roads with predictions</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Nombre de routes avec prédictions</translation>
    </message>
    <message>
        <source>Fields for each direction</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Des champs pour chaque sens</translation>
    </message>
    <message>
        <source>Mean of both</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Moyenne des deux</translation>
    </message>
    <message>
        <source>The worse of both</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Le pire des deux</translation>
    </message>
    <message>
        <source>{joined} of {n} roads have predictions.</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>{joined} routes sur {n} ont des prédictions.</translation>
    </message>
    <message>
        <source>The field {field} is called {name} in the output: its values are no key.</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Le champ {field} s'appelle {name} dans la sortie : ses valeurs ne forment pas une clé.</translation>
    </message>
    <message>
        <source>Join predictions to roads</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Joindre les prédictions aux routes</translation>
    </message>
    <message>
        <source>Adds predictions to the features of your own road layer</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Ajoute des prédictions aux entités de sa propre couche de routes</translation>
    </message>
    <message>
        <source>join</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>joindre</translation>
    </message>
    <message>
        <source>attributes</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>attributs</translation>
    </message>
    <message>
        <source>merge</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>fusionner</translation>
    </message>
    <message>
        <source>traffic</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>trafic</translation>
    </message>
    <message>
        <source>HTML (*.html)</source>
        <extracomment>qgis_plugin/processing/kind_algorithm.py</extracomment>
        <translation>HTML (*.html)</translation>
    </message>
    <message>
        <source>Job ID</source>
        <extracomment>qgis_plugin/processing/kind_algorithm.py</extracomment>
        <translation>Identifiant de la tâche</translation>
    </message>
    <message>
        <source>Folder</source>
        <extracomment>qgis_plugin/processing/kind_algorithm.py</extracomment>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Bundle ID</source>
        <extracomment>qgis_plugin/processing/kind_algorithm.py</extracomment>
        <translation>Identifiant du jeu préparé</translation>
    </message>
    <message>
        <source>Model ID</source>
        <extracomment>qgis_plugin/processing/kind_algorithm.py</extracomment>
        <translation>Identifiant du modèle</translation>
    </message>
    <message>
        <source>A shapefile stores only the first {n} bytes of a text; these fields were cut: {fields}. Choose a GeoPackage to store the whole texts.</source>
        <extracomment>qgis_plugin/processing/kind_algorithm.py</extracomment>
        <translation>Un shapefile ne stocke que les {n} premiers octets d'un texte ; ces champs ont été coupés : {fields}. Choisir un GeoPackage pour stocker les textes entiers.</translation>
    </message>
    <message>
        <source>Must have the columns id, file, lon and lat.</source>
        <extracomment>qgis_plugin/processing/load_street_view.py</extracomment>
        <translation>Doit avoir les colonnes id, file, lon et lat.</translation>
    </message>
    <message>
        <source>Folders below it are searched too. Positions are read from the photos' EXIF.</source>
        <extracomment>qgis_plugin/processing/load_street_view.py</extracomment>
        <translation>Les dossiers qu'il contient sont aussi parcourus. Les positions sont lues dans l'EXIF des photos.</translation>
    </message>
    <message>
        <source>Index of street views (CSV, or ZIP with index.csv)</source>
        <extracomment>qgis_plugin/processing/load_street_view.py</extracomment>
        <translation>Index des vues de rue (CSV, ou ZIP avec index.csv)</translation>
    </message>
    <message>
        <source>… or folder of geotagged photos, or with index.csv</source>
        <extracomment>qgis_plugin/processing/load_street_view.py</extracomment>
        <translation>… ou dossier de photos géolocalisées, ou avec index.csv</translation>
    </message>
    <message>
        <source>an index</source>
        <extracomment>qgis_plugin/processing/load_street_view.py</extracomment>
        <translation>un index</translation>
    </message>
    <message>
        <source>The folder has no index.csv: reading geotagged photos.</source>
        <extracomment>qgis_plugin/processing/load_street_view.py</extracomment>
        <translation>Le dossier n'a pas d'index.csv : lecture de photos géolocalisées.</translation>
    </message>
    <message>
        <source>Street-view index (*.csv *.zip);;All files (*)</source>
        <extracomment>qgis_plugin/processing/load_street_view.py</extracomment>
        <translation>Index de vues de rue (*.csv *.zip);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Load street view</source>
        <extracomment>qgis_plugin/processing/load_street_view.py</extracomment>
        <translation>Charger des vues de rue</translation>
    </message>
    <message>
        <source>Creates a point layer from geotagged photos or an index of street views</source>
        <extracomment>qgis_plugin/processing/load_street_view.py</extracomment>
        <translation>Crée une couche de points à partir de photos géolocalisées ou d'un index de vues de rue</translation>
    </message>
    <message>
        <source>exif</source>
        <extracomment>qgis_plugin/processing/load_street_view.py</extracomment>
        <translation>EXIF</translation>
    </message>
    <message>
        <source>panorama</source>
        <extracomment>qgis_plugin/processing/load_street_view.py</extracomment>
        <translation>panorama</translation>
    </message>
    <message>
        <source>If empty: {meaning}.</source>
        <extracomment>qgis_plugin/processing/options.py</extracomment>
        <translation>Si vide : {meaning}.</translation>
    </message>
    <message>
        <source>Separate several with {separator}.</source>
        <extracomment>qgis_plugin/processing/options.py</extracomment>
        <translation>S'il y en a plusieurs, les séparer par {separator}.</translation>
    </message>
    <message>
        <source>One point per street view, with the path of its file and the direction of view.</source>
        <extracomment>qgis_plugin/processing/pictures.py</extracomment>
        <translation>Un point par vue de rue, avec le chemin de son fichier et la direction de vue.</translation>
    </message>
    <message>
        <source>Loaded {count} street views.</source>
        <extracomment>qgis_plugin/processing/pictures.py</extracomment>
        <translation>{count} vues de rue chargées.</translation>
    </message>
    <message>
        <source>The output of 'Predict roads' or 'Join predictions to roads'.</source>
        <extracomment>qgis_plugin/processing/predictions_map.py</extracomment>
        <translation>Le résultat de « Prédire les routes » ou de « Joindre les prédictions aux routes ».</translation>
    </message>
    <message>
        <source>Printed at the top of the page; if empty: the layer's name.</source>
        <extracomment>qgis_plugin/processing/predictions_map.py</extracomment>
        <translation>Imprimé en haut de la page ; si vide : le nom de la couche.</translation>
    </message>
    <message>
        <source>If empty: all roads.</source>
        <extracomment>qgis_plugin/processing/predictions_map.py</extracomment>
        <translation>Si vide : toutes les routes.</translation>
    </message>
    <message>
        <source>Needs roads that are in the project; it is under Project › Layouts.</source>
        <extracomment>qgis_plugin/processing/predictions_map.py</extracomment>
        <translation>Demande des routes qui sont dans le projet ; se trouve sous Projet › Mises en page.</translation>
    </message>
    <message>
        <source>Of a PNG, and of raster parts of a PDF.</source>
        <extracomment>qgis_plugin/processing/predictions_map.py</extracomment>
        <translation>Celle d'un PNG, et des parties raster d'un PDF.</translation>
    </message>
    <message>
        <source>The page, as a PDF or a PNG.</source>
        <extracomment>qgis_plugin/processing/predictions_map.py</extracomment>
        <translation>La page, en PDF ou en PNG.</translation>
    </message>
    <message>
        <source>Area shown</source>
        <extracomment>qgis_plugin/processing/predictions_map.py</extracomment>
        <translation>Zone montrée</translation>
    </message>
    <message>
        <source>Also add it to the project, as a layout to edit</source>
        <extracomment>qgis_plugin/processing/predictions_map.py</extracomment>
        <translation>L'ajouter aussi au projet, en mise en page à modifier</translation>
    </message>
    <message>
        <source>Resolution, dots per inch</source>
        <extracomment>qgis_plugin/processing/predictions_map.py</extracomment>
        <translation>Résolution, points par pouce</translation>
    </message>
    <message>
        <source>Map</source>
        <extracomment>qgis_plugin/processing/predictions_map.py</extracomment>
        <translation>Carte</translation>
    </message>
    <message>
        <source>PDF (*.pdf);;PNG (*.png)</source>
        <extracomment>qgis_plugin/processing/predictions_map.py</extracomment>
        <translation>PDF (*.pdf);;PNG (*.png)</translation>
    </message>
    <message>
        <source>The layout was not added: its layers are not in the project.</source>
        <extracomment>qgis_plugin/processing/predictions_map.py</extracomment>
        <translation>La mise en page n'a pas été ajoutée : ses couches ne sont pas dans le projet.</translation>
    </message>
    <message>
        <source>Print a map of predictions</source>
        <extracomment>qgis_plugin/processing/predictions_map.py</extracomment>
        <translation>Imprimer une carte des prédictions</translation>
    </message>
    <message>
        <source>Creates a map of predictions as PDF or PNG</source>
        <extracomment>qgis_plugin/processing/predictions_map.py</extracomment>
        <translation>Crée une carte des prédictions en PDF ou en PNG</translation>
    </message>
    <message>
        <source>legend</source>
        <extracomment>qgis_plugin/processing/predictions_map.py</extracomment>
        <translation>légende</translation>
    </message>
    <message>
        <source>map</source>
        <extracomment>qgis_plugin/processing/predictions_map.py</extracomment>
        <translation>carte</translation>
    </message>
    <message>
        <source>Title</source>
        <extracomment>qgis_plugin/processing/printing.py</extracomment>
        <translation>Titre</translation>
    </message>
    <message>
        <source>Ordered from top to bottom.</source>
        <extracomment>qgis_plugin/processing/printing.py</extracomment>
        <translation>Ordonnées de haut en bas.</translation>
    </message>
    <message>
        <source>Layers beneath the roads</source>
        <extracomment>qgis_plugin/processing/printing.py</extracomment>
        <translation>Couches sous les routes</translation>
    </message>
    <message>
        <source>To change its steps, open {path} in the Model Designer and save a copy.</source>
        <extracomment>qgis_plugin/processing/shipped_models.py</extracomment>
        <translation>Pour changer ses étapes, ouvrir {path} dans le modeleur et enregistrer une copie.</translation>
    </message>
    <message>
        <source>Update predictions with new trips</source>
        <extracomment>qgis_plugin/processing/shipped_models.py</extracomment>
        <translation>Actualiser les prédictions avec de nouveaux trajets</translation>
    </message>
    <message>
        <source>Applies an existing model to new trips</source>
        <extracomment>qgis_plugin/processing/shipped_models.py</extracomment>
        <translation>Applique un modèle existant à de nouveaux trajets</translation>
    </message>
    <message>
        <source>workflow</source>
        <extracomment>qgis_plugin/processing/shipped_models.py</extracomment>
        <translation>chaîne de traitement</translation>
    </message>
    <message>
        <source>refresh</source>
        <extracomment>qgis_plugin/processing/shipped_models.py</extracomment>
        <translation>actualiser</translation>
    </message>
    <message>
        <source>All roads are compared with the road nearest to this location.</source>
        <extracomment>qgis_plugin/processing/similar_roads.py</extracomment>
        <translation>Toutes les routes sont comparées à la route la plus proche.</translation>
    </message>
    <message>
        <source>All roads, coloured by similarity.</source>
        <extracomment>qgis_plugin/processing/similar_roads.py</extracomment>
        <translation>Toutes les routes, colorées selon leur similarité.</translation>
    </message>
    <message>
        <source>Similar roads</source>
        <extracomment>qgis_plugin/processing/similar_roads.py</extracomment>
        <translation>Routes semblables</translation>
    </message>
    <message>
        <source>Similar roads by TrajGANR</source>
        <extracomment>qgis_plugin/processing/similar_roads.py</extracomment>
        <translation>Routes semblables selon TrajGANR</translation>
    </message>
    <message>
        <source>Location</source>
        <extracomment>qgis_plugin/processing/similar_roads.py</extracomment>
        <translation>Emplacement</translation>
    </message>
    <message>
        <source>Querying the model; the first query loads it.</source>
        <extracomment>qgis_plugin/processing/similar_roads.py</extracomment>
        <translation>Interrogation du modèle ; la première requête le charge.</translation>
    </message>
    <message>
        <source>No road is near the location; roads are compared with the location itself.</source>
        <extracomment>qgis_plugin/processing/similar_roads.py</extracomment>
        <translation>Aucune route n'est près de l'emplacement ; les routes sont comparées à l'emplacement lui-même.</translation>
    </message>
    <message>
        <source>Shows how similar all roads are to the road at a location</source>
        <extracomment>qgis_plugin/processing/similar_roads.py</extracomment>
        <translation>Montre à quel point toutes les routes ressemblent à celle d'un emplacement</translation>
    </message>
    <message>
        <source>similarity</source>
        <extracomment>qgis_plugin/processing/similar_roads.py</extracomment>
        <translation>similarité</translation>
    </message>
    <message>
        <source>embedding</source>
        <extracomment>qgis_plugin/processing/similar_roads.py</extracomment>
        <translation>plongement</translation>
    </message>
    <message>
        <source>cosine</source>
        <extracomment>qgis_plugin/processing/similar_roads.py</extracomment>
        <translation>cosinus</translation>
    </message>
    <message>
        <source>nearest</source>
        <extracomment>qgis_plugin/processing/similar_roads.py</extracomment>
        <translation>plus proche</translation>
    </message>
    <message>
        <source>compare</source>
        <extracomment>qgis_plugin/processing/similar_roads.py</extracomment>
        <translation>comparer</translation>
    </message>
    <message>
        <source>Number of directed segments</source>
        <extracomment>qgis_plugin/processing/similar_roads.py</extracomment>
        <translation>Nombre de segments orientés</translation>
    </message>
    <message>
        <source>Number of segments with a similarity</source>
        <extracomment>qgis_plugin/processing/similar_roads.py</extracomment>
        <translation>Nombre de segments avec une similarité</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <extracomment>qgis_plugin/processing/source_widget.py</extracomment>
        <translation>Choisir un fichier</translation>
    </message>
    <message>
        <source>Choose a layer, or a file with the button</source>
        <extracomment>qgis_plugin/processing/source_widget.py</extracomment>
        <translation>Choisissez une couche, ou un fichier avec le bouton</translation>
    </message>
    <message>
        <source>Choose a file: {title}</source>
        <extracomment>qgis_plugin/processing/source_widget.py</extracomment>
        <translation>Choisir un fichier : {title}</translation>
    </message>
    <message>
        <source>{task} (few data)</source>
        <extracomment>qgis_plugin/processing/task_widget.py</extracomment>
        <translation>{task} (peu de données)</translation>
    </message>
    <message>
        <source>{task} (no data)</source>
        <extracomment>qgis_plugin/processing/task_widget.py</extracomment>
        <translation>{task} (pas de données)</translation>
    </message>
    <message>
        <source>{name}, as text</source>
        <extracomment>qgis_plugin/processing/ticked_text.py</extracomment>
        <translation>{name}, en texte</translation>
    </message>
    <message>
        <source>Such as {times}</source>
        <extracomment>qgis_plugin/processing/time_sets_widget.py</extracomment>
        <translation>Par exemple {times}</translation>
    </message>
    <message>
        <source>Version</source>
        <extracomment>qgis_plugin/processing/worker_status.py</extracomment>
        <translation>Version</translation>
    </message>
    <message>
        <source>Device</source>
        <extracomment>qgis_plugin/processing/worker_status.py</extracomment>
        <translation>Appareil</translation>
    </message>
    <message>
        <source>Home folder</source>
        <extracomment>qgis_plugin/processing/worker_status.py</extracomment>
        <translation>Dossier du worker</translation>
    </message>
    <message>
        <source>Worker status</source>
        <extracomment>qgis_plugin/processing/worker_status.py</extracomment>
        <translation>État du worker</translation>
    </message>
    <message>
        <source>Shows version, device and queue of the running worker</source>
        <extracomment>qgis_plugin/processing/worker_status.py</extracomment>
        <translation>Affiche la version, l'appareil et la file du worker en cours d'exécution</translation>
    </message>
    <message>
        <source>gpu</source>
        <extracomment>qgis_plugin/processing/worker_status.py</extracomment>
        <translation>GPU</translation>
    </message>
    <message>
        <source>queue</source>
        <extracomment>qgis_plugin/processing/worker_status.py</extracomment>
        <translation>file d'attente</translation>
    </message>
    <message>
        <source>server</source>
        <extracomment>qgis_plugin/processing/worker_status.py</extracomment>
        <translation>serveur</translation>
    </message>
    <message>
        <source>version</source>
        <extracomment>qgis_plugin/processing/worker_status.py</extracomment>
        <translation>version</translation>
    </message>
    <message>
        <source>Queued jobs</source>
        <extracomment>qgis_plugin/processing/worker_status.py</extracomment>
        <translation>Tâches en attente</translation>
    </message>
    <message>
        <source>Running jobs</source>
        <extracomment>qgis_plugin/processing/worker_status.py</extracomment>
        <translation>Tâches en cours</translation>
    </message>
    <message>
        <source>This machine</source>
        <extracomment>qgis_plugin/settings.py</extracomment>
        <translation>Cette machine</translation>
    </message>
    <message>
        <source>Measured speed at each fix</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Vitesse mesurée à chaque point GPS</translation>
    </message>
    <message>
        <source>Heading at each fix, clockwise from north</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Cap à chaque point GPS, dans le sens horaire depuis le nord</translation>
    </message>
    <message>
        <source>One-way</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Sens unique</translation>
    </message>
    <message>
        <source>Access</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Accès</translation>
    </message>
    <message>
        <source>Lanes</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Voies</translation>
    </message>
    <message>
        <source>Traffic signals</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Feux de circulation</translation>
    </message>
    <message>
        <source>Stop signs and give-way signs</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Panneaux stop et cédez-le-passage</translation>
    </message>
    <message>
        <source>Pedestrian crossings</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Passages piétons</translation>
    </message>
    <message>
        <source>OpenStreetMap type</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Type OpenStreetMap</translation>
    </message>
    <message>
        <source>Category</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Catégorie</translation>
    </message>
    <message>
        <source>Tag</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Panoramas</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Panoramas</translation>
    </message>
    <message>
        <source>Sequences</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Séquences</translation>
    </message>
    <message>
        <source>Oldest street view</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Vue de rue la plus ancienne</translation>
    </message>
    <message>
        <source>Newest street view</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Vue de rue la plus récente</translation>
    </message>
    <message>
        <source>Measured longitude</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Longitude mesurée</translation>
    </message>
    <message>
        <source>Measured latitude</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Latitude mesurée</translation>
    </message>
    <message>
        <source>Longitude on the road</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Longitude sur la route</translation>
    </message>
    <message>
        <source>Latitude on the road</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Latitude sur la route</translation>
    </message>
    <message>
        <source>Distance along the path</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Distance le long du chemin</translation>
    </message>
    <message>
        <source>Distance from the road</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Distance à la route</translation>
    </message>
    <message>
        <source>Distance along the segment</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Distance le long du segment</translation>
    </message>
    <message>
        <source>Number in the path</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Numéro dans le chemin</translation>
    </message>
    <message>
        <source>Time at which the segment is entered</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Heure d'entrée sur le segment</translation>
    </message>
    <message>
        <source>Time at which the segment is left</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Heure de sortie du segment</translation>
    </message>
    <message>
        <source>Position on the segment where it is entered</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Position sur le segment à l'entrée</translation>
    </message>
    <message>
        <source>Position on the segment where it is left</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Position sur le segment à la sortie</translation>
    </message>
    <message>
        <source>Between distant fixes</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Entre des positions éloignées</translation>
    </message>
    <message>
        <source>Probability that the vehicle drove there</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Probabilité que le véhicule soit passé là</translation>
    </message>
    <message>
        <source>Gap</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Lacune</translation>
    </message>
    <message>
        <source>Between two fixes</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Entre deux points GPS</translation>
    </message>
    <message>
        <source>Passes behind the speed</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Passages sur lesquels repose la vitesse</translation>
    </message>
    <message>
        <source>Share of food places</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Part des lieux de restauration</translation>
    </message>
    <message>
        <source>Share of shop places</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Part des lieux de commerce</translation>
    </message>
    <message>
        <source>Share of education places</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Part des lieux d'éducation</translation>
    </message>
    <message>
        <source>Share of health places</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Part des lieux de santé</translation>
    </message>
    <message>
        <source>Share of leisure places</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Part des lieux de loisirs</translation>
    </message>
    <message>
        <source>Share of tourism places</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Part des lieux de tourisme</translation>
    </message>
    <message>
        <source>Share of office places</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Part des lieux de bureaux</translation>
    </message>
    <message>
        <source>Share of transport places</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Part des lieux de transports</translation>
    </message>
    <message>
        <source>Places around</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Lieux alentour</translation>
    </message>
    <message>
        <source>Hard-braking events</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Événements de freinage brusque</translation>
    </message>
    <message>
        <source>Distance driven with measured speed</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Distance parcourue avec vitesse mesurée</translation>
    </message>
    <message>
        <source>Passes behind the braking rate</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Passages sur lesquels repose le taux de freinage</translation>
    </message>
    <message>
        <source>Distance behind the slow-down intensity</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Distance sur laquelle repose l'intensité du ralentissement</translation>
    </message>
    <message>
        <source>Passes behind the slow-down intensity</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Passages sur lesquels repose l'intensité du ralentissement</translation>
    </message>
    <message>
        <source>Passes</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Passages</translation>
    </message>
    <message>
        <source>Passes in an hour with trips</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Passages dans une heure avec des trajets</translation>
    </message>
    <message>
        <source>Share of recovered passes</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Part des passages reconstitués</translation>
    </message>
    <message>
        <source>Speed, 15th percentile</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Vitesse, 15e centile</translation>
    </message>
    <message>
        <source>Speed, median</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Vitesse, médiane</translation>
    </message>
    <message>
        <source>Speed, 85th percentile</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Vitesse, 85e centile</translation>
    </message>
    <message>
        <source>Buffer index</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Indice de temps tampon</translation>
    </message>
    <message>
        <source>Planning-time index</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Indice de temps de planification</translation>
    </message>
    <message>
        <source>Free-flow speed</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Vitesse en écoulement libre</translation>
    </message>
    <message>
        <source>Times of the free-flow speed</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Période de la vitesse en écoulement libre</translation>
    </message>
    <message>
        <source>Name of the junction</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Nom du carrefour</translation>
    </message>
    <message>
        <source>To</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Vers</translation>
    </message>
    <message>
        <source>Turn</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Direction</translation>
    </message>
    <message>
        <source>Directed segment of the approach</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Segment orienté de l'entrée</translation>
    </message>
    <message>
        <source>Directed segment of the exit</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Segment orienté de la sortie</translation>
    </message>
    <message>
        <source>Direction of the approach</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Direction de l'entrée</translation>
    </message>
    <message>
        <source>Direction of the exit</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Direction de la sortie</translation>
    </message>
    <message>
        <source>Observed or predicted</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Observé ou prédit</translation>
    </message>
    <message>
        <source>Share of the approach, 0 to 1</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Part de l'entrée, 0 à 1</translation>
    </message>
    <message>
        <source>Control delay</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Retard au carrefour</translation>
    </message>
    <message>
        <source>Delay is measured from, before the junction</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Début de la mesure, avant le carrefour</translation>
    </message>
    <message>
        <source>Delay is measured to, after the junction</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Fin de la mesure, après le carrefour</translation>
    </message>
    <message>
        <source>Control delay, median</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Retard au carrefour, médiane</translation>
    </message>
    <message>
        <source>Control delay, 95th percentile</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Retard au carrefour, 95e centile</translation>
    </message>
    <message>
        <source>Share delayed, 0 to 1</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Part retardée, 0 à 1</translation>
    </message>
    <message>
        <source>Level of service</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Niveau de service</translation>
    </message>
    <message>
        <source>Kind of junction</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Type de carrefour</translation>
    </message>
    <message>
        <source>Arms</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Branches</translation>
    </message>
    <message>
        <source>Worst level of service of a movement</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Pire niveau de service d'un mouvement</translation>
    </message>
    <message>
        <source>Movement of the worst level</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Mouvement du pire niveau</translation>
    </message>
    <message>
        <source>Chosen road: through, or then</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Route choisie : through ou then</translation>
    </message>
    <message>
        <source>Origin or destination</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Origine ou destination</translation>
    </message>
    <message>
        <source>Weekday or weekend</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Jour de semaine ou week-end</translation>
    </message>
    <message>
        <source>Hour of the day, local time</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Heure du jour, heure locale</translation>
    </message>
    <message>
        <source>Trips per weekday, or per day of weekends</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Trajets par jour de semaine, ou par jour de week-end</translation>
    </message>
    <message>
        <source>Zone where the trips begin</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Zone où commencent les trajets</translation>
    </message>
    <message>
        <source>Zone where the trips end</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Zone où finissent les trajets</translation>
    </message>
    <message>
        <source>District of the road</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Quartier de la route</translation>
    </message>
    <message>
        <source>Known on both sides, or before or after only</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Connu des deux côtés, ou seulement avant ou après</translation>
    </message>
    <message>
        <source>Trips before</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Trajets avant</translation>
    </message>
    <message>
        <source>Trips after</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Trajets après</translation>
    </message>
    <message>
        <source>Drivers or vehicles before</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Conducteurs ou véhicules avant</translation>
    </message>
    <message>
        <source>Drivers or vehicles after</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Conducteurs ou véhicules après</translation>
    </message>
    <message>
        <source>Speed before</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Vitesse avant</translation>
    </message>
    <message>
        <source>Speed after</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Vitesse après</translation>
    </message>
    <message>
        <source>Change of speed</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Évolution de la vitesse</translation>
    </message>
    <message>
        <source>Share of the trips before, 0 to 1</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Part des trajets avant, de 0 à 1</translation>
    </message>
    <message>
        <source>Share of the trips after, 0 to 1</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Part des trajets après, de 0 à 1</translation>
    </message>
    <message>
        <source>Change of the share of the trips</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Évolution de la part des trajets</translation>
    </message>
    <message>
        <source>Slow-down intensity before</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Intensité du ralentissement avant</translation>
    </message>
    <message>
        <source>Slow-down intensity after</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Intensité du ralentissement après</translation>
    </message>
    <message>
        <source>Change of slow-down intensity</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Évolution de l'intensité du ralentissement</translation>
    </message>
    <message>
        <source>Speed changed: up, down or no</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Vitesse modifiée : up (plus), down (moins) ou no (non)</translation>
    </message>
    <message>
        <source>Popularity changed: up, down or no</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Fréquentation modifiée : up (plus), down (moins) ou no (non)</translation>
    </message>
    <message>
        <source>Slow-down changed: up, down or no</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Ralentissement modifié : up (plus), down (moins) ou no (non)</translation>
    </message>
    <message>
        <source>Predicted speed before</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Vitesse prédite avant</translation>
    </message>
    <message>
        <source>Predicted speed after</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Vitesse prédite après</translation>
    </message>
    <message>
        <source>Change of predicted speed</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Évolution de la vitesse prédite</translation>
    </message>
    <message>
        <source>Predicted class of popularity before</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Classe de fréquentation prédite avant</translation>
    </message>
    <message>
        <source>Predicted class of popularity after</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Classe de fréquentation prédite après</translation>
    </message>
    <message>
        <source>Change of predicted class of popularity</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Évolution de la classe de fréquentation prédite</translation>
    </message>
    <message>
        <source>Predicted slow-down intensity before</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Intensité du ralentissement prédite avant</translation>
    </message>
    <message>
        <source>Predicted slow-down intensity after</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Intensité du ralentissement prédite après</translation>
    </message>
    <message>
        <source>Change of predicted slow-down</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Évolution du ralentissement prédit</translation>
    </message>
    <message>
        <source>Compared measure</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Grandeur comparée</translation>
    </message>
    <message>
        <source>Kind of group: road class or district</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Type de groupe : classe de route ou quartier</translation>
    </message>
    <message>
        <source>Road class or district</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Classe de route ou quartier</translation>
    </message>
    <message>
        <source>Compared roads</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Routes comparées</translation>
    </message>
    <message>
        <source>Length of the compared roads</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Longueur des routes comparées</translation>
    </message>
    <message>
        <source>Roads that are flagged as up</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Routes signalées en hausse</translation>
    </message>
    <message>
        <source>Roads that are flagged as down</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Routes signalées en baisse</translation>
    </message>
    <message>
        <source>Change, 25th percentile of the roads</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Évolution, 25e centile des routes</translation>
    </message>
    <message>
        <source>Change, median of the roads</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Évolution, médiane des routes</translation>
    </message>
    <message>
        <source>Change, 75th percentile of the roads</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Évolution, 75e centile des routes</translation>
    </message>
    <message>
        <source>Origin</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Origine</translation>
    </message>
    <message>
        <source>Destination</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Destination</translation>
    </message>
    <message>
        <source>Mean travel time, interval from</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Temps de parcours moyen, intervalle de</translation>
    </message>
    <message>
        <source>Mean travel time, interval to</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Temps de parcours moyen, intervalle à</translation>
    </message>
    <message>
        <source>Median of drives</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Médiane des trajets</translation>
    </message>
    <message>
        <source>Nine of ten drives, from</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Neuf trajets sur dix, à partir de</translation>
    </message>
    <message>
        <source>Nine of ten drives, to</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Neuf trajets sur dix, jusqu’à</translation>
    </message>
    <message>
        <source>Reached within</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Atteint en</translation>
    </message>
    <message>
        <source>Travel time to the start of the part</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Temps de parcours jusqu'au début de la partie</translation>
    </message>
    <message>
        <source>Travel time to the end of the part</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Temps de parcours jusqu'à la fin de la partie</translation>
    </message>
    <message>
        <source>Not reached within</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Non atteint en</translation>
    </message>
    <message>
        <source>Directed segment of the nearest road</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Segment orienté de la route la plus proche</translation>
    </message>
    <message>
        <source>Id of the nearest road's source feature</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Identifiant de l'entité d'origine de la route la plus proche</translation>
    </message>
    <message>
        <source>OpenStreetMap id of the nearest road</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Identifiant OpenStreetMap de la route la plus proche</translation>
    </message>
    <message>
        <source>Directed segment of the other direction</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Segment orienté du sens opposé</translation>
    </message>
    <message>
        <source>A layer, or a file of any format of 'Load trips'; the format is detected.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Une couche, ou un fichier d'un format de « Charger des trajets » ; le format est détecté.</translation>
    </message>
    <message>
        <source>A line layer, or a file: of lines, or an OpenStreetMap extract.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Une couche de lignes, ou un fichier : de lignes, ou un extrait d'OpenStreetMap.</translation>
    </message>
    <message>
        <source>Study area</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Zone d'étude</translation>
    </message>
    <message>
        <source>If empty: that of the trips, as far as there are roads.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Si vide : celle des trajets, là où il y a des routes.</translation>
    </message>
    <message>
        <source>A GeoPackage with a line for each direction of each road and a style for each task and time of the week. A temporary layer that is loaded is saved in a file; the log shows its path.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Un GeoPackage avec une ligne par sens de chaque route et un style par tâche d'apprentissage et par période de la semaine. Une couche temporaire qui est chargée est enregistrée dans un fichier ; le journal en indique le chemin.</translation>
    </message>
    <message>
        <source>If empty: those of the area are downloaded from OpenStreetMap, which sees where the area is.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Si vide : celles de la zone sont téléchargées depuis OpenStreetMap, qui voit où se trouve la zone.</translation>
    </message>
    <message>
        <source>Predicts the roads of a city from its trips, in one step and without training</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Prédit les routes d'une ville à partir de ses trajets, en une étape et sans entraînement</translation>
    </message>
    <message>
        <source>start</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>démarrage</translation>
    </message>
    <message>
        <source>Load trips</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Charger des trajets</translation>
    </message>
    <message>
        <source>Only trips in this area are read. If empty: all trips.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Seuls les trajets de cette zone sont lus. Si vide : tous les trajets.</translation>
    </message>
    <message>
        <source>One line per trip, with times as M values.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Une ligne par trajet, avec les heures en valeurs M.</translation>
    </message>
    <message>
        <source>Reads trips of many formats, cleans them, and creates a layer</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Lit des trajets de nombreux formats, les nettoie et crée une couche</translation>
    </message>
    <message>
        <source>gps</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>GPS</translation>
    </message>
    <message>
        <source>gpx</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>GPX</translation>
    </message>
    <message>
        <source>trajectory</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>trajectoire</translation>
    </message>
    <message>
        <source>taxi</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>taxi</translation>
    </message>
    <message>
        <source>track</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>trace</translation>
    </message>
    <message>
        <source>Number of trips</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Nombre de trajets</translation>
    </message>
    <message>
        <source>Load OSM</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Charger OSM</translation>
    </message>
    <message>
        <source>Extract</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Extrait</translation>
    </message>
    <message>
        <source>A file of OpenStreetMap data, of any size.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Un fichier de données OpenStreetMap, quelle que soit sa taille.</translation>
    </message>
    <message>
        <source>If empty: the whole extract.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Si vide : l'extrait entier.</translation>
    </message>
    <message>
        <source>Table of categories of places</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Table des catégories de lieux</translation>
    </message>
    <message>
        <source>A CSV file with the columns key, value, category. If empty: the built-in table.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Un fichier CSV avec les colonnes key, value, category. Si vide : la table intégrée.</translation>
    </message>
    <message>
        <source>Roads for cars, with class, name and one-way.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Les routes ouvertes aux voitures, avec classe, nom et sens unique.</translation>
    </message>
    <message>
        <source>Shops, schools, stops and others, with their category.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Commerces, écoles, arrêts et autres, avec leur catégorie.</translation>
    </message>
    <message>
        <source>OpenStreetMap (*.osm *.osm.gz *.osm.bz2 *.pbf);;All files (*)</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>OpenStreetMap (*.osm *.osm.gz *.osm.bz2 *.pbf);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Tables (*.csv);;All files (*)</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Tables (*.csv);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Load OpenStreetMap extract</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Charger un extrait OpenStreetMap</translation>
    </message>
    <message>
        <source>Reads the roads and places of an OpenStreetMap extract</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Lit les routes et les lieux d'un extrait OpenStreetMap</translation>
    </message>
    <message>
        <source>osm</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>OSM</translation>
    </message>
    <message>
        <source>pbf</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>PBF</translation>
    </message>
    <message>
        <source>network</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>réseau</translation>
    </message>
    <message>
        <source>poi</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>POI</translation>
    </message>
    <message>
        <source>import</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>importer</translation>
    </message>
    <message>
        <source>Number of roads</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Nombre de routes</translation>
    </message>
    <message>
        <source>Number of places</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Nombre de lieux</translation>
    </message>
    <message>
        <source>Mapillary</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Mapillary</translation>
    </message>
    <message>
        <source>The area to download.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>La zone à télécharger.</translation>
    </message>
    <message>
        <source>Squares, each with the number and dates of its street views.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Des carrés, chacun avec le nombre et les dates de ses vues de rue.</translation>
    </message>
    <message>
        <source>Download Mapillary street views</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Télécharger des vues de rue Mapillary</translation>
    </message>
    <message>
        <source>Downloads street views of an area with your token</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Télécharge des vues de rue d'une zone avec son propre jeton</translation>
    </message>
    <message>
        <source>Download OSM</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Télécharger OSM</translation>
    </message>
    <message>
        <source>Download OpenStreetMap</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Télécharger OpenStreetMap</translation>
    </message>
    <message>
        <source>Downloads the roads and places of an area from the Overpass API</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Télécharge les routes et les lieux d'une zone depuis l'API Overpass</translation>
    </message>
    <message>
        <source>overpass</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Overpass</translation>
    </message>
    <message>
        <source>Match</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Apparier</translation>
    </message>
    <message>
        <source>The output of 'Load trips'.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Le résultat de « Charger des trajets ».</translation>
    </message>
    <message>
        <source>Lines that share vertices at junctions.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Des lignes qui partagent des sommets aux intersections.</translation>
    </message>
    <message>
        <source>Matched paths</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Chemins appariés</translation>
    </message>
    <message>
        <source>The path of each trip along the roads.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Le chemin de chaque trajet le long des routes.</translation>
    </message>
    <message>
        <source>Matched fixes</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Points GPS appariés</translation>
    </message>
    <message>
        <source>Each fix at its position on a road.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Chaque point GPS à sa position sur une route.</translation>
    </message>
    <message>
        <source>Edges of the paths</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Arêtes des chemins</translation>
    </message>
    <message>
        <source>A table of the directed segments of each path, with times.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Une table des segments orientés de chaque chemin, avec les heures.</translation>
    </message>
    <message>
        <source>Match trips to roads</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Apparier les trajets aux routes</translation>
    </message>
    <message>
        <source>Finds which roads trips took, and when</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Trouve quelles routes les trajets ont prises, et quand</translation>
    </message>
    <message>
        <source>map matching</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>appariement cartographique</translation>
    </message>
    <message>
        <source>snap</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>accrocher</translation>
    </message>
    <message>
        <source>route</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>itinéraire</translation>
    </message>
    <message>
        <source>Number of matched trips</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Nombre de trajets appariés</translation>
    </message>
    <message>
        <source>Number of matched pieces</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Nombre de morceaux appariés</translation>
    </message>
    <message>
        <source>Number of matched fixes</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Nombre de points GPS appariés</translation>
    </message>
    <message>
        <source>Recover sparse trips</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Reconstituer des trajets épars</translation>
    </message>
    <message>
        <source>Recovered ways</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Chemins reconstitués</translation>
    </message>
    <message>
        <source>The way between each two distant fixes, in stretches of one probability.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Le chemin entre deux points GPS éloignés, en tronçons de même probabilité.</translation>
    </message>
    <message>
        <source>Recovered positions</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Positions reconstituées</translation>
    </message>
    <message>
        <source>Where each vehicle was, every so many seconds.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Où était chaque véhicule, à intervalles réguliers.</translation>
    </message>
    <message>
        <source>Recovered paths</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Trajets reconstitués</translation>
    </message>
    <message>
        <source>The whole path of each trip along the roads.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Le chemin entier de chaque trajet le long des routes.</translation>
    </message>
    <message>
        <source>Finds the likeliest ways and times of trips whose fixes are minutes apart</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Trouve les chemins et les heures les plus probables de trajets dont les points GPS sont espacés de minutes</translation>
    </message>
    <message>
        <source>sparse</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>épars</translation>
    </message>
    <message>
        <source>gap</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>lacune</translation>
    </message>
    <message>
        <source>imputation</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>imputation</translation>
    </message>
    <message>
        <source>tracker</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>traceur</translation>
    </message>
    <message>
        <source>Number of recovered trips</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Nombre de trajets reconstitués</translation>
    </message>
    <message>
        <source>Number of gaps between distant fixes</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Nombre de lacunes entre points GPS éloignés</translation>
    </message>
    <message>
        <source>Number of positions</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Nombre de positions</translation>
    </message>
    <message>
        <source>Prepare</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Préparer</translation>
    </message>
    <message>
        <source>Trips: a layer, or files below</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Trajets : une couche, ou des fichiers ci-dessous</translation>
    </message>
    <message>
        <source>The output of 'Load trips'. Choose either a layer or files.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Le résultat de « Charger des trajets ». Choisir soit une couche, soit des fichiers.</translation>
    </message>
    <message>
        <source>Lines that share vertices at junctions. If empty: those of the area are downloaded from OpenStreetMap.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Des lignes qui partagent leurs sommets aux carrefours. Si vide : celles de la zone sont téléchargées d'OpenStreetMap.</translation>
    </message>
    <message>
        <source>If empty: that of the trips, as far as there are roads. To apply an existing model, choose it under 'Advanced' instead.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Si vide : celle des trajets, là où il y a des routes. Pour appliquer un modèle existant, choisissez-le plutôt sous « Avancé ».</translation>
    </message>
    <message>
        <source>The output of 'Load street view'.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Le résultat de « Charger des vues de rue ».</translation>
    </message>
    <message>
        <source>Points or areas with a category field or OpenStreetMap's tags (amenity, shop, …).</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Points ou surfaces avec un champ category ou les tags d'OpenStreetMap (amenity, shop, …).</translation>
    </message>
    <message>
        <source>Labels of your own: lines</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Étiquettes à soi : lignes</translation>
    </message>
    <message>
        <source>Joined to the nearest roads. The log shows how many could not be joined.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Jointes aux routes les plus proches. Le journal indique combien n'ont pu l'être.</translation>
    </message>
    <message>
        <source>Prepare study area</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Préparer la zone d'étude</translation>
    </message>
    <message>
        <source>Creates a bundle of a study area: trips on roads, street views, labels</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Crée le jeu préparé d'une zone d'étude : trajets sur les routes, vues de rue, étiquettes</translation>
    </message>
    <message>
        <source>training data</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>données d'entraînement</translation>
    </message>
    <message>
        <source>Labels</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Étiquettes</translation>
    </message>
    <message>
        <source>The output of 'Prepare study area'; the dock lists it too.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Le résultat de « Préparer la zone d'étude » ; il figure aussi dans le panneau.</translation>
    </message>
    <message>
        <source>Labels of roads</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Étiquettes des routes</translation>
    </message>
    <message>
        <source>Each direction of each road with its labels.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Chaque sens de chaque route avec ses étiquettes.</translation>
    </message>
    <message>
        <source>Derive labels</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Dériver les étiquettes</translation>
    </message>
    <message>
        <source>Creates a layer of labels: speed, popularity, surroundings, braking</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Crée une couche d'étiquettes : vitesse, fréquentation, alentours, freinage</translation>
    </message>
    <message>
        <source>observed</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>observé</translation>
    </message>
    <message>
        <source>Labelled segments: Traffic speed</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Segments étiquetés : Vitesse du trafic</translation>
    </message>
    <message>
        <source>Labelled segments: Road popularity</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Segments étiquetés : Fréquentation de la route</translation>
    </message>
    <message>
        <source>Labelled segments: Area-of-interest function</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Segments étiquetés : Fonction des alentours</translation>
    </message>
    <message>
        <source>Labelled segments: Hard braking</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Segments étiquetés : Freinage brusque</translation>
    </message>
    <message>
        <source>Labelled segments: Slow-down intensity</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Segments étiquetés : Intensité du ralentissement</translation>
    </message>
    <message>
        <source>Observed traffic</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Trafic observé</translation>
    </message>
    <message>
        <source>A feature for each direction of each road and each time of the week.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Une entité pour chaque sens de chaque route et chaque période de la semaine.</translation>
    </message>
    <message>
        <source>Speeds of roads at times of the week, and how reliable they are, from trips</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Vitesses des routes à des moments de la semaine et leur fiabilité, à partir de trajets</translation>
    </message>
    <message>
        <source>percentiles</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>centiles</translation>
    </message>
    <message>
        <source>reliability</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>fiabilité</translation>
    </message>
    <message>
        <source>peak hour</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>heure de pointe</translation>
    </message>
    <message>
        <source>buffer index</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>indice de temps tampon</translation>
    </message>
    <message>
        <source>Rows</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Lignes</translation>
    </message>
    <message>
        <source>Rows of too few drivers, not written</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Lignes de trop peu de conducteurs, non écrites</translation>
    </message>
    <message>
        <source>Junctions</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Carrefours</translation>
    </message>
    <message>
        <source>Corrections</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Corrections</translation>
    </message>
    <message>
        <source>A polygon makes one junction of the nodes in it. A point with 'apart' in its field junction parts the nearest one. The field signal of both says yes or no.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Un polygone fait un carrefour des nœuds qu'il contient. Un point avec « apart » dans son champ junction sépare le plus proche. Le champ signal des deux dit yes ou no.</translation>
    </message>
    <message>
        <source>An arrow for each way through a junction and each time of the week.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Une flèche pour chaque chemin par un carrefour et chaque période de la semaine.</translation>
    </message>
    <message>
        <source>A point for each junction and each time of the week.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Un point pour chaque carrefour et chaque période de la semaine.</translation>
    </message>
    <message>
        <source>Where trips lose time at junctions: delay, turns and level of service of each movement</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Où les trajets perdent du temps aux carrefours : retard, directions et niveau de service de chaque mouvement</translation>
    </message>
    <message>
        <source>intersection</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>intersection</translation>
    </message>
    <message>
        <source>turn</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>direction</translation>
    </message>
    <message>
        <source>control delay</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>retard</translation>
    </message>
    <message>
        <source>level of service</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>niveau de service</translation>
    </message>
    <message>
        <source>HCM</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>HCM</translation>
    </message>
    <message>
        <source>Rows of junctions</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Lignes de carrefours</translation>
    </message>
    <message>
        <source>Rows of observed movements</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Lignes de mouvements observés</translation>
    </message>
    <message>
        <source>Rows of predicted movements</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Lignes de mouvements prédits</translation>
    </message>
    <message>
        <source>Select link</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Trajets par un tronçon (select link)</translation>
    </message>
    <message>
        <source>Trips through the chosen roads</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Trajets par les routes choisies</translation>
    </message>
    <message>
        <source>The share of these trips on each direction of each road.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>La part de ces trajets dans chaque sens de chaque route.</translation>
    </message>
    <message>
        <source>Origins and destinations</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Origines et destinations</translation>
    </message>
    <message>
        <source>The cells in which these trips begin and end.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Les cellules où commencent et finissent ces trajets.</translation>
    </message>
    <message>
        <source>Hours of the trips</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Heures des trajets</translation>
    </message>
    <message>
        <source>A table of the hours at which these trips enter the chosen roads.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Un tableau des heures où ces trajets entrent sur les routes choisies.</translation>
    </message>
    <message>
        <source>Where the trips through chosen roads drive, begin and end, and at which hours</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Où passent, commencent et finissent les trajets par des routes choisies, et à quelles heures</translation>
    </message>
    <message>
        <source>flows</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>flux</translation>
    </message>
    <message>
        <source>routes</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>itinéraires</translation>
    </message>
    <message>
        <source>origin</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>origine</translation>
    </message>
    <message>
        <source>destination</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>destination</translation>
    </message>
    <message>
        <source>through traffic</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>trafic de transit</translation>
    </message>
    <message>
        <source>Rows of roads</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Lignes de routes</translation>
    </message>
    <message>
        <source>OD matrix</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Matrice OD</translation>
    </message>
    <message>
        <source>Zones</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Zones</translation>
    </message>
    <message>
        <source>Polygons, such as districts.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Des polygones, par exemple des quartiers.</translation>
    </message>
    <message>
        <source>Desire lines</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Lignes de désir</translation>
    </message>
    <message>
        <source>A line from zone to zone, wider for more trips.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Une ligne de zone en zone, plus large pour plus de trajets.</translation>
    </message>
    <message>
        <source>Trips between zones</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Trajets entre zones</translation>
    </message>
    <message>
        <source>A table with a row for each pair of zones, also of trips within a zone.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Un tableau avec une ligne pour chaque paire de zones, aussi pour les trajets à l'intérieur d'une zone.</translation>
    </message>
    <message>
        <source>Origin–destination matrix</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Matrice origine-destination</translation>
    </message>
    <message>
        <source>How many trips lead from zone to zone, as a table and as desire lines</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Combien de trajets mènent de zone en zone, en tableau et en lignes de désir</translation>
    </message>
    <message>
        <source>desire lines</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>lignes de désir</translation>
    </message>
    <message>
        <source>zones</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>zones</translation>
    </message>
    <message>
        <source>trip table</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>tableau de trajets</translation>
    </message>
    <message>
        <source>Trips that begin or end outside all zones</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Trajets qui commencent ou finissent hors de toutes les zones</translation>
    </message>
    <message>
        <source>The trips before: the output of 'Prepare study area'.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Les trajets avant : le résultat de « Préparer la zone d'étude ».</translation>
    </message>
    <message>
        <source>Bundle ID of the side after</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Identifiant du jeu préparé après</translation>
    </message>
    <message>
        <source>The trips after, on the same roads. If empty: the same bundle.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Les trajets après, sur les mêmes routes. Si vide : le même jeu préparé.</translation>
    </message>
    <message>
        <source>Predicted roads before</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Routes prédites avant</translation>
    </message>
    <message>
        <source>The output of 'Predict roads' for the bundle before, to compare it too.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Le résultat de « Prédire les routes » pour le jeu préparé avant, afin de le comparer aussi.</translation>
    </message>
    <message>
        <source>Predicted roads after</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Routes prédites après</translation>
    </message>
    <message>
        <source>If empty: those before, at the time of the week after.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Si vide : celles avant, à la période de la semaine après.</translation>
    </message>
    <message>
        <source>Districts</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Quartiers</translation>
    </message>
    <message>
        <source>Polygons. If empty: ninths of the study area.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Polygones. Si vide : neuvièmes de la zone d'étude.</translation>
    </message>
    <message>
        <source>A feature for each direction of each road on which enough drivers drove before or after.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Une entité pour chaque sens de chaque route connue par les trajets de suffisamment de conducteurs.</translation>
    </message>
    <message>
        <source>Changes by road class and district</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Évolutions par classe de route et par quartier</translation>
    </message>
    <message>
        <source>A table with the numbers of changed roads, and the median change.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Une table du nombre de routes modifiées et de l'évolution médiane.</translation>
    </message>
    <message>
        <source>What changed on which road between two bundles, periods or times of the week</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Ce qui a changé sur quelle route entre deux jeux préparés, dates ou périodes de la semaine</translation>
    </message>
    <message>
        <source>comparison</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>comparaison</translation>
    </message>
    <message>
        <source>difference</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>différence</translation>
    </message>
    <message>
        <source>before-after study</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>étude avant-après</translation>
    </message>
    <message>
        <source>significance</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>significativité</translation>
    </message>
    <message>
        <source>Roads known on both sides</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Routes connues des deux côtés</translation>
    </message>
    <message>
        <source>Roads known before only</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Routes connues seulement avant</translation>
    </message>
    <message>
        <source>Roads known after only</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Routes connues seulement après</translation>
    </message>
    <message>
        <source>Roads flagged as changed</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Routes signalées comme modifiées</translation>
    </message>
    <message>
        <source>An HTML page.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Une page HTML.</translation>
    </message>
    <message>
        <source>Quality report of a bundle</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Rapport de qualité d'un jeu préparé</translation>
    </message>
    <message>
        <source>Describes the coverage, trips and intervals of a bundle on one page</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Décrit sur une page la couverture, les trajets et les intervalles d'un jeu préparé</translation>
    </message>
    <message>
        <source>quality</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>qualité</translation>
    </message>
    <message>
        <source>html</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>HTML</translation>
    </message>
    <message>
        <source>statistics</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>statistiques</translation>
    </message>
    <message>
        <source>Pretrain</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Préentraîner</translation>
    </message>
    <message>
        <source>Bundles of further study areas</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Jeux préparés d'autres zones d'étude</translation>
    </message>
    <message>
        <source>Comma-separated ids; the dock lists them. The model also learns from these cities, so that it can be fine-tuned in a new one.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Identifiants séparés par des virgules ; le panneau les liste. Le modèle apprend aussi de ces villes, afin de pouvoir être ajusté dans une nouvelle.</translation>
    </message>
    <message>
        <source>Pretrain model</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Préentraîner le modèle</translation>
    </message>
    <message>
        <source>Trains the encoders on a bundle, without labels</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Entraîne les encodeurs sur un jeu préparé, sans étiquettes</translation>
    </message>
    <message>
        <source>Pretrained model</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Modèle préentraîné</translation>
    </message>
    <message>
        <source>machine learning</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>apprentissage automatique</translation>
    </message>
    <message>
        <source>deep learning</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>apprentissage profond</translation>
    </message>
    <message>
        <source>Fine-tune</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Ajuster</translation>
    </message>
    <message>
        <source>The output of 'Pretrain model'; the dock lists it too.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Le résultat de « Préentraîner le modèle » ; il figure aussi dans le panneau.</translation>
    </message>
    <message>
        <source>If empty: the shipped model, adapted to the bundle.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Si vide : le modèle fourni, adapté au jeu préparé.</translation>
    </message>
    <message>
        <source>Fine-tune model</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Ajuster le modèle</translation>
    </message>
    <message>
        <source>Trains a model for labels of your own: speed, popularity, surroundings, braking</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Entraîne un modèle pour vos propres étiquettes : vitesse, popularité, environnement, freinage</translation>
    </message>
    <message>
        <source>Fine-tuned model</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Modèle ajusté</translation>
    </message>
    <message>
        <source>The output of 'Fine-tune model', for the tasks that it was fine-tuned for, or of 'Pretrain model'; the dock lists it too.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Le résultat de « Ajuster le modèle », pour les tâches pour lesquelles il a été ajusté, ou de « Préentraîner le modèle » ; il figure aussi dans le panneau.</translation>
    </message>
    <message>
        <source>If empty: the roads of the bundle.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Si vide : les routes du jeu préparé.</translation>
    </message>
    <message>
        <source>Provides trips and street views.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Fournit les trajets et les vues de rue.</translation>
    </message>
    <message>
        <source>Needed for the shipped model; if empty, the bundle that the model learned from.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Nécessaire pour le modèle fourni ; si vide, le jeu préparé dont le modèle a appris.</translation>
    </message>
    <message>
        <source>Predict roads</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Prédire les routes</translation>
    </message>
    <message>
        <source>Predicts every direction of every road, with 90 % intervals</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Prédit chaque sens de chaque route, avec des intervalles à 90 %</translation>
    </message>
    <message>
        <source>inference</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>inférence</translation>
    </message>
    <message>
        <source>Travel times</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Temps de parcours</translation>
    </message>
    <message>
        <source>A model that has learned times of the week; the dock says which have.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Un modèle qui a appris des périodes de la semaine ; le panneau indique lesquels.</translation>
    </message>
    <message>
        <source>Origins</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Origines</translation>
    </message>
    <message>
        <source>Points where routes begin.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Points où commencent les itinéraires.</translation>
    </message>
    <message>
        <source>Destinations</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Destinations</translation>
    </message>
    <message>
        <source>Points where routes end. If empty: the origins.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Points où finissent les itinéraires. Si vide : les origines.</translation>
    </message>
    <message>
        <source>Provides trips and roads.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Fournit les trajets et les routes.</translation>
    </message>
    <message>
        <source>A table with a row for each pair of an origin and a destination.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Une table avec une ligne pour chaque paire d'une origine et d'une destination.</translation>
    </message>
    <message>
        <source>Reached roads</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Routes atteintes</translation>
    </message>
    <message>
        <source>The parts of roads that are reached from each origin within the given minutes.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Les parties de routes atteintes depuis chaque origine dans les minutes indiquées.</translation>
    </message>
    <message>
        <source>Isochrones</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Isochrones</translation>
    </message>
    <message>
        <source>A polygon for each origin and number of minutes: the places near reached roads.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Un polygone pour chaque origine et chaque nombre de minutes : les lieux proches des routes atteintes.</translation>
    </message>
    <message>
        <source>Minutes between points at a time of the week, and the roads that are reached</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Minutes entre des points à une période de la semaine, et les routes atteintes</translation>
    </message>
    <message>
        <source>isochrone</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>isochrone</translation>
    </message>
    <message>
        <source>origin-destination matrix</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>matrice origine-destination</translation>
    </message>
    <message>
        <source>accessibility</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>accessibilité</translation>
    </message>
    <message>
        <source>service area</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>zone de desserte</translation>
    </message>
    <message>
        <source>Number of pairs</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Nombre de paires</translation>
    </message>
    <message>
        <source>Number of pairs without a route</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Nombre de paires sans itinéraire</translation>
    </message>
    <message>
        <source>Number of reached parts of roads</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Nombre de parties de routes atteintes</translation>
    </message>
    <message>
        <source>Number of isochrones</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Nombre d’isochrones</translation>
    </message>
    <message>
        <source>Export for routing programs</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Exporter pour des calculateurs d’itinéraires</translation>
    </message>
    <message>
        <source>Extract for OSRM</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Extrait pour OSRM</translation>
    </message>
    <message>
        <source>The OpenStreetMap file that OSRM's graph is made from. If empty: no file for OSRM.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Le fichier OpenStreetMap dont est tiré le graphe d’OSRM. Si vide : aucun fichier pour OSRM.</translation>
    </message>
    <message>
        <source>Tiles of Valhalla</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Tuiles de Valhalla</translation>
    </message>
    <message>
        <source>The archive that valhalla_build_extract makes. If empty: no files for Valhalla.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>L’archive que crée valhalla_build_extract. Si vide : aucun fichier pour Valhalla.</translation>
    </message>
    <message>
        <source>Archives of tiles (*.tar);;All files (*)</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Archives de tuiles (*.tar);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Writes the speeds of roads at times of the week for Valhalla, OSRM and others</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Écrit les vitesses des routes à des moments de la semaine pour Valhalla, OSRM et d’autres</translation>
    </message>
    <message>
        <source>valhalla</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>valhalla</translation>
    </message>
    <message>
        <source>osrm</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>osrm</translation>
    </message>
    <message>
        <source>gmns</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>gmns</translation>
    </message>
    <message>
        <source>routing</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>calcul d’itinéraires</translation>
    </message>
    <message>
        <source>The folder for the files.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Le dossier des fichiers.</translation>
    </message>
    <message>
        <source>Files of speeds</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Fichiers de vitesses</translation>
    </message>
    <message>
        <source>Page to share</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Page à partager</translation>
    </message>
    <message>
        <source>The output of 'Predict roads' or 'Observed traffic'.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>La sortie de « Prédire les routes » ou de « Trafic observé ».</translation>
    </message>
    <message>
        <source>Page</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Page</translation>
    </message>
    <message>
        <source>One HTML file: open it in a browser, send it or put it on a web server.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Un fichier HTML : à ouvrir dans un navigateur, à envoyer ou à mettre sur un serveur web.</translation>
    </message>
    <message>
        <source>Creates a web page with a map of predictions or observed traffic, as one file</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Crée une page web avec une carte de prédictions ou de trafic observé, en un seul fichier</translation>
    </message>
    <message>
        <source>web</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>web</translation>
    </message>
    <message>
        <source>publish</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>publier</translation>
    </message>
    <message>
        <source>export</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>exporter</translation>
    </message>
    <message>
        <source>maplibre</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>maplibre</translation>
    </message>
    <message>
        <source>Report of a study area</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Rapport sur une zone d'étude</translation>
    </message>
    <message>
        <source>The output of 'Fine-tune model'; the dock lists it too.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Le résultat de « Ajuster le modèle » ; il figure aussi dans le panneau.</translation>
    </message>
    <message>
        <source>The pages.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Les pages.</translation>
    </message>
    <message>
        <source>A PDF: data, coverage, figures of held-out roads, maps, slowest roads, limits</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Un PDF : données, couverture, chiffres sur les routes mises de côté, cartes, routes les plus lentes, limites</translation>
    </message>
    <message>
        <source>accuracy</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>exactitude</translation>
    </message>
    <message>
        <source>limits</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>limites</translation>
    </message>
    <message>
        <source>Embed</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Plonger</translation>
    </message>
    <message>
        <source>The output of 'Pretrain model' or 'Fine-tune model'; the dock lists it too.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Le résultat de « Préentraîner le modèle » ou de « Ajuster le modèle » ; il figure aussi dans le panneau.</translation>
    </message>
    <message>
        <source>… or roads</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>… ou routes</translation>
    </message>
    <message>
        <source>Their directed segments.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Leurs segments orientés.</translation>
    </message>
    <message>
        <source>Points</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Points</translation>
    </message>
    <message>
        <source>If neither points nor roads are given: the roads of the bundle.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Sans points ni routes : les routes du jeu préparé.</translation>
    </message>
    <message>
        <source>Embed locations</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Plonger des lieux</translation>
    </message>
    <message>
        <source>Writes the embeddings of roads or points, vectors of numbers</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Écrit les plongements de routes ou de points, des vecteurs de nombres</translation>
    </message>
    <message>
        <source>features</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>caractéristiques</translation>
    </message>
    <message>
        <source>vector</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>vecteur</translation>
    </message>
    <message>
        <source>Number of locations</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Nombre de lieux</translation>
    </message>
    <message>
        <source>Number of dimensions</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Nombre de dimensions</translation>
    </message>
    <message>
        <source>Number with trips</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Nombre avec trajets</translation>
    </message>
    <message>
        <source>Number with street views</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Nombre avec vues de rue</translation>
    </message>
    <message>
        <source>Of the bundle's study area, for predictions and embeddings.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>De la zone d'étude du jeu préparé, pour les prédictions et les plongements.</translation>
    </message>
    <message>
        <source>Export layers</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Exporter les couches</translation>
    </message>
    <message>
        <source>Writes layers of a bundle and of a model as files for other programs</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Écrit des couches d'un jeu préparé et d'un modèle en fichiers pour d'autres programmes</translation>
    </message>
    <message>
        <source>The folder for the files, one per layer.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Reçoit un fichier par couche.</translation>
    </message>
    <message>
        <source>Files of the layers</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Fichiers des couches</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Évaluer</translation>
    </message>
    <message>
        <source>Provides the labels. If empty: the held-out roads of the bundle of fine-tuning.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Fournit les étiquettes. Si vide : les routes mises de côté du jeu préparé de l'ajustement.</translation>
    </message>
    <message>
        <source>A GeoPackage with a style for each task: the label minus the prediction.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Un GeoPackage avec un style par tâche d'apprentissage : l'étiquette moins la prédiction.</translation>
    </message>
    <message>
        <source>Evaluate model</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Évaluer le modèle</translation>
    </message>
    <message>
        <source>Compares a fine-tuned model with labels</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Compare un modèle ajusté avec des étiquettes</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Évaluation</translation>
    </message>
    <message>
        <source>error</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>erreur</translation>
    </message>
    <message>
        <source>residual</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>résidu</translation>
    </message>
    <message>
        <source>metrics</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>métriques</translation>
    </message>
    <message>
        <source>validation</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>validation</translation>
    </message>
    <message>
        <source>baseline</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>référence</translation>
    </message>
    <message>
        <source>The name of the result, in forms and in the dock.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Le nom du résultat, dans les formulaires et dans le panneau.</translation>
    </message>
    <message>
        <source>Random seed</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Graine aléatoire</translation>
    </message>
    <message>
        <source>Sets every random choice: the same seed and data give the same result.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Fixe tous les tirages aléatoires : la même graine et les mêmes données donnent le même résultat.</translation>
    </message>
    <message>
        <source>Fixes that are not in order of time</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Points GPS hors de l'ordre chronologique</translation>
    </message>
    <message>
        <source>Sort them, or drop those that go back in time.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Les trier, ou écarter ceux qui reculent dans le temps.</translation>
    </message>
    <message>
        <source>Sort them</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Les trier</translation>
    </message>
    <message>
        <source>Drop those that go back in time</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Supprimer ceux qui reculent dans le temps</translation>
    </message>
    <message>
        <source>Maximum speed</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Vitesse maximale</translation>
    </message>
    <message>
        <source>Fixes that could only be reached faster are dropped as errors of positions. 0 keeps all.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Les positions qui ne pourraient être atteintes que plus vite sont écartées comme erreurs. 0 les garde toutes.</translation>
    </message>
    <message>
        <source>Maximum jump</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Saut maximal</translation>
    </message>
    <message>
        <source>A fix farther than this from both its neighbours is dropped. 0 keeps all.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Un point GPS plus éloigné que cela de ses deux voisins est supprimé. 0 les garde tous.</translation>
    </message>
    <message>
        <source>Maximum gap</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Lacune maximale</translation>
    </message>
    <message>
        <source>A trip is cut where two fixes are farther apart in time. 0 cuts none.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Un trajet est coupé là où deux points GPS sont plus espacés dans le temps. 0 n'en coupe aucun.</translation>
    </message>
    <message>
        <source>600 s; in a trip that reports seldom three of its usual intervals, up to 1800 s</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>600 s ; dans un trajet qui émet rarement, trois de ses intervalles habituels, jusqu'à 1800 s</translation>
    </message>
    <message>
        <source>Minimum stop</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Arrêt minimal</translation>
    </message>
    <message>
        <source>A trip is cut where it stops for at least this long; the stop is dropped. 0 cuts none.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Un trajet est coupé là où il s'arrête au moins aussi longtemps ; l'arrêt est supprimé. 0 n'en coupe aucun.</translation>
    </message>
    <message>
        <source>Radius of a stop</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Rayon d'un arrêt</translation>
    </message>
    <message>
        <source>A vehicle that stays within this radius has stopped.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Un véhicule qui reste dans ce rayon est à l'arrêt.</translation>
    </message>
    <message>
        <source>Trimmed ends of trips</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Extrémités des trajets supprimées</translation>
    </message>
    <message>
        <source>Fixes at the beginning and the end of a trip are dropped until it is farther than this from where it begins or ends, so that homes are not kept. 0 keeps all.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Les points GPS du début et de la fin d'un trajet sont écartés jusqu'à ce qu'il soit plus loin que cette distance de son point de départ ou d'arrivée, afin que les domiciles ne soient pas gardés. 0 les garde tous.</translation>
    </message>
    <message>
        <source>Minimum number of fixes</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Nombre minimal de points GPS</translation>
    </message>
    <message>
        <source>Trips with fewer fixes are dropped, also pieces of cut trips.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Les trajets qui ont moins de points GPS sont supprimés, y compris les morceaux de trajets coupés.</translation>
    </message>
    <message>
        <source>Field of the trip ID</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Champ de l'identifiant du trajet</translation>
    </message>
    <message>
        <source>Column of a table, or field of a layer of fixes.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Colonne d'un tableau, ou champ d'une couche de points GPS.</translation>
    </message>
    <message>
        <source>detected by its usual names</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>détecté par ses noms usuels</translation>
    </message>
    <message>
        <source>Field of the driver or vehicle</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Champ du conducteur ou du véhicule</translation>
    </message>
    <message>
        <source>Labels and input trips are kept apart by driver.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Les étiquettes et les trajets en entrée sont séparés par conducteur.</translation>
    </message>
    <message>
        <source>Field of the time</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Champ de l'heure</translation>
    </message>
    <message>
        <source>Dates with times, or numbers since 1970.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Dates avec heures, ou nombres depuis 1970.</translation>
    </message>
    <message>
        <source>Field of the measured speed</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Champ de la vitesse mesurée</translation>
    </message>
    <message>
        <source>Speed of the vehicle at a fix.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Vitesse du véhicule à un point GPS.</translation>
    </message>
    <message>
        <source>Field of the heading</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Champ du cap</translation>
    </message>
    <message>
        <source>Direction of travel at a fix, degrees clockwise from north.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Sens de déplacement à un point GPS, en degrés dans le sens horaire depuis le nord.</translation>
    </message>
    <message>
        <source>Field of the longitude or x</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Champ de la longitude ou x</translation>
    </message>
    <message>
        <source>Only for tables.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Seulement pour les tableaux.</translation>
    </message>
    <message>
        <source>Field of the latitude or y</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Champ de la latitude ou y</translation>
    </message>
    <message>
        <source>Unit of the measured speed</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Unité de la vitesse mesurée</translation>
    </message>
    <message>
        <source>Automatic reads it from the field's name, such as speed_kmh or speed (m/s). A speed whose unit is unknown is refused.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Automatique la lit dans le nom du champ, par exemple speed_kmh ou speed (m/s). Une vitesse dont l'unité est inconnue est refusée.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Automatique</translation>
    </message>
    <message>
        <source>Unit of numeric times</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Unité des heures numériques</translation>
    </message>
    <message>
        <source>Since 1970. Automatic distinguishes seconds from milliseconds by their size.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Depuis 1970. Automatique distingue les secondes des millisecondes par leur ordre de grandeur.</translation>
    </message>
    <message>
        <source>Seconds</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Secondes</translation>
    </message>
    <message>
        <source>Milliseconds</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Millisecondes</translation>
    </message>
    <message>
        <source>Time zone of times without one</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Fuseau horaire des heures qui n'en ont pas</translation>
    </message>
    <message>
        <source>Such as Europe/Lisbon or UTC. Numbers are Unix time, which is UTC.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Par exemple Europe/Lisbon ou UTC. Les nombres sont des temps Unix, donc en UTC.</translation>
    </message>
    <message>
        <source>times without a zone are refused</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>les heures sans fuseau sont refusées</translation>
    </message>
    <message>
        <source>CRS of the coordinates</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>SCR des coordonnées</translation>
    </message>
    <message>
        <source>Coordinate reference system of a table, such as EPSG:3763.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Système de coordonnées de référence d'un tableau, par exemple EPSG:3763.</translation>
    </message>
    <message>
        <source>the layer's own, and EPSG:4326 for columns named lon and lat</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>celui de la couche, et EPSG:4326 pour des colonnes nommées lon et lat</translation>
    </message>
    <message>
        <source>How records without trip IDs are cut</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Découpage des enregistrements sans identifiants de trajets</translation>
    </message>
    <message>
        <source>Automatic cuts where passengers get in or out if the record contains that, otherwise at gaps.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Automatique coupe là où des passagers montent ou descendent si l'enregistrement le contient, sinon aux lacunes.</translation>
    </message>
    <message>
        <source>Where passengers get in or out</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Là où des passagers montent ou descendent</translation>
    </message>
    <message>
        <source>At gaps</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Aux lacunes</translation>
    </message>
    <message>
        <source>Gap that begins a new trip</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Lacune qui commence un nouveau trajet</translation>
    </message>
    <message>
        <source>In the record of a vehicle without trip IDs.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Dans l'enregistrement d'un véhicule sans identifiants de trajets.</translation>
    </message>
    <message>
        <source>300 s; of a vehicle that reports seldom three of its usual intervals, up to 1800 s</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>300 s ; d'un véhicule qui émet rarement, trois de ses intervalles habituels, jusqu'à 1800 s</translation>
    </message>
    <message>
        <source>Minimum quality, 0 to 1</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Qualité minimale, 0 à 1</translation>
    </message>
    <message>
        <source>Mapillary's score; 0 includes street views without one.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Le score de Mapillary ; 0 inclut les vues de rue qui n'en ont pas.</translation>
    </message>
    <message>
        <source>Taken on this day or later</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Prises ce jour ou après</translation>
    </message>
    <message>
        <source>ISO 8601 date or time, in UTC where it names no zone.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Date ou heure ISO 8601, en UTC si aucun fuseau n'est indiqué.</translation>
    </message>
    <message>
        <source>any day</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>tous les jours</translation>
    </message>
    <message>
        <source>Taken before this day</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Prises avant ce jour</translation>
    </message>
    <message>
        <source>Street views that show all directions.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Des vues de rue qui montrent toutes les directions.</translation>
    </message>
    <message>
        <source>With all other street views</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Avec toutes les autres vues de rue</translation>
    </message>
    <message>
        <source>Only panoramas</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Panoramas seulement</translation>
    </message>
    <message>
        <source>Without panoramas</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Sans panoramas</translation>
    </message>
    <message>
        <source>Width of the pictures</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Largeur des images</translation>
    </message>
    <message>
        <source>Wider pictures need more disk space; the model sees 224 pixels by default.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Des images plus larges prennent plus de place sur le disque ; le modèle voit 224 pixels par défaut.</translation>
    </message>
    <message>
        <source>pixels</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>pixels</translation>
    </message>
    <message>
        <source>As taken</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Largeur d'origine</translation>
    </message>
    <message>
        <source>Maximum number of street views</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Nombre maximal de vues de rue</translation>
    </message>
    <message>
        <source>Spread over all sequences that were found. 0 downloads all.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Réparties sur toutes les séquences trouvées. 0 les télécharge toutes.</translation>
    </message>
    <message>
        <source>Coverage only</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Couverture seulement</translation>
    </message>
    <message>
        <source>Downloads where street views are and how many, not the street views.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Télécharge où se trouvent les vues de rue et leur nombre, pas les vues de rue.</translation>
    </message>
    <message>
        <source>Overpass API</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>API Overpass</translation>
    </message>
    <message>
        <source>Address of another interpreter if the public one is busy, without user and password.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Adresse d'un autre interpréteur si le serveur public est occupé, sans utilisateur ni mot de passe.</translation>
    </message>
    <message>
        <source>the public one</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>le serveur public</translation>
    </message>
    <message>
        <source>Search radius</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Rayon de recherche</translation>
    </message>
    <message>
        <source>Roads farther than this from a fix are no candidates for it.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Les routes plus éloignées d'un point GPS ne sont pas candidates pour lui.</translation>
    </message>
    <message>
        <source>GPS error</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Erreur GPS</translation>
    </message>
    <message>
        <source>Standard deviation of a fix across its road. A larger value lets fixes be matched to roads farther away.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Écart type d'un point GPS perpendiculairement à sa route. Une valeur plus grande permet d'apparier des points GPS à des routes plus éloignées.</translation>
    </message>
    <message>
        <source>estimated from the fixes of each trip</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>estimée à partir des points GPS de chaque trajet</translation>
    </message>
    <message>
        <source>Ways between distant fixes</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Chemins entre points GPS éloignés</translation>
    </message>
    <message>
        <source>The likeliest way by how trips turn and how fast they drive, with its probability; if never recovered, the shortest path.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Le chemin le plus probable d'après les changements de direction et les vitesses des trajets, avec sa probabilité ; sans reconstitution, le plus court chemin.</translation>
    </message>
    <message>
        <source>Automatic: gaps of 45 s and more</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Automatique : lacunes de 45 s et plus</translation>
    </message>
    <message>
        <source>Never</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Jamais</translation>
    </message>
    <message>
        <source>Always: gaps of 15 s and more</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Toujours : lacunes de 15 s et plus</translation>
    </message>
    <message>
        <source>Field of the road class</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Champ de la classe de route</translation>
    </message>
    <message>
        <source>Used if the layer has it.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Utilisé si la couche le contient.</translation>
    </message>
    <message>
        <source>Field of one-way roads</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Champ des sens uniques</translation>
    </message>
    <message>
        <source>Field of the road name</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Champ du nom de la route</translation>
    </message>
    <message>
        <source>Road classes to keep</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Classes de routes à garder</translation>
    </message>
    <message>
        <source>Values of the class field.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Valeurs du champ de classe.</translation>
    </message>
    <message>
        <source>OpenStreetMap's public roads for the vehicle</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>les routes publiques d'OpenStreetMap ouvertes au véhicule</translation>
    </message>
    <message>
        <source>Vehicle</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Véhicule</translation>
    </message>
    <message>
        <source>Roads, directions and turns that OpenStreetMap's tags permit to this vehicle are used. Taxis and buses also use their own lanes and streets.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Les routes, sens et virages que les attributs d'OpenStreetMap permettent à ce véhicule sont utilisés. Les taxis et les bus empruntent aussi leurs propres voies et rues.</translation>
    </message>
    <message>
        <source>Car</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Voiture</translation>
    </message>
    <message>
        <source>Taxi</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Taxi</translation>
    </message>
    <message>
        <source>Bus</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Bus</translation>
    </message>
    <message>
        <source>Time between positions</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Temps entre les positions</translation>
    </message>
    <message>
        <source>Between two fixes there is a position at least this often.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Entre deux points GPS, il y a une position au moins aussi souvent.</translation>
    </message>
    <message>
        <source>Share of drivers whose trips become labels</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Part des conducteurs dont les trajets deviennent des étiquettes</translation>
    </message>
    <message>
        <source>The model sees the trips of the other drivers; no driver is in both.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Le modèle voit les trajets des autres conducteurs ; aucun conducteur n'est dans les deux.</translation>
    </message>
    <message>
        <source>Fields of the label layer</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Champs de la couche d'étiquettes</translation>
    </message>
    <message>
        <source>The field that holds a task's labels, as TASK=FIELD, such as speed=v_mean.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Le champ qui contient les étiquettes d'une tâche d'apprentissage, sous la forme TASK=FIELD, par exemple speed=v_mean.</translation>
    </message>
    <message>
        <source>labels are derived from trips and places</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>les étiquettes sont dérivées des trajets et des lieux</translation>
    </message>
    <message>
        <source>Unit of the labels' speeds</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Unité des vitesses des étiquettes</translation>
    </message>
    <message>
        <source>Of the field of the label layer that holds the speed.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Du champ de la couche d'étiquettes qui contient la vitesse.</translation>
    </message>
    <message>
        <source>Mean of the derived speed</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Moyenne de la vitesse dérivée</translation>
    </message>
    <message>
        <source>The space mean is the metres of all passes ÷ their seconds, so that travel times add up. The time mean is the arithmetic mean of the speeds of the passes; it is never lower.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>La moyenne spatiale est le total des mètres de tous les passages ÷ le total de leurs secondes, de sorte que les temps de parcours s'additionnent. La moyenne temporelle est la moyenne arithmétique des vitesses des passages ; elle n'est jamais inférieure.</translation>
    </message>
    <message>
        <source>Space mean: metres ÷ seconds</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Moyenne spatiale : mètres ÷ secondes</translation>
    </message>
    <message>
        <source>Time mean of the passes' speeds</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Moyenne temporelle des vitesses des passages</translation>
    </message>
    <message>
        <source>Maximum distance of a label from its road</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Distance maximale d'une étiquette à sa route</translation>
    </message>
    <message>
        <source>Lines of the label layer farther from every road are left out.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Les lignes de la couche d'étiquettes plus éloignées de toute route sont laissées de côté.</translation>
    </message>
    <message>
        <source>Maximum distance of a street view from a road</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Distance maximale d'une vue de rue à une route</translation>
    </message>
    <message>
        <source>Street views farther from every road are left out.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Les vues de rue plus éloignées de toute route sont laissées de côté.</translation>
    </message>
    <message>
        <source>Side of the road on which vehicles drive</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Côté de la route où roulent les véhicules</translation>
    </message>
    <message>
        <source>Decides on which side each direction of a road is drawn. Automatic uses the country's rule; the log shows the side.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Décide de quel côté chaque sens d'une route est dessiné. Automatique suit la règle du pays ; le journal indique le côté.</translation>
    </message>
    <message>
        <source>Right</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Droite</translation>
    </message>
    <message>
        <source>Left</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Gauche</translation>
    </message>
    <message>
        <source>Time zone of the study area</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Fuseau horaire de la zone d'étude</translation>
    </message>
    <message>
        <source>Such as Europe/Lisbon. Times of the week, such as Mon-Fri 07:00-09:00, are local times of this zone.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Par exemple Europe/Lisbon. Les périodes de la semaine, comme Mon-Fri 07:00-09:00, sont en heure locale de ce fuseau.</translation>
    </message>
    <message>
        <source>the zone in which most of its roads are</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>le fuseau où se trouvent la plupart de ses routes</translation>
    </message>
    <message>
        <source>Unit of speed</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Unité de la vitesse</translation>
    </message>
    <message>
        <source>Of the speeds in the layer.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Des vitesses de la couche.</translation>
    </message>
    <message>
        <source>In local time, such as 'Mon-Fri 07:00-09:00', 'Sat,Sun' or '22:00-05:00', or one of the names weekday morning peak, weekday midday, weekday evening peak, night free flow, weekdays, weekend, whole week.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>En heure locale, par exemple « Mon-Fri 07:00-09:00 », « Sat,Sun » ou « 22:00-05:00 », ou l'un des noms weekday morning peak, weekday midday, weekday evening peak, night free flow, weekdays, weekend, whole week.</translation>
    </message>
    <message>
        <source>the whole week</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>toute la semaine</translation>
    </message>
    <message>
        <source>Trips that labels are made from are not model inputs.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Les trajets qui deviennent des étiquettes ne sont pas des entrées des modèles.</translation>
    </message>
    <message>
        <source>All trips</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Tous les trajets</translation>
    </message>
    <message>
        <source>Input trips of models</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Trajets en entrée des modèles</translation>
    </message>
    <message>
        <source>Trips that labels are made from</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Trajets qui deviennent des étiquettes</translation>
    </message>
    <message>
        <source>Minimum number of drivers</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Nombre minimal de conducteurs</translation>
    </message>
    <message>
        <source>Nothing that fewer drivers made at a time of the week is written, nor anything from which it follows by subtraction.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Ce que moins de conducteurs ont fait dans une période de la semaine n'est pas écrit, ni rien dont cela découle par soustraction.</translation>
    </message>
    <message>
        <source>Format</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Format</translation>
    </message>
    <message>
        <source>GeoPackage has both layers, the others have the movements.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>GeoPackage a les deux couches, les autres ont les mouvements.</translation>
    </message>
    <message>
        <source>GeoParquet</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>GeoParquet</translation>
    </message>
    <message>
        <source>FlatGeobuf</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>FlatGeobuf</translation>
    </message>
    <message>
        <source>CSV</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>CSV</translation>
    </message>
    <message>
        <source>Chosen roads</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Routes choisies</translation>
    </message>
    <message>
        <source>Directed segments: trips over any of these are counted. Their numbers are in the column edge of layers of the bundle's roads.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Segments orientés : les trajets sur l'un d'eux sont comptés. Leurs numéros sont dans la colonne edge des couches de routes du jeu préparé.</translation>
    </message>
    <message>
        <source>Roads after these</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Routes suivantes</translation>
    </message>
    <message>
        <source>Only trips that later drive over one of these segments are counted.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Seuls sont comptés les trajets qui passent ensuite par l'un de ces segments.</translation>
    </message>
    <message>
        <source>all trips through the chosen roads</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>tous les trajets par les routes choisies</translation>
    </message>
    <message>
        <source>Nothing that trips of fewer drivers did is written, nor anything from which it follows by subtraction.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Ce qui vient de trajets de moins de conducteurs n'est pas écrit, ni rien dont cela découle par soustraction.</translation>
    </message>
    <message>
        <source>Side of the cells</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Côté des cellules</translation>
    </message>
    <message>
        <source>Origins and destinations are counted in squares of this size.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Origines et destinations sont comptées dans des carrés de cette taille.</translation>
    </message>
    <message>
        <source>Field with the names of zones</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Champ des noms des zones</translation>
    </message>
    <message>
        <source>Polygons of the same name are one zone.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Les polygones de même nom forment une seule zone.</translation>
    </message>
    <message>
        <source>the numbers of the features</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>les numéros des entités</translation>
    </message>
    <message>
        <source>Noise for open data, ε</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Bruit pour données ouvertes, ε</translation>
    </message>
    <message>
        <source>Adds random noise to the numbers of trips, for tables that everybody may read: with and without a driver, a table is as likely up to a factor of exp(ε). 1 is usual; smaller numbers are noisier.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Ajoute un bruit aléatoire aux nombres de trajets, pour des tables que tout le monde peut lire : avec et sans un conducteur, une table est aussi probable à un facteur exp(ε) près. 1 est usuel ; des nombres plus petits donnent plus de bruit.</translation>
    </message>
    <message>
        <source>exact numbers</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>nombres exacts</translation>
    </message>
    <message>
        <source>Days before</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Jours avant</translation>
    </message>
    <message>
        <source>A local day such as 2013-07-01, or the first and the last day such as 2013-07-01/2013-09-30.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Un jour local tel que 2013-07-01, ou le premier et le dernier jour tels que 2013-07-01/2013-09-30.</translation>
    </message>
    <message>
        <source>all days</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>tous les jours</translation>
    </message>
    <message>
        <source>Days after</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Jours après</translation>
    </message>
    <message>
        <source>Written like the days before.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Écrits comme les jours avant.</translation>
    </message>
    <message>
        <source>Time of the week before</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Période de la semaine avant</translation>
    </message>
    <message>
        <source>Time of the week after</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Période de la semaine après</translation>
    </message>
    <message>
        <source>Written like the time before.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Écrite comme la période avant.</translation>
    </message>
    <message>
        <source>the time before</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>la période avant</translation>
    </message>
    <message>
        <source>Values of a side with fewer drivers are not written, nor any from which they follow by subtraction.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Les valeurs d'un côté avec moins de conducteurs ne sont pas écrites, ni celles dont elles découlent par soustraction.</translation>
    </message>
    <message>
        <source>False-discovery rate</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Taux de fausses découvertes</translation>
    </message>
    <message>
        <source>Of the roads that are flagged as changed, at most this share is expected to be flagged by chance, for each measure.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Parmi les routes signalées comme modifiées, la part maximale attendue du seul hasard, pour chaque grandeur.</translation>
    </message>
    <message>
        <source>Field with the names of districts</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Champ des noms des quartiers</translation>
    </message>
    <message>
        <source>Polygons of the same name are one district.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Les polygones de même nom forment un seul quartier.</translation>
    </message>
    <message>
        <source>Preset</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Préréglage</translation>
    </message>
    <message>
        <source>Best predicts better on held-out roads. Paper follows the published method, with some deviations.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Meilleur prédit mieux sur les routes mises de côté. Article suit la méthode publiée, à quelques écarts près.</translation>
    </message>
    <message>
        <source>Paper</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Article</translation>
    </message>
    <message>
        <source>Best</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Meilleur</translation>
    </message>
    <message>
        <source>Epochs</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Époques</translation>
    </message>
    <message>
        <source>Passes over the trips. 0 makes an untrained model, for comparison.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Passages sur les trajets. 0 crée un modèle non entraîné, pour comparaison.</translation>
    </message>
    <message>
        <source>as many as the budget allows; 100 if no budget is set</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>autant que le budget de temps le permet ; 100 si aucun n'est indiqué</translation>
    </message>
    <message>
        <source>Time budget</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Budget de temps</translation>
    </message>
    <message>
        <source>The training ends after this time, such as 30min, 2h or 90s, or after the epochs, whichever comes first. It is time by the clock: on a slow or busy machine less is learned. Learning times of the week takes at most half of it. Reading pictures beforehand takes more time.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>L'entraînement s'arrête après cette durée, par exemple 30min, 2h ou 90s, ou après les époques, selon ce qui arrive en premier. C'est le temps de l'horloge : sur une machine lente ou occupée, l'apprentissage est moindre. L'apprentissage des périodes de la semaine en prend la moitié au plus. La lecture des images avant demande du temps supplémentaire.</translation>
    </message>
    <message>
        <source>none if epochs are set; otherwise 30min on a processor, none on a GPU</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>aucun si des époques sont indiquées ; sinon 30min sur un processeur, aucun sur un GPU</translation>
    </message>
    <message>
        <source>Trips per step</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Trajets par pas</translation>
    </message>
    <message>
        <source>The batch size, over all processes together. Larger batches need more memory.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>La taille de lot, tous processus confondus. Des lots plus grands demandent plus de mémoire.</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Taux d'apprentissage</translation>
    </message>
    <message>
        <source>Peak learning rate of Adam, after the warm-up. Lower it if the loss jumps.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Taux d'apprentissage maximal d'Adam, après l'échauffement. Le diminuer si la perte fait des sauts.</translation>
    </message>
    <message>
        <source>Width of the embedding</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Largeur du plongement</translation>
    </message>
    <message>
        <source>Width of the transformer and of the embeddings. A multiple of 8.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Largeur du transformeur et des plongements. Un multiple de 8.</translation>
    </message>
    <message>
        <source>Transformer layers</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Couches du transformeur</translation>
    </message>
    <message>
        <source>More layers learn more, but train more slowly.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Plus de couches apprennent davantage, mais s'entraînent plus lentement.</translation>
    </message>
    <message>
        <source>Attention</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Attention</translation>
    </message>
    <message>
        <source>Encoding a trip once serves any number of query locations. Joint encoding is the paper's method and needs absolute geometry.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Encoder un trajet une seule fois suffit pour un nombre quelconque de lieux interrogés. L'encodage conjoint est la méthode de l'article et demande une géométrie absolue.</translation>
    </message>
    <message>
        <source>Encode each trip once</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Encoder chaque trajet une seule fois</translation>
    </message>
    <message>
        <source>Encode a trip with each query location (paper)</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Encoder un trajet avec chaque lieu interrogé (article)</translation>
    </message>
    <message>
        <source>Time of a query location</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Heure d'un lieu interrogé</translation>
    </message>
    <message>
        <source>The time at which a trip is queried at a location that it passes.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>L'heure à laquelle un trajet est interrogé en un lieu par lequel il passe.</translation>
    </message>
    <message>
        <source>Interpolated along the trip</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Interpolée le long du trajet</translation>
    </message>
    <message>
        <source>Hidden from the model</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Masquée au modèle</translation>
    </message>
    <message>
        <source>Alignment</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Alignement</translation>
    </message>
    <message>
        <source>Which part of a trip is aligned with a location.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>La partie d'un trajet qui est alignée avec un lieu.</translation>
    </message>
    <message>
        <source>Nothing</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Rien</translation>
    </message>
    <message>
        <source>Its mean over the road segment</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Sa moyenne sur le segment de route</translation>
    </message>
    <message>
        <source>The trip at that location</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Le trajet en ce lieu</translation>
    </message>
    <message>
        <source>What the model sees</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Ce que voit le modèle</translation>
    </message>
    <message>
        <source>Without street views, neither pictures nor a backbone are needed.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Sans vues de rue, ni images ni réseau de base ne sont nécessaires.</translation>
    </message>
    <message>
        <source>Trips, street views and locations</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Trajets, vues de rue et lieux</translation>
    </message>
    <message>
        <source>Trips and locations, no street views</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Trajets et lieux, sans vues de rue</translation>
    </message>
    <message>
        <source>Street views and locations</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Vues de rue et lieux</translation>
    </message>
    <message>
        <source>Street views only</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Vues de rue seulement</translation>
    </message>
    <message>
        <source>Locations only</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Lieux seulement</translation>
    </message>
    <message>
        <source>Location encoder</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Encodeur des lieux</translation>
    </message>
    <message>
        <source>The directions of the waves that encode a location.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Les directions des ondes qui encodent un lieu.</translation>
    </message>
    <message>
        <source>Three directions, 120° apart</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Trois directions, à 120° l'une de l'autre</translation>
    </message>
    <message>
        <source>Two directions, east and north</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Deux directions, est et nord</translation>
    </message>
    <message>
        <source>Geometry of trips</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Géométrie des trajets</translation>
    </message>
    <message>
        <source>Whether positions of a trip are absolute or relative to the query location.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Si les positions d'un trajet sont absolues ou relatives au lieu interrogé.</translation>
    </message>
    <message>
        <source>as the preset</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>selon le préréglage</translation>
    </message>
    <message>
        <source>As in the preset</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Comme le préréglage</translation>
    </message>
    <message>
        <source>Absolute positions</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Positions absolues</translation>
    </message>
    <message>
        <source>Relative to the query location</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Relatives au lieu interrogé</translation>
    </message>
    <message>
        <source>Describe trips by speed and heading</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Décrire les trajets par la vitesse et le cap</translation>
    </message>
    <message>
        <source>In addition to the positions of their fixes.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>En plus des positions de leurs points GPS.</translation>
    </message>
    <message>
        <source>On</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Activé</translation>
    </message>
    <message>
        <source>Off</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Désactivé</translation>
    </message>
    <message>
        <source>Learn when trips were where in hidden windows</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Apprendre quand les trajets étaient où dans les sections masquées</translation>
    </message>
    <message>
        <source>The way is known, and the fixes before and after. What the map tells and the pace of other trips help.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Le chemin est connu, ainsi que les points GPS avant et après. La carte et l'allure des autres trajets aident.</translation>
    </message>
    <message>
        <source>Learn how fast roads are driven at times of the week</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Apprendre à quelle vitesse on circule sur les routes à des périodes de la semaine</translation>
    </message>
    <message>
        <source>From the passes of the input trips, without labels.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>À partir des passages des trajets en entrée, sans étiquettes.</translation>
    </message>
    <message>
        <source>Finest scale of locations</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Échelle la plus fine des lieux</translation>
    </message>
    <message>
        <source>As a fraction of half the study area's longer side. A coarse scale keeps the model from memorising locations.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>En fraction de la moitié du plus long côté de la zone d'étude. Une échelle grossière évite que le modèle mémorise les lieux.</translation>
    </message>
    <message>
        <source>Street-view backbone (a timm model)</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Réseau de base des vues de rue (un modèle timm)</translation>
    </message>
    <message>
        <source>The timm name of the network that encodes street views.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Le nom timm du réseau qui encode les vues de rue.</translation>
    </message>
    <message>
        <source>Weights of the backbone</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Poids du réseau de base</translation>
    </message>
    <message>
        <source>hub downloads them, none starts from random weights; or the path of a weight file.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>hub les télécharge, none part de poids aléatoires ; ou le chemin d'un fichier de poids.</translation>
    </message>
    <message>
        <source>Keep the backbone frozen</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Garder le réseau de base figé</translation>
    </message>
    <message>
        <source>Training it as well takes far more time and memory.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>L'entraîner aussi demande bien plus de temps et de mémoire.</translation>
    </message>
    <message>
        <source>Temperature of the contrastive losses</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Température des pertes contrastives</translation>
    </message>
    <message>
        <source>Lower values separate similar pairs more strictly.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Des valeurs plus basses séparent plus strictement les paires semblables.</translation>
    </message>
    <message>
        <source>Learn the temperature</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Apprendre la température</translation>
    </message>
    <message>
        <source>Training starts from the temperature above and adjusts it.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>L'entraînement part de la température ci-dessus et l'adapte.</translation>
    </message>
    <message>
        <source>Patience</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Patience</translation>
    </message>
    <message>
        <source>Training stops after this many evaluations without improvement on held-out trips. There is one every 5 epochs; with a time budget there are at most 20 in all, and the learning rate decays before the stop. 0 never stops early.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>L'entraînement s'arrête après ce nombre d'évaluations sans amélioration sur les trajets mis de côté. Une évaluation a lieu toutes les 5 époques ; avec un budget de temps il y en a au plus 20 au total, et le taux d'apprentissage décroît avant l'arrêt. 0 désactive l'arrêt anticipé.</translation>
    </message>
    <message>
        <source>5 with a time budget, otherwise 0</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>5 avec un budget de temps, sinon 0</translation>
    </message>
    <message>
        <source>How roads are held out</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Comment les routes sont mises de côté</translation>
    </message>
    <message>
        <source>Which roads are kept for testing; training leaves out their pictures. Whole squares are a harder test than single segments. A direction alone is too easy: the opposite one may be learned.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Les routes gardées pour le test ; l'entraînement laisse leurs images de côté. Des carrés entiers sont un test plus difficile que des segments isolés. Un sens seul est trop facile : le sens opposé peut avoir été appris.</translation>
    </message>
    <message>
        <source>Single road segments</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Segments de route isolés</translation>
    </message>
    <message>
        <source>Whole squares of 500 m</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Carrés entiers de 500 m</translation>
    </message>
    <message>
        <source>Each direction separately (too easy)</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Chaque sens séparément (trop facile)</translation>
    </message>
    <message>
        <source>Held-out fold</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Pli mis de côté</translation>
    </message>
    <message>
        <source>Which fifth of the roads is held out, 0 to 4.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Le cinquième des routes qui est mis de côté, 0 à 4.</translation>
    </message>
    <message>
        <source>Precision</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Précision</translation>
    </message>
    <message>
        <source>Number format in training. bfloat16 is faster on GPUs that support it.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Format des nombres à l'entraînement. bfloat16 est plus rapide sur les GPU qui le prennent en charge.</translation>
    </message>
    <message>
        <source>32 bits (float32)</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>32 bits (float32)</translation>
    </message>
    <message>
        <source>16 bits (bfloat16)</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>16 bits (bfloat16)</translation>
    </message>
    <message>
        <source>Limit of GPU memory</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Limite de mémoire du GPU</translation>
    </message>
    <message>
        <source>0 sets no limit.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>0 ne fixe pas de limite.</translation>
    </message>
    <message>
        <source>GB</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Go</translation>
    </message>
    <message>
        <source>Automatic uses a GPU if the worker has one; the log names the device.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Automatique utilise un GPU si le worker en a un ; le journal indique l'appareil.</translation>
    </message>
    <message>
        <source>Processor (CPU)</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Processeur (CPU)</translation>
    </message>
    <message>
        <source>Graphics card (GPU)</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Carte graphique (GPU)</translation>
    </message>
    <message>
        <source>Processes that train together</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Processus qui entraînent ensemble</translation>
    </message>
    <message>
        <source>Each uses its own GPU if the worker has GPUs.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Chacun utilise son propre GPU si le worker a des GPU.</translation>
    </message>
    <message>
        <source>Tasks</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Tâches d'apprentissage</translation>
    </message>
    <message>
        <source>Area-of-interest function needs places in the bundle, hard braking needs fixes at most 2 s apart with their speed, slow-down intensity needs sparser fixes.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>La fonction des alentours demande des lieux dans le jeu préparé, le freinage brusque des points GPS espacés d'au plus 2 s avec leur vitesse, l'intensité du ralentissement des points GPS plus espacés.</translation>
    </message>
    <message>
        <source>all for which the bundle has enough labels</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>toutes celles pour lesquelles le jeu préparé a assez d'étiquettes</translation>
    </message>
    <message>
        <source>Maximum number of passes over the labelled roads of a network; the best epoch is kept. Boosted trees have none.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Nombre maximal de passages d’un réseau sur les routes étiquetées ; la meilleure époque est conservée. Les arbres boostés n’en ont pas.</translation>
    </message>
    <message>
        <source>Locations per step</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Lieux par pas</translation>
    </message>
    <message>
        <source>The batch size: labelled roads that are learned from at once.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>La taille de lot : nombre de routes étiquetées apprises à la fois.</translation>
    </message>
    <message>
        <source>Peak learning rate of AdamW, after the warm-up. Lower it if the loss jumps.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Taux d'apprentissage maximal d'AdamW, après l'échauffement. Le diminuer si la perte fait des sauts.</translation>
    </message>
    <message>
        <source>Which roads are kept for testing. Whole squares are a harder test than single segments. A direction alone is too easy: the opposite one may be learned.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Les routes gardées pour le test. Des carrés entiers sont un test plus difficile que des segments isolés. Un sens seul est trop facile : le sens opposé peut avoir été appris.</translation>
    </message>
    <message>
        <source>as pretrained</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>comme au préentraînement</translation>
    </message>
    <message>
        <source>As in pretraining</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Comme au préentraînement</translation>
    </message>
    <message>
        <source>Keep the encoders as pretrained</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Garder les encodeurs tels que préentraînés</translation>
    </message>
    <message>
        <source>Trains only the heads: faster, and often better with few labels.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>N'entraîne que les têtes : plus rapide, et souvent meilleur avec peu d'étiquettes.</translation>
    </message>
    <message>
        <source>Share of the training labels to use</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Part des étiquettes d'entraînement à utiliser</translation>
    </message>
    <message>
        <source>Less than 1 shows how well the model learns from few labels.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Moins de 1 montre à quel point le modèle apprend de peu d'étiquettes.</translation>
    </message>
    <message>
        <source>Head</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Tête</translation>
    </message>
    <message>
        <source>Boosted trees on a table of the road, or a network on the embeddings of trips, place and picture.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Des arbres boostés sur un tableau de la route, ou un réseau sur les plongements des trajets, du lieu et de l’image.</translation>
    </message>
    <message>
        <source>Boosted trees</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Arbres boostés</translation>
    </message>
    <message>
        <source>Trained network</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Réseau entraîné</translation>
    </message>
    <message>
        <source>Trips per road</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Trajets par route</translation>
    </message>
    <message>
        <source>Maximum number of trips of a road that a network sees at once. Boosted trees see statistics of all.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Nombre maximal de trajets d’une route qu’un réseau voit à la fois. Les arbres boostés voient les statistiques de tous.</translation>
    </message>
    <message>
        <source>Only tasks that the model was fine-tuned for.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Seulement les tâches d'apprentissage pour lesquelles le modèle a été ajusté.</translation>
    </message>
    <message>
        <source>all tasks of the model</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>toutes les tâches d'apprentissage du modèle</translation>
    </message>
    <message>
        <source>the whole week without tasks, no times beside them</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>la semaine entière sans tâches, aucun moment à côté d'elles</translation>
    </message>
    <message>
        <source>Each hour of a weekday and of a weekend day</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Chaque heure d'un jour de semaine et d'un jour de week-end</translation>
    </message>
    <message>
        <source>Adds the traffic speed at each hour, which QGIS' temporal controller can play.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Ajoute la vitesse du trafic à chaque heure, que le contrôleur temporel de QGIS peut faire défiler.</translation>
    </message>
    <message>
        <source>Time of the week</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Période de la semaine</translation>
    </message>
    <message>
        <source>Reached roads within</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Routes atteintes en</translation>
    </message>
    <message>
        <source>Minutes, such as 5, 10 and 15, at most 6 numbers: the parts of roads that can be reached from each origin in this time.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Minutes telles que 5, 10 et 15, 6 nombres au plus : les parties de routes que l'on peut atteindre depuis chaque origine dans ce temps.</translation>
    </message>
    <message>
        <source>min</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>min</translation>
    </message>
    <message>
        <source>no reached roads</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>aucune route atteinte</translation>
    </message>
    <message>
        <source>Polygons around the reached roads of each origin and number of minutes.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Polygones autour des routes atteintes de chaque origine et pour chaque nombre de minutes.</translation>
    </message>
    <message>
        <source>Distance of isochrones from reached roads</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Distance des isochrones aux routes atteintes</translation>
    </message>
    <message>
        <source>Isochrones are the places up to this distance from reached roads, in a straight line. A larger one closes the gaps between roads, and reaches farther than they do.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Les isochrones sont les lieux jusqu’à cette distance des routes atteintes, en ligne droite. Une distance plus grande comble les vides entre les routes et s’étend plus loin qu’elles.</translation>
    </message>
    <message>
        <source>Largest distance of a point from a road</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Distance maximale d'un point à une route</translation>
    </message>
    <message>
        <source>Points farther from all roads are refused. The way from a point to its road takes no time.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Les points plus éloignés de toutes les routes sont refusés. Le chemin d'un point à sa route ne prend pas de temps.</translation>
    </message>
    <message>
        <source>Junctions for GMNS</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Carrefours pour GMNS</translation>
    </message>
    <message>
        <source>Also writes nodes, links and movements with their delays as tables of GMNS, the General Modeling Network Specification.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Écrit aussi les nœuds, les liens et les mouvements avec leurs retards en tables de GMNS, la General Modeling Network Specification.</translation>
    </message>
    <message>
        <source>Delays in the tables of GMNS that fewer drivers had are predicted.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Les retards dans les tables de GMNS que moins de conducteurs ont eus sont prédits.</translation>
    </message>
    <message>
        <source>Title of the page</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Titre de la page</translation>
    </message>
    <message>
        <source>Shown above the map and as the name of the browser's tab.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Affiché au-dessus de la carte et comme nom de l’onglet du navigateur.</translation>
    </message>
    <message>
        <source>the name of the study area</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>le nom de la zone d'étude</translation>
    </message>
    <message>
        <source>Background map</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Fond de carte</translation>
    </message>
    <message>
        <source>Address of its tiles, such as https://tiles.example.org/{z}/{x}/{y}.png. It is off until a reader switches it on, needs a network, and tells its owner who looks where. Not all owners allow this use.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Adresse de ses tuiles, par exemple https://tiles.example.org/{z}/{x}/{y}.png. Il est masqué jusqu’à ce qu’un lecteur l’affiche, a besoin d’un réseau et révèle à son propriétaire qui regarde où. Tous les propriétaires n’autorisent pas cet usage.</translation>
    </message>
    <message>
        <source>no background, and no network is needed</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>pas de fond, et aucun réseau n’est nécessaire</translation>
    </message>
    <message>
        <source>Owners of the background map</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Propriétaires du fond de carte</translation>
    </message>
    <message>
        <source>Shown beside its switch.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Affiché à côté de sa case.</translation>
    </message>
    <message>
        <source>Title of the report</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Titre du rapport</translation>
    </message>
    <message>
        <source>At the top of each page.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>En haut de chaque page.</translation>
    </message>
    <message>
        <source>the name of the bundle</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>le nom du jeu préparé</translation>
    </message>
    <message>
        <source>Language of the report</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Langue du rapport</translation>
    </message>
    <message>
        <source>Names in your data, such as those of roads and sources, are not translated.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Les noms dans les données, comme ceux des routes et des sources, ne sont pas traduits.</translation>
    </message>
    <message>
        <source>English</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>English</translation>
    </message>
    <message>
        <source>Deutsch</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>Français</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Français</translation>
    </message>
    <message>
        <source>GeoParquet has embeddings as one array, the others have a column per dimension; CSV has its geometry as Well-Known Text.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>GeoParquet contient les plongements dans un seul tableau, les autres ont une colonne par dimension ; CSV a sa géométrie en Well-Known Text.</translation>
    </message>
    <message>
        <source>Layers</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Couches</translation>
    </message>
    <message>
        <source>At least one.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Au moins une.</translation>
    </message>
    <message>
        <source>Places of street views</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Emplacements des vues de rue</translation>
    </message>
    <message>
        <source>Job {job} continues on the worker in the background.</source>
        <extracomment>qgis_plugin/client/awaited_jobs.py</extracomment>
        <translation>La tâche {job} continue sur le worker en arrière-plan.</translation>
    </message>
    <message>
        <source>The dock shows the job and its result, also after a restart of QGIS.</source>
        <extracomment>qgis_plugin/client/awaited_jobs.py</extracomment>
        <translation>Le panneau affiche la tâche et son résultat, même après un redémarrage de QGIS.</translation>
    </message>
    <message>
        <source>Both jobs were cancelled; what was finished is kept.</source>
        <extracomment>qgis_plugin/client/chains.py</extracomment>
        <translation>Les deux tâches ont été annulées ; ce qui était terminé est gardé.</translation>
    </message>
    <message>
        <source>To go on, press Continue or run it again.</source>
        <extracomment>qgis_plugin/client/chains.py</extracomment>
        <translation>Pour reprendre, appuyez sur « Continuer » ou relancez-la.</translation>
    </message>
    <message>
        <source>The authentication configuration {id} contains no token.</source>
        <extracomment>qgis_plugin/client/credentials.py</extracomment>
        <translation>La configuration d'authentification {id} ne contient pas de jeton.</translation>
    </message>
    <message>
        <source>Store the token as the password of a configuration with the method Basic, and enter the master password when QGIS asks for it.</source>
        <extracomment>qgis_plugin/client/credentials.py</extracomment>
        <translation>Enregistrer le jeton comme mot de passe d'une configuration de méthode Basic, et saisir le mot de passe principal quand QGIS le demande.</translation>
    </message>
    <message>
        <source>QGIS' authentication manager did not store the token.</source>
        <extracomment>qgis_plugin/client/credentials.py</extracomment>
        <translation>Le gestionnaire d'authentification de QGIS n'a pas enregistré le jeton.</translation>
    </message>
    <message>
        <source>Enter the master password when QGIS asks for it.</source>
        <extracomment>qgis_plugin/client/credentials.py</extracomment>
        <translation>Saisir le mot de passe principal quand QGIS le demande.</translation>
    </message>
    <message>
        <source>The model {id!r} was not fine-tuned for {tasks}.</source>
        <extracomment>qgis_plugin/client/id_checks.py</extracomment>
        <translation>Le modèle {id!r} n'a pas été ajusté pour {tasks}.</translation>
    </message>
    <message>
        <source>Run 'Fine-tune model' first, or choose another model or other tasks.</source>
        <extracomment>qgis_plugin/client/id_checks.py</extracomment>
        <translation>Lancer d'abord « Ajuster le modèle », ou choisir un autre modèle ou d'autres tâches d'apprentissage.</translation>
    </message>
    <message>
        <source>The bundle {id!r} has no labels for {tasks}. {reason}</source>
        <extracomment>qgis_plugin/client/id_checks.py</extracomment>
        <translation>Le jeu préparé {id!r} n'a pas d'étiquettes pour {tasks}. {reason}</translation>
    </message>
    <message>
        <source>Choose slowdown, slow-down intensity, instead of braking; leave out what has no labels, or prepare the area again from data that has them: {data}.</source>
        <extracomment>qgis_plugin/client/id_checks.py</extracomment>
        <translation>Choisir slowdown, l'intensité du ralentissement, au lieu de braking ; omettre ce qui n'a pas d'étiquettes, ou préparer à nouveau la zone à partir de données qui en ont : {data}.</translation>
    </message>
    <message>
        <source>Leave these tasks out, or prepare the area again from data that has them: {data}.</source>
        <extracomment>qgis_plugin/client/id_checks.py</extracomment>
        <translation>Omettre ces tâches d'apprentissage, ou préparer à nouveau la zone à partir de données qui les ont : {data}.</translation>
    </message>
    <message>
        <source>The model {id!r} has not learned to predict speeds at times of the week.</source>
        <extracomment>qgis_plugin/client/id_checks.py</extracomment>
        <translation>Le modèle {id!r} n'a pas appris à prédire des vitesses à des périodes de la semaine.</translation>
    </message>
    <message>
        <source>Leave the times of the week empty, or pretrain a model with the preset best.</source>
        <extracomment>qgis_plugin/client/id_checks.py</extracomment>
        <translation>Laisser vides les périodes de la semaine, ou préentraîner un modèle avec le préréglage best.</translation>
    </message>
    <message>
        <source>The model {model!r} is for another study area than the bundle {bundle!r}.</source>
        <extracomment>qgis_plugin/client/id_checks.py</extracomment>
        <translation>Le modèle {model!r} est d'une autre zone d'étude que le jeu préparé {bundle!r}.</translation>
    </message>
    <message>
        <source>Use a bundle prepared for the model's study area, or fine-tune the model on this one.</source>
        <extracomment>qgis_plugin/client/id_checks.py</extracomment>
        <translation>Utiliser un jeu préparé pour la zone d'étude du modèle, ou ajuster le modèle sur celui-ci.</translation>
    </message>
    <message>
        <source>The worker has no {what} {id!r}.</source>
        <extracomment>qgis_plugin/client/id_checks.py</extracomment>
        <translation>Le worker n'a pas cet élément ({what}) : {id!r}.</translation>
    </message>
    <message>
        <source>Choose one that the dock lists, or create it again.</source>
        <extracomment>qgis_plugin/client/id_checks.py</extracomment>
        <translation>En choisir un que le panneau liste, ou le créer à nouveau.</translation>
    </message>
    <message>
        <source>The picture {image} cannot be shown.</source>
        <extracomment>qgis_plugin/client/place_queries.py</extracomment>
        <translation>L'image {image} ne peut être montrée.</translation>
    </message>
    <message>
        <source>Check its file in the bundle.</source>
        <extracomment>qgis_plugin/client/place_queries.py</extracomment>
        <translation>Vérifier son fichier dans le jeu préparé.</translation>
    </message>
    <message>
        <source>The worker on {host} has no private sockets.</source>
        <extracomment>qgis_plugin/client/remote_sockets.py</extracomment>
        <translation>Le worker sur {host} n'a pas de sockets privés.</translation>
    </message>
    <message>
        <source>Start it there with --address, create a key, and enter both in the profile.</source>
        <extracomment>qgis_plugin/client/remote_sockets.py</extracomment>
        <translation>L'y démarrer avec --address, créer une clé, et indiquer les deux dans le profil.</translation>
    </message>
    <message>
        <source>The path of the socket {path} is too long: {size} bytes, and systems allow {limit}.</source>
        <extracomment>qgis_plugin/client/remote_sockets.py</extracomment>
        <translation>Le chemin du socket {path} est trop long : {size} octets, alors que les systèmes en permettent {limit}.</translation>
    </message>
    <message>
        <source>Use a shorter folder: TMPDIR on this machine, the worker's home on the other one.</source>
        <extracomment>qgis_plugin/client/remote_sockets.py</extracomment>
        <translation>Utiliser un dossier au chemin plus court : TMPDIR sur cette machine, le dossier du worker sur l'autre.</translation>
    </message>
    <message>
        <source>The path of the socket {path!r} contains characters that ssh interprets.</source>
        <extracomment>qgis_plugin/client/remote_sockets.py</extracomment>
        <translation>Le chemin du socket {path!r} contient des caractères que ssh interprète.</translation>
    </message>
    <message>
        <source>Use another folder: TMPDIR on this machine, the worker's home on the other one.</source>
        <extracomment>qgis_plugin/client/remote_sockets.py</extracomment>
        <translation>Utiliser un autre dossier : TMPDIR sur cette machine, le dossier du worker sur l'autre.</translation>
    </message>
    <message>
        <source>{host} did not return the connection file of a worker.</source>
        <extracomment>qgis_plugin/client/remote_sockets.py</extracomment>
        <translation>{host} n'a pas renvoyé le fichier de connexion d'un worker.</translation>
    </message>
    <message>
        <source>Check the output of 'ssh {host}', or enter the worker's address in the profile.</source>
        <extracomment>qgis_plugin/client/remote_sockets.py</extracomment>
        <translation>Vérifier la sortie de « ssh {host} », ou indiquer l'adresse du worker dans le profil.</translation>
    </message>
    <message>
        <source>The tunnel to {host} is open, but no worker listens at {address} there.</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>Le tunnel vers {host} est ouvert, mais aucun worker n'y écoute sur {address}.</translation>
    </message>
    <message>
        <source>Start it on that machine: trajganr worker start --address {address}</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>Le lancer sur cette machine-là : trajganr worker start --address {address}</translation>
    </message>
    <message>
        <source>The worker of the profile {name} runs on another machine.</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>Le worker du profil {name} tourne sur une autre machine.</translation>
    </message>
    <message>
        <source>Start it there, or choose the profile of a worker on this machine.</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>Le lancer là-bas, ou choisir le profil d'un worker de cette machine.</translation>
    </message>
    <message>
        <source>The tunnel to {host} is open, but no worker answers there.</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>Le tunnel vers {host} est ouvert, mais aucun worker n'y répond.</translation>
    </message>
    <message>
        <source>Start it on that machine: trajganr worker start</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>Le lancer sur cette machine-là : trajganr worker start</translation>
    </message>
    <message>
        <source>Job {job} was cancelled.</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>La tâche {job} a été annulée.</translation>
    </message>
    <message>
        <source>To continue it, select it in the TrajGANR dock and press Resume.</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>Pour la continuer, la sélectionner dans le panneau TrajGANR et appuyer sur Reprendre.</translation>
    </message>
    <message>
        <source>The SSH tunnel to {host} could not be opened. Output of ssh: {reason}</source>
        <extracomment>qgis_plugin/client/tunnel.py</extracomment>
        <translation>Le tunnel SSH vers {host} n'a pas pu être ouvert. Sortie de ssh : {reason}</translation>
    </message>
    <message>
        <source>Try 'ssh {host}' in a terminal: it must log in without asking for a password, with a key in an SSH agent, and the machine's host key must be known.</source>
        <extracomment>qgis_plugin/client/tunnel.py</extracomment>
        <translation>Essayer « ssh {host} » dans un terminal : il doit se connecter sans demander de mot de passe, avec une clé dans un agent SSH, et la clé d'hôte de la machine doit être connue.</translation>
    </message>
    <message>
        <source>On {host} the connection file of a worker could not be read: {reason}</source>
        <extracomment>qgis_plugin/client/tunnel.py</extracomment>
        <translation>Sur {host}, le fichier de connexion d'un worker n'a pu être lu : {reason}</translation>
    </message>
    <message>
        <source>Start the worker there with 'trajganr worker start', under the account that ssh logs in to. If its home is not the default one, enter it in the profile.</source>
        <extracomment>qgis_plugin/client/tunnel.py</extracomment>
        <translation>Y démarrer le worker avec « trajganr worker start », sous le compte auquel ssh se connecte. Si son dossier n'est pas celui par défaut, l'indiquer dans le profil.</translation>
    </message>
    <message>
        <source>ssh was not found on this machine.</source>
        <extracomment>qgis_plugin/client/tunnel.py</extracomment>
        <translation>ssh est introuvable sur cette machine.</translation>
    </message>
    <message>
        <source>Install OpenSSH's client (Windows: Settings › Optional features), or open a tunnel with another program and enter its local end as the address.</source>
        <extracomment>qgis_plugin/client/tunnel.py</extracomment>
        <translation>Installer le client OpenSSH (Windows : Paramètres › Fonctionnalités facultatives), ou ouvrir un tunnel avec un autre programme et indiquer son extrémité locale comme adresse.</translation>
    </message>
    <message>
        <source>{path} could not be written.</source>
        <extracomment>qgis_plugin/gui/chart_files.py</extracomment>
        <translation>{path} n’a pas pu être écrit.</translation>
    </message>
    <message>
        <source>Free some space on that disk, or choose another folder.</source>
        <extracomment>qgis_plugin/gui/chart_files.py</extracomment>
        <translation>Libérer de l’espace sur ce disque ou choisir un autre dossier.</translation>
    </message>
    <message>
        <source>The project has no coordinate reference system, so the location of the click is unknown.</source>
        <extracomment>qgis_plugin/gui/map_tool.py</extracomment>
        <translation>Le projet n'a pas de système de coordonnées de référence, la position du clic est donc inconnue.</translation>
    </message>
    <message>
        <source>Choose one in Project › Properties › CRS.</source>
        <extracomment>qgis_plugin/gui/map_tool.py</extracomment>
        <translation>En choisir un dans Projet › Propriétés › SCR.</translation>
    </message>
    <message>
        <source>The click has no longitude and latitude in the CRS {crs}.</source>
        <extracomment>qgis_plugin/gui/map_tool.py</extracomment>
        <translation>Le clic n'a pas de longitude ni de latitude dans le SCR {crs}.</translation>
    </message>
    <message>
        <source>Click where that CRS is defined, or choose another one for the project.</source>
        <extracomment>qgis_plugin/gui/map_tool.py</extracomment>
        <translation>Cliquer là où ce SCR est défini, ou en choisir un autre pour le projet.</translation>
    </message>
    <message>
        <source>Embeddings of {first} and {second} numbers cannot be compared.</source>
        <extracomment>qgis_plugin/gui/place/embedding_similarity.py</extracomment>
        <translation>Des plongements de {first} et {second} nombres ne peuvent être comparés.</translation>
    </message>
    <message>
        <source>Ask the same model about both places.</source>
        <extracomment>qgis_plugin/gui/place/embedding_similarity.py</extracomment>
        <translation>Interroger le même modèle sur les deux lieux.</translation>
    </message>
    <message>
        <source>No Python with pip was found to download pyzmq.</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Aucun Python avec pip n'a été trouvé pour télécharger pyzmq.</translation>
    </message>
    <message>
        <source>Download {name} with a browser and choose it under Details.</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Télécharger {name} avec un navigateur et le choisir sous Détails.</translation>
    </message>
    <message>
        <source>{path} is not a 64-bit Python interpreter.</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>{path} n'est pas un interpréteur Python 64 bits.</translation>
    </message>
    <message>
        <source>Choose the interpreter of Python 3.11 to 3.14.</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Choisir l'interpréteur de Python 3.11 à 3.14.</translation>
    </message>
    <message>
        <source>Setting up needs {needed:.1f} GB on the disk of {folder}, and {free:.1f} GB are free.</source>
        <extracomment>qgis_plugin/installation/environment.py</extracomment>
        <translation>L'installation demande {needed:.1f} Go sur le disque de {folder}, et {free:.1f} Go sont libres.</translation>
    </message>
    <message>
        <source>Make room there, or use an environment on another disk.</source>
        <extracomment>qgis_plugin/installation/environment.py</extracomment>
        <translation>Y faire de la place, ou utiliser un environnement sur un autre disque.</translation>
    </message>
    <message>
        <source>torch {torch} cannot use {gpu}: it was built for CUDA {cuda}, the driver runs up to {driver}.</source>
        <extracomment>qgis_plugin/installation/environment.py</extracomment>
        <translation>torch {torch} ne peut utiliser {gpu} : il a été construit pour CUDA {cuda}, le pilote va jusqu'à {driver}.</translation>
    </message>
    <message>
        <source>Update the driver, or enter under Options a package index whose torch fits it.</source>
        <extracomment>qgis_plugin/installation/environment.py</extracomment>
        <translation>Mettre à jour le pilote, ou indiquer sous Options un index de paquets dont le torch lui convient.</translation>
    </message>
    <message>
        <source>The old environment in {folder} cannot be removed: {reason}.</source>
        <extracomment>qgis_plugin/installation/environment.py</extracomment>
        <translation>L'ancien environnement dans {folder} ne peut être retiré : {reason}.</translation>
    </message>
    <message>
        <source>Stop the worker, and try again.</source>
        <extracomment>qgis_plugin/installation/environment.py</extracomment>
        <translation>Arrêter le worker et réessayer.</translation>
    </message>
    <message>
        <source>The worker does not run with {python}: {reason}</source>
        <extracomment>qgis_plugin/installation/environment.py</extracomment>
        <translation>Le worker ne tourne pas avec {python} : {reason}</translation>
    </message>
    <message>
        <source>Install the worker's wheel of version {version} into that environment, or set one up here.</source>
        <extracomment>qgis_plugin/installation/environment.py</extracomment>
        <translation>Installer le wheel du worker de version {version} dans cet environnement, ou en installer un ici.</translation>
    </message>
    <message>
        <source>{program} could not install {what}.</source>
        <extracomment>qgis_plugin/installation/installer.py</extracomment>
        <translation>{program} n'a pas pu installer {what}.</translation>
    </message>
    <message>
        <source>Make room on the disk and try again.</source>
        <extracomment>qgis_plugin/installation/installer.py</extracomment>
        <translation>Faire de la place sur le disque et réessayer.</translation>
    </message>
    <message>
        <source>Correct the proxy in Settings › Options › Network and try again.</source>
        <extracomment>qgis_plugin/installation/installer.py</extracomment>
        <translation>Corriger le proxy dans Préférences › Options › Réseau et réessayer.</translation>
    </message>
    <message>
        <source>Add your network's certificate in Settings › Options › Authentication › Manage Certificates, and try again.</source>
        <extracomment>qgis_plugin/installation/installer.py</extracomment>
        <translation>Ajouter le certificat du réseau dans Préférences › Options › Authentification › Gérer les certificats, et réessayer.</translation>
    </message>
    <message>
        <source>This machine cannot reach download.pytorch.org. The usual package index has PyTorch too: up to {cuda} GB are downloaded.</source>
        <extracomment>qgis_plugin/installation/installer.py</extracomment>
        <translation>Cette machine n'atteint pas download.pytorch.org. L'index de paquets habituel a aussi PyTorch : jusqu'à {cuda} Go sont téléchargés.</translation>
    </message>
    <message>
        <source>No Python 3.11 to 3.14 was found here, and none can be downloaded. Install one, or choose one that is on this machine.</source>
        <extracomment>qgis_plugin/installation/installer.py</extracomment>
        <translation>Aucun Python 3.11 à 3.14 n'a été trouvé ici, et aucun ne peut être téléchargé. Installez-en un, ou choisissez-en un sur cette machine.</translation>
    </message>
    <message>
        <source>Check that this machine is connected to the internet, and try again.</source>
        <extracomment>qgis_plugin/installation/installer.py</extracomment>
        <translation>Vérifiez que cette machine est connectée à internet, et réessayez.</translation>
    </message>
    <message>
        <source>{python} starts only with variables that its application sets. No environment can be created with it.</source>
        <extracomment>qgis_plugin/installation/pythons.py</extracomment>
        <translation>{python} ne démarre qu'avec des variables définies par son application. Aucun environnement ne peut être créé avec lui.</translation>
    </message>
    <message>
        <source>Choose another Python.</source>
        <extracomment>qgis_plugin/installation/pythons.py</extracomment>
        <translation>Choisir un autre Python.</translation>
    </message>
    <message>
        <source>{python} is Python {version}; the worker runs on Python {wanted}.</source>
        <extracomment>qgis_plugin/installation/pythons.py</extracomment>
        <translation>{python} est Python {version} ; le worker tourne avec Python {wanted}.</translation>
    </message>
    <message>
        <source>Install one of these, or choose its interpreter.</source>
        <extracomment>qgis_plugin/installation/pythons.py</extracomment>
        <translation>Installer l'un de ceux-là, ou choisir son interpréteur.</translation>
    </message>
    <message>
        <source>There is no pinned pyzmq for {system} on {machine} with Python {python}.</source>
        <extracomment>qgis_plugin/installation/zmq_wheel.py</extracomment>
        <translation>Il n'y a pas de version figée de pyzmq pour {system} sur {machine} avec Python {python}.</translation>
    </message>
    <message>
        <source>Install pyzmq with the package manager that installed QGIS, and restart QGIS.</source>
        <extracomment>qgis_plugin/installation/zmq_wheel.py</extracomment>
        <translation>Installer pyzmq avec le gestionnaire de paquets qui a installé QGIS, et redémarrer QGIS.</translation>
    </message>
    <message>
        <source>QGIS cannot import the installed pyzmq: {reason}.</source>
        <extracomment>qgis_plugin/installation/zmq_wheel.py</extracomment>
        <translation>QGIS ne peut pas importer le pyzmq installé : {reason}.</translation>
    </message>
    <message>
        <source>{path} is not the file {name} that this release expects.</source>
        <extracomment>qgis_plugin/installation/zmq_wheel.py</extracomment>
        <translation>{path} n'est pas le fichier {name} que cette version attend.</translation>
    </message>
    <message>
        <source>Download the file of exactly that name again and choose it.</source>
        <extracomment>qgis_plugin/installation/zmq_wheel.py</extracomment>
        <translation>Télécharger à nouveau le fichier portant exactement ce nom et le choisir.</translation>
    </message>
    <message>
        <source>There is no file {path}.</source>
        <extracomment>qgis_plugin/installation/zmq_wheel.py</extracomment>
        <translation>Il n'y a pas de fichier {path}.</translation>
    </message>
    <message>
        <source>Choose it again.</source>
        <extracomment>qgis_plugin/installation/zmq_wheel.py</extracomment>
        <translation>Le choisir à nouveau.</translation>
    </message>
    <message>
        <source>pyzmq could not be unpacked into {folder}: {reason}.</source>
        <extracomment>qgis_plugin/installation/zmq_wheel.py</extracomment>
        <translation>pyzmq n'a pu être décompressé dans {folder} : {reason}.</translation>
    </message>
    <message>
        <source>Free some space there, or make the folder writable.</source>
        <extracomment>qgis_plugin/installation/zmq_wheel.py</extracomment>
        <translation>Y libérer de la place, ou rendre le dossier accessible en écriture.</translation>
    </message>
    <message>
        <source>Layer {layer} has no changes.</source>
        <extracomment>qgis_plugin/layers/changes_report.py</extracomment>
        <translation>La couche {layer} n'a pas d'évolutions.</translation>
    </message>
    <message>
        <source>Choose a layer that 'Before and after' has created.</source>
        <extracomment>qgis_plugin/layers/changes_report.py</extracomment>
        <translation>Choisir une couche que « Avant et après » a créée.</translation>
    </message>
    <message>
        <source>The click could not be saved in {where}: {reason}</source>
        <extracomment>qgis_plugin/layers/clicks.py</extracomment>
        <translation>Le clic n'a pas pu être enregistré dans {where} : {reason}</translation>
    </message>
    <message>
        <source>Close other programs that have the file open, or choose another file.</source>
        <extracomment>qgis_plugin/layers/clicks.py</extracomment>
        <translation>Fermer les autres programmes qui ont le fichier ouvert, ou choisir un autre fichier.</translation>
    </message>
    <message>
        <source>This plugin has no demo city: {path} is missing.</source>
        <extracomment>qgis_plugin/layers/demo_city.py</extracomment>
        <translation>Cette extension n'a pas de ville de démonstration : {path} manque.</translation>
    </message>
    <message>
        <source>Install the plugin's zip again.</source>
        <extracomment>qgis_plugin/layers/demo_city.py</extracomment>
        <translation>Réinstaller le ZIP de l'extension.</translation>
    </message>
    <message>
        <source>The demo city cannot be written to {path}: {reason}.</source>
        <extracomment>qgis_plugin/layers/demo_city.py</extracomment>
        <translation>La ville de démonstration ne peut être écrite dans {path} : {reason}.</translation>
    </message>
    <message>
        <source>Styles and metadata could not be written into {source}: {reason}</source>
        <extracomment>qgis_plugin/layers/described.py</extracomment>
        <translation>Styles et métadonnées n'ont pu être écrits dans {source} : {reason}</translation>
    </message>
    <message>
        <source>Close other programs that have the file open, and run the algorithm again.</source>
        <extracomment>qgis_plugin/layers/described.py</extracomment>
        <translation>Fermer les autres programmes qui ont le fichier ouvert, et relancer l'algorithme.</translation>
    </message>
    <message>
        <source>{path} could not be written: {reason}</source>
        <extracomment>qgis_plugin/layers/export.py</extracomment>
        <translation>{path} n'a pu être écrit : {reason}</translation>
    </message>
    <message>
        <source>Check the free space of the disk, and the layer's geometries and fields.</source>
        <extracomment>qgis_plugin/layers/export.py</extracomment>
        <translation>Vérifier la place libre du disque, et les géométries et champs de la couche.</translation>
    </message>
    <message>
        <source>Layer {layer} has no features in the study area.</source>
        <extracomment>qgis_plugin/layers/export.py</extracomment>
        <translation>La couche {layer} n'a pas d'entités dans la zone d'étude.</translation>
    </message>
    <message>
        <source>Choose another extent or another layer.</source>
        <extracomment>qgis_plugin/layers/export.py</extracomment>
        <translation>Choisir une autre emprise ou une autre couche.</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <extracomment>qgis_plugin/layers/files.py</extracomment>
        <translation>Vérifier le chemin.</translation>
    </message>
    <message>
        <source>{path} is empty.</source>
        <extracomment>qgis_plugin/layers/files.py</extracomment>
        <translation>{path} est vide.</translation>
    </message>
    <message>
        <source>Choose a file with data.</source>
        <extracomment>qgis_plugin/layers/files.py</extracomment>
        <translation>Choisir un fichier avec des données.</translation>
    </message>
    <message>
        <source>The folder {path} contains no files.</source>
        <extracomment>qgis_plugin/layers/files.py</extracomment>
        <translation>Le dossier {path} ne contient aucun fichier.</translation>
    </message>
    <message>
        <source>Choose a folder with data.</source>
        <extracomment>qgis_plugin/layers/files.py</extracomment>
        <translation>Choisir un dossier avec des données.</translation>
    </message>
    <message>
        <source>QGIS cannot read the layer {layer} of the worker's result {file}.</source>
        <extracomment>qgis_plugin/layers/geopackages.py</extracomment>
        <translation>QGIS ne peut pas lire la couche {layer} du résultat {file} du worker.</translation>
    </message>
    <message>
        <source>Plugin and worker must have the same release: update the older one.</source>
        <extracomment>qgis_plugin/layers/geopackages.py</extracomment>
        <translation>L'extension et le worker doivent avoir la même version : mettre à jour le plus ancien.</translation>
    </message>
    <message>
        <source>No photo in {path} has a position (left out: {dropped}).</source>
        <extracomment>qgis_plugin/layers/photos.py</extracomment>
        <translation>Aucune photo de {path} n'a de position (laissées de côté : {dropped}).</translation>
    </message>
    <message>
        <source>Choose photos with a GPS position in their EXIF, or write an index.csv.</source>
        <extracomment>qgis_plugin/layers/photos.py</extracomment>
        <translation>Choisir des photos avec une position GPS dans leur EXIF, ou écrire un index.csv.</translation>
    </message>
    <message>
        <source>Layer {layer} has only speeds at times of the week; this page does not show them.</source>
        <extracomment>qgis_plugin/layers/printed_map.py</extracomment>
        <translation>La couche {layer} n'a que des vitesses à des périodes de la semaine, que cette page ne montre pas.</translation>
    </message>
    <message>
        <source>Predict the whole week, or print the map with a QGIS layout.</source>
        <extracomment>qgis_plugin/layers/printed_map.py</extracomment>
        <translation>Prédire toute la semaine, ou imprimer la carte avec une mise en page QGIS.</translation>
    </message>
    <message>
        <source>Layer {layer} has no predictions.</source>
        <extracomment>qgis_plugin/layers/printed_map.py</extracomment>
        <translation>La couche {layer} n'a pas de prédictions.</translation>
    </message>
    <message>
        <source>Choose a layer that 'Predict roads' or 'Join predictions to roads' has created.</source>
        <extracomment>qgis_plugin/layers/printed_map.py</extracomment>
        <translation>Choisir une couche créée par « Prédire les routes » ou « Joindre les prédictions aux routes ».</translation>
    </message>
    <message>
        <source>The map could not be written to {path}.</source>
        <extracomment>qgis_plugin/layers/printed_map.py</extracomment>
        <translation>La carte n'a pu être écrite dans {path}.</translation>
    </message>
    <message>
        <source>Choose another file, or a lower resolution.</source>
        <extracomment>qgis_plugin/layers/printed_map.py</extracomment>
        <translation>Choisir un autre fichier, ou une résolution plus basse.</translation>
    </message>
    <message>
        <source>The worker's result in {path} is not a GeoPackage of predicted roads.</source>
        <extracomment>qgis_plugin/layers/roads.py</extracomment>
        <translation>Le résultat du worker dans {path} n'est pas un GeoPackage de routes prédites.</translation>
    </message>
    <message>
        <source>Layer {layer} contains {content}; needed here: {wanted}.</source>
        <extracomment>qgis_plugin/layers/roles.py</extracomment>
        <translation>La couche {layer} contient : {content}. Il faut ici : {wanted}.</translation>
    </message>
    <message>
        <source>Choose another layer.</source>
        <extracomment>qgis_plugin/layers/roles.py</extracomment>
        <translation>Choisir une autre couche.</translation>
    </message>
    <message>
        <source>The index of {path} has no column {missing}.</source>
        <extracomment>qgis_plugin/layers/street_view.py</extracomment>
        <translation>L'index de {path} n'a pas de colonne {missing}.</translation>
    </message>
    <message>
        <source>Add it: an index has the columns id, file, lon, lat and, optionally, compass_angle and captured_at.</source>
        <extracomment>qgis_plugin/layers/street_view.py</extracomment>
        <translation>L'ajouter : un index a les colonnes id, file, lon, lat et, en option, compass_angle et captured_at.</translation>
    </message>
    <message>
        <source>{path} has no usable picture (left out: {dropped}).</source>
        <extracomment>qgis_plugin/layers/street_view.py</extracomment>
        <translation>{path} n'a pas d'image utilisable (laissées de côté : {dropped}).</translation>
    </message>
    <message>
        <source>The column file is relative to the index: keep index and pictures together.</source>
        <extracomment>qgis_plugin/layers/street_view.py</extracomment>
        <translation>La colonne file est relative à l'index : garder l'index et les images ensemble.</translation>
    </message>
    <message>
        <source>No street view lies in the study area.</source>
        <extracomment>qgis_plugin/layers/street_view.py</extracomment>
        <translation>Aucune vue de rue ne se trouve dans la zone d'étude.</translation>
    </message>
    <message>
        <source>Choose another extent, or leave the street views out.</source>
        <extracomment>qgis_plugin/layers/street_view.py</extracomment>
        <translation>Choisir une autre emprise, ou se passer des vues de rue.</translation>
    </message>
    <message>
        <source>{path}: picture {image} has a coordinate outside ±180/±90 degrees: ({lon}, {lat}).</source>
        <extracomment>qgis_plugin/layers/street_view.py</extracomment>
        <translation>{path} : l'image {image} a une coordonnée hors de ±180/±90 degrés : ({lon}, {lat}).</translation>
    </message>
    <message>
        <source>Coordinates must be in degrees: check whether longitude and latitude are swapped.</source>
        <extracomment>qgis_plugin/layers/street_view.py</extracomment>
        <translation>Les coordonnées doivent être en degrés : vérifier si la longitude et la latitude sont inversées.</translation>
    </message>
    <message>
        <source>{path} is not a street-view index: {reason}.</source>
        <extracomment>qgis_plugin/layers/street_view.py</extracomment>
        <translation>{path} n'est pas un index de vues de rue : {reason}.</translation>
    </message>
    <message>
        <source>Use a CSV index in UTF-8 in the folder of its pictures, or a ZIP with both.</source>
        <extracomment>qgis_plugin/layers/street_view.py</extracomment>
        <translation>Utiliser un index CSV en UTF-8 dans le dossier de ses images, ou un ZIP avec les deux.</translation>
    </message>
    <message>
        <source>Exactly one of these is needed: {choices}.</source>
        <extracomment>qgis_plugin/processing/base.py</extracomment>
        <translation>Il faut exactement l'un de ceux-ci : {choices}.</translation>
    </message>
    <message>
        <source>Fill one of them in, and empty the others.</source>
        <extracomment>qgis_plugin/processing/base.py</extracomment>
        <translation>En remplir un et vider les autres.</translation>
    </message>
    <message>
        <source>The layer of {parameter} cannot be read.</source>
        <extracomment>qgis_plugin/processing/base.py</extracomment>
        <translation>La couche de {parameter} ne peut être lue.</translation>
    </message>
    <message>
        <source>No bundle is chosen.</source>
        <extracomment>qgis_plugin/processing/forms/batchexport.py</extracomment>
        <translation>Aucun jeu préparé n'est choisi.</translation>
    </message>
    <message>
        <source>Enter the ids of the bundles to export.</source>
        <extracomment>qgis_plugin/processing/forms/batchexport.py</extracomment>
        <translation>Saisir les identifiants des jeux préparés à exporter.</translation>
    </message>
    <message>
        <source>Field {field} of layer {layer} contains {value} instead of times.</source>
        <extracomment>qgis_plugin/processing/forms/loadtrips.py</extracomment>
        <translation>Le champ {field} de la couche {layer} contient {value} au lieu d'heures.</translation>
    </message>
    <message>
        <source>Choose the field with dates and times, or with Unix seconds or milliseconds.</source>
        <extracomment>qgis_plugin/processing/forms/loadtrips.py</extracomment>
        <translation>Choisir le champ qui contient dates et heures, ou des secondes ou millisecondes Unix.</translation>
    </message>
    <message>
        <source>Layer {layer} lacks the fields of a street-view layer.</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>Il manque à la couche {layer} les champs d'une couche de vues de rue.</translation>
    </message>
    <message>
        <source>Make the layer with 'Load street view'.</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>Créer la couche avec « Charger des vues de rue ».</translation>
    </message>
    <message>
        <source>Layer {layer} shows roads of a layer of your own: its segments have other numbers than those of the bundle.</source>
        <extracomment>qgis_plugin/processing/forms/selectlink.py</extracomment>
        <translation>La couche {layer} montre des routes de votre propre couche : ses segments ont d'autres numéros que ceux du jeu préparé.</translation>
    </message>
    <message>
        <source>Choose a layer of the bundle's roads, such as 'Observed traffic'.</source>
        <extracomment>qgis_plugin/processing/forms/selectlink.py</extracomment>
        <translation>Choisir une couche des routes du jeu préparé, par exemple « Trafic observé ».</translation>
    </message>
    <message>
        <source>Layer {layer} shows roads of the bundle {other}, not of {bundle}.</source>
        <extracomment>qgis_plugin/processing/forms/selectlink.py</extracomment>
        <translation>La couche {layer} montre des routes du jeu préparé {other}, pas de {bundle}.</translation>
    </message>
    <message>
        <source>Choose a layer of this bundle: the segments of others have other numbers.</source>
        <extracomment>qgis_plugin/processing/forms/selectlink.py</extracomment>
        <translation>Choisir une couche de ce jeu préparé : les segments des autres ont d'autres numéros.</translation>
    </message>
    <message>
        <source>No feature of layer {layer} has a number in the field {field}.</source>
        <extracomment>qgis_plugin/processing/forms/selectlink.py</extracomment>
        <translation>Aucune entité de la couche {layer} n'a de nombre dans le champ {field}.</translation>
    </message>
    <message>
        <source>Select roads of a layer of this bundle.</source>
        <extracomment>qgis_plugin/processing/forms/selectlink.py</extracomment>
        <translation>Sélectionner des routes d'une couche de ce jeu préparé.</translation>
    </message>
    <message>
        <source>Layer {layer} has more than {most} directed segments.</source>
        <extracomment>qgis_plugin/processing/forms/selectlink.py</extracomment>
        <translation>La couche {layer} a plus de {most} segments orientés.</translation>
    </message>
    <message>
        <source>Select the roads that you mean in it and tick 'Selected features only'.</source>
        <extracomment>qgis_plugin/processing/forms/selectlink.py</extracomment>
        <translation>Y sélectionner les routes voulues et cocher « Entité(s) sélectionnée(s) uniquement ».</translation>
    </message>
    <message>
        <source>There are no minutes within which roads are reached.</source>
        <extracomment>qgis_plugin/processing/forms/traveltimes.py</extracomment>
        <translation>Aucune minute n'est indiquée pour atteindre des routes.</translation>
    </message>
    <message>
        <source>Enter some, such as 5, 10, 15, or leave the outputs of reached roads and isochrones out.</source>
        <extracomment>qgis_plugin/processing/forms/traveltimes.py</extracomment>
        <translation>En indiquer, par exemple 5, 10, 15, ou omettre les sorties des routes atteintes et des isochrones.</translation>
    </message>
    <message>
        <source>The worker's page was refused: its background map is {shown}.</source>
        <extracomment>qgis_plugin/processing/forms/webpage.py</extracomment>
        <translation>La page du worker a été refusée : son fond de carte est {shown}.</translation>
    </message>
    <message>
        <source>Nobody has asked for this background map: do not trust this worker.</source>
        <extracomment>qgis_plugin/processing/forms/webpage.py</extracomment>
        <translation>Personne n'a demandé ce fond de carte : ne pas se fier à ce worker.</translation>
    </message>
    <message>
        <source>Layer {layer} has no coordinate reference system.</source>
        <extracomment>qgis_plugin/processing/inputs.py</extracomment>
        <translation>La couche {layer} n'a pas de système de coordonnées de référence.</translation>
    </message>
    <message>
        <source>Set it in the layer's properties.</source>
        <extracomment>qgis_plugin/processing/inputs.py</extracomment>
        <translation>Le définir dans les propriétés de la couche.</translation>
    </message>
    <message>
        <source>The coordinate reference system of layer {layer}, {crs}, has the unit {unit}, but its coordinates ({extent}) do not.</source>
        <extracomment>qgis_plugin/processing/inputs.py</extracomment>
        <translation>Le système de coordonnées de référence de la couche {layer}, {crs}, a pour unité {unit}, mais pas ses coordonnées ({extent}).</translation>
    </message>
    <message>
        <source>Set the layer's true coordinate reference system in its properties.</source>
        <extracomment>qgis_plugin/processing/inputs.py</extracomment>
        <translation>Définir le système de coordonnées de référence réel de la couche dans ses propriétés.</translation>
    </message>
    <message>
        <source>Layer {layer} has no times: its lines carry no M value.</source>
        <extracomment>qgis_plugin/processing/inputs.py</extracomment>
        <translation>La couche {layer} n'a pas d'heures : ses lignes ne portent pas de valeur M.</translation>
    </message>
    <message>
        <source>Make the layer with 'Load trips'.</source>
        <extracomment>qgis_plugin/processing/inputs.py</extracomment>
        <translation>Créer la couche avec « Charger des trajets ».</translation>
    </message>
    <message>
        <source>Layer {layer} has no field {field}; its fields are {fields}.</source>
        <extracomment>qgis_plugin/processing/inputs.py</extracomment>
        <translation>La couche {layer} n'a pas de champ {field} ; ses champs sont {fields}.</translation>
    </message>
    <message>
        <source>Choose one of them.</source>
        <extracomment>qgis_plugin/processing/inputs.py</extracomment>
        <translation>En choisir un.</translation>
    </message>
    <message>
        <source>Layer {layer} lies outside the study area: it covers {covered}, the area is {area}, in degrees.</source>
        <extracomment>qgis_plugin/processing/inputs.py</extracomment>
        <translation>La couche {layer} est hors de la zone d'étude : elle couvre {covered}, la zone est {area}, en degrés.</translation>
    </message>
    <message>
        <source>Choose another study area or model, or another layer.</source>
        <extracomment>qgis_plugin/processing/inputs.py</extracomment>
        <translation>Choisir une autre zone d'étude ou un autre modèle, ou une autre couche.</translation>
    </message>
    <message>
        <source>Layer {layer} is not a layer of predicted roads: it lacks {field} or a prediction.</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>La couche {layer} n'est pas une couche de routes prédites : il lui manque {field} ou une prédiction.</translation>
    </message>
    <message>
        <source>Choose the output of 'Predict roads'.</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Choisir le résultat de « Prédire les routes ».</translation>
    </message>
    <message>
        <source>None of the {n} roads of {layer} has a prediction.</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Aucune des {n} routes de {layer} n'a de prédiction.</translation>
    </message>
    <message>
        <source>Choose the layer that was predicted, or the field with its ids.</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Choisir la couche qui a été prédite, ou le champ avec ses identifiants.</translation>
    </message>
    <message>
        <source>Layer {layer} is itself a layer of predicted roads.</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>La couche {layer} est elle-même une couche de routes prédites.</translation>
    </message>
    <message>
        <source>Choose the layer that was predicted.</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Choisir la couche qui a été prédite.</translation>
    </message>
    <message>
        <source>Layer {layer} already has the fields {fields}.</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>La couche {layer} a déjà les champs {fields}.</translation>
    </message>
    <message>
        <source>Choose another prefix for the new fields.</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Choisir un autre préfixe pour les nouveaux champs.</translation>
    </message>
    <message>
        <source>{roads} and {predictions} have different edges: edge {edge} belongs to different roads or directions.</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Les segments (edge) de {roads} et de {predictions} diffèrent : le segment {edge} est d'une autre route ou d'un autre sens.</translation>
    </message>
    <message>
        <source>Choose two layers of the same bundle, or of the same road layer.</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Choisir deux couches du même jeu préparé, ou de la même couche de routes.</translation>
    </message>
    <message>
        <source>{value!r} is not a valid home of the worker on the other machine.</source>
        <extracomment>qgis_plugin/settings.py</extracomment>
        <translation>{value!r} n'est pas un dossier valide du worker sur l'autre machine.</translation>
    </message>
    <message>
        <source>Use only letters, digits, spaces and . / _ - @ + , = here; ~/ stands for the home directory on that machine.</source>
        <extracomment>qgis_plugin/settings.py</extracomment>
        <translation>N'utiliser ici que des lettres, des chiffres, des espaces et . / _ - @ + , = ; ~/ désigne le dossier personnel sur cette machine.</translation>
    </message>
    <message>
        <source>Two profiles are called {name}.</source>
        <extracomment>qgis_plugin/settings.py</extracomment>
        <translation>Deux profils s'appellent {name}.</translation>
    </message>
    <message>
        <source>Give one of them another name.</source>
        <extracomment>qgis_plugin/settings.py</extracomment>
        <translation>Donner un autre nom à l'un d'eux.</translation>
    </message>
    <message>
        <source>The profile has no name.</source>
        <extracomment>qgis_plugin/settings.py</extracomment>
        <translation>Le profil n'a pas de nom.</translation>
    </message>
    <message>
        <source>Enter a unique name.</source>
        <extracomment>qgis_plugin/settings.py</extracomment>
        <translation>Indiquer un nom unique.</translation>
    </message>
    <message>
        <source>{value!r} is not a port number.</source>
        <extracomment>qgis_plugin/settings.py</extracomment>
        <translation>{value!r} n'est pas un numéro de port.</translation>
    </message>
    <message>
        <source>Use a number from 1 to 65535, or 0 for the port in ssh's configuration.</source>
        <extracomment>qgis_plugin/settings.py</extracomment>
        <translation>Utiliser un nombre de 1 à 65535, ou 0 pour le port de la configuration de ssh.</translation>
    </message>
    <message>
        <source>The profiles of workers in QGIS' settings cannot be read: {reason}.</source>
        <extracomment>qgis_plugin/settings.py</extracomment>
        <translation>Les profils de workers dans les préférences de QGIS ne peuvent être lus : {reason}.</translation>
    </message>
    <message>
        <source>Remove {key} in Settings › Options › Advanced, and enter them again.</source>
        <extracomment>qgis_plugin/settings.py</extracomment>
        <translation>Retirer {key} dans Préférences › Options › Avancé, et les saisir à nouveau.</translation>
    </message>
    <message>
        <source>{value!r} is not a valid name of a machine or user.</source>
        <extracomment>qgis_plugin/settings.py</extracomment>
        <translation>{value!r} n'est pas un nom valide de machine ou d'utilisateur.</translation>
    </message>
    <message>
        <source>Use only letters, digits and . _ - here. For anything else, define an alias in ssh's configuration and enter the alias.</source>
        <extracomment>qgis_plugin/settings.py</extracomment>
        <translation>N'utiliser ici que des lettres, des chiffres et . _ - Pour tout le reste, définir un alias dans la configuration de ssh et indiquer l'alias.</translation>
    </message>
    <message>
        <source>The locations have the shape {shape}.</source>
        <extracomment>trajganr_core/api/models.py</extracomment>
        <translation>Les lieux ont la forme {shape}.</translation>
    </message>
    <message>
        <source>Give an array or a list of (longitude, latitude), of the shape (n, 2).</source>
        <extracomment>trajganr_core/api/models.py</extracomment>
        <translation>Donner un tableau ou une liste de (longitude, latitude), de forme (n, 2).</translation>
    </message>
    <message>
        <source>The study area has {count} numbers.</source>
        <extracomment>trajganr_core/api/options.py</extracomment>
        <translation>La zone d'étude a {count} nombres.</translation>
    </message>
    <message>
        <source>Give west, south, east, north in degrees, EPSG:4326.</source>
        <extracomment>trajganr_core/api/options.py</extracomment>
        <translation>Donner ouest, sud, est, nord en degrés, EPSG:4326.</translation>
    </message>
    <message>
        <source>There is no option {name!r}.</source>
        <extracomment>trajganr_core/api/options.py</extracomment>
        <translation>Il n'y a pas d'option {name!r}.</translation>
    </message>
    <message>
        <source>Use one of these options: {names}.</source>
        <extracomment>trajganr_core/api/options.py</extracomment>
        <translation>Utiliser l'une de ces options : {names}.</translation>
    </message>
    <message>
        <source>The layer of the study area has no coordinate reference system.</source>
        <extracomment>trajganr_core/api/options.py</extracomment>
        <translation>La couche de la zone d'étude n'a pas de système de coordonnées de référence.</translation>
    </message>
    <message>
        <source>Set it, for example with set_crs('EPSG:4326').</source>
        <extracomment>trajganr_core/api/options.py</extracomment>
        <translation>Le définir, par exemple avec set_crs('EPSG:4326').</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <extracomment>trajganr_core/contract/errors.py</extracomment>
        <translation>Annulé.</translation>
    </message>
    <message>
        <source>Resume the job to continue it, or run it again.</source>
        <extracomment>trajganr_core/contract/errors.py</extracomment>
        <translation>Reprendre la tâche pour la continuer, ou la relancer.</translation>
    </message>
    <message>
        <source>Unexpected {kind}: {text} (id {id}).</source>
        <extracomment>trajganr_core/contract/errors.py</extracomment>
        <translation>Erreur inattendue, {kind} : {text} (identifiant {id}).</translation>
    </message>
    <message>
        <source>Look for the id in the job's log and report it with the log.</source>
        <extracomment>trajganr_core/contract/errors.py</extracomment>
        <translation>Chercher l'identifiant dans le journal de la tâche et le signaler avec le journal.</translation>
    </message>
    <message>
        <source>{out} exists and has other content, which would be lost.</source>
        <extracomment>trajganr_core/contract/files/atomic_io.py</extracomment>
        <translation>{out} existe et a un autre contenu, qui serait perdu.</translation>
    </message>
    <message>
        <source>Choose a new folder.</source>
        <extracomment>trajganr_core/contract/files/atomic_io.py</extracomment>
        <translation>Choisir un nouveau dossier.</translation>
    </message>
    <message>
        <source>{path} exists and is not a result of this batch, or was changed.</source>
        <extracomment>trajganr_core/contract/files/batch_export.py</extracomment>
        <translation>{path} existe et n'est pas un résultat de ce lot, ou a été modifié.</translation>
    </message>
    <message>
        <source>Move it, or choose another folder. On the command line, --overwrite replaces it.</source>
        <extracomment>trajganr_core/contract/files/batch_export.py</extracomment>
        <translation>Le déplacer, ou choisir un autre dossier. En ligne de commande, --overwrite le remplace.</translation>
    </message>
    <message>
        <source>{failed} of {count} exports failed.
{failures}</source>
        <extracomment>trajganr_core/contract/files/batch_export.py</extracomment>
        <translation>{failed} exports sur {count} ont échoué.
{failures}</translation>
    </message>
    <message>
        <source>The others are in {folder}. Solve the problems and export again; only missing files are made.</source>
        <extracomment>trajganr_core/contract/files/batch_export.py</extracomment>
        <translation>Les autres sont dans {folder}. Résoudre les problèmes et exporter à nouveau ; seuls les fichiers manquants sont créés.</translation>
    </message>
    <message>
        <source>No bundle covers the study area of the model {model}.</source>
        <extracomment>trajganr_core/contract/files/batch_export.py</extracomment>
        <translation>Aucun des jeux préparés n'est de la zone d'étude du modèle {model}.</translation>
    </message>
    <message>
        <source>Leave the model out, or add a bundle of its area.</source>
        <extracomment>trajganr_core/contract/files/batch_export.py</extracomment>
        <translation>Omettre le modèle, ou ajouter un jeu préparé de sa zone.</translation>
    </message>
    <message>
        <source>{path} is not the list of a batch that this release can continue.</source>
        <extracomment>trajganr_core/contract/files/batch_export.py</extracomment>
        <translation>{path} n'est pas la liste d'un lot que cette version puisse continuer.</translation>
    </message>
    <message>
        <source>Choose another folder, or delete the file to export everything again.</source>
        <extracomment>trajganr_core/contract/files/batch_export.py</extracomment>
        <translation>Choisir un autre dossier, ou supprimer le fichier pour tout exporter à nouveau.</translation>
    </message>
    <message>
        <source>Left out {model} for {bundle}: it is a model of another study area.</source>
        <extracomment>trajganr_core/contract/files/batch_export.py</extracomment>
        <translation>{model} laissé de côté pour {bundle} : c'est un modèle d'une autre zone d'étude.</translation>
    </message>
    <message>
        <source>The models are not used: neither predictions nor embeddings are among the layers.</source>
        <extracomment>trajganr_core/contract/files/batch_export.py</extracomment>
        <translation>Les modèles ne sont pas utilisés : ni prédictions ni plongements ne sont parmi les couches.</translation>
    </message>
    <message>
        <source>The result is complete, but has another name, {kept}, because of a problem: {reason}</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>Le résultat est complet, mais a un autre nom, {kept}, à cause d'un problème : {reason}</translation>
    </message>
    <message>
        <source>Rename the file, or use it as it is.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>Renommer le fichier, ou l'utiliser tel quel.</translation>
    </message>
    <message>
        <source>{out} cannot be written: {reason}.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>{out} ne peut être écrit : {reason}.</translation>
    </message>
    <message>
        <source>Choose another place for the result, or check your permissions.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>Choisir un autre emplacement pour le résultat, ou vérifier les droits d'accès.</translation>
    </message>
    <message>
        <source>{name} does not have the suffix of a supported format.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>{name} n'a pas l'extension d'un format pris en charge.</translation>
    </message>
    <message>
        <source>Use a name that ends in {endings}.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>Utiliser un nom qui finit par {endings}.</translation>
    </message>
    <message>
        <source>{path} is neither a file nor a folder.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>{path} n'est ni un fichier ni un dossier.</translation>
    </message>
    <message>
        <source>Save its content as a file and use that.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>Enregistrer son contenu dans un fichier et utiliser celui-ci.</translation>
    </message>
    <message>
        <source>{folder} is a file, not a folder.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>{folder} est un fichier, pas un dossier.</translation>
    </message>
    <message>
        <source>Choose another place for the result.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>Choisir un autre emplacement pour le résultat.</translation>
    </message>
    <message>
        <source>There is no folder {folder}.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>Il n'y a pas de dossier {folder}.</translation>
    </message>
    <message>
        <source>Create the folder first, or choose another place for the result.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>Créer d'abord le dossier, ou choisir un autre emplacement pour le résultat.</translation>
    </message>
    <message>
        <source>{out} is neither a file nor a folder.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>{out} n'est ni un fichier ni un dossier.</translation>
    </message>
    <message>
        <source>Name a file.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>Indiquer un fichier.</translation>
    </message>
    <message>
        <source>{out} is write-protected.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>{out} est protégé en écriture.</translation>
    </message>
    <message>
        <source>Choose another file, or remove the protection.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>Choisir un autre fichier, ou retirer la protection.</translation>
    </message>
    <message>
        <source>{out} exists and would be lost.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>{out} existe et serait perdu.</translation>
    </message>
    <message>
        <source>Choose another file, or give --overwrite to replace it.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>Choisir un autre fichier, ou le remplacer avec --overwrite.</translation>
    </message>
    <message>
        <source>{out} contains other files, such as {other}, which would be lost.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>{out} contient d'autres fichiers, comme {other}, qui seraient perdus.</translation>
    </message>
    <message>
        <source>{out} contains an earlier result, which would be lost.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>{out} contient un résultat antérieur, qui serait perdu.</translation>
    </message>
    <message>
        <source>Choose a new folder, or give --overwrite to replace it.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>Choisir un nouveau dossier, ou le remplacer avec --overwrite.</translation>
    </message>
    <message>
        <source>{out} is open in another program, or is being edited in QGIS.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>{out} est ouvert dans un autre programme, ou en cours d'édition dans QGIS.</translation>
    </message>
    <message>
        <source>Close it there, or choose another file.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>L'y fermer, ou choisir un autre fichier.</translation>
    </message>
    <message>
        <source>There is no space left for {out}.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>Il ne reste pas de place pour {out}.</translation>
    </message>
    <message>
        <source>Free some space on that disk, or choose another place for the result.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>Libérer de la place sur ce disque, ou choisir un autre emplacement pour le résultat.</translation>
    </message>
    <message>
        <source>The name of the output is too long: {name}.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>Le nom de la sortie est trop long : {name}.</translation>
    </message>
    <message>
        <source>Choose a shorter name.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>Choisir un nom plus court.</translation>
    </message>
    <message>
        <source>{out} is a folder.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>{out} est un dossier.</translation>
    </message>
    <message>
        <source>{out} is a file and would be lost.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>{out} est un fichier et serait perdu.</translation>
    </message>
    <message>
        <source>Name a folder.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>Indiquer un dossier.</translation>
    </message>
    <message>
        <source>{path} cannot be opened: {reason}.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>{path} ne peut être ouvert : {reason}.</translation>
    </message>
    <message>
        <source>Check the path and its permissions.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>Vérifier le chemin et ses droits d'accès.</translation>
    </message>
    <message>
        <source>{out} is an input and would be lost.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>{out} est une entrée et serait perdu.</translation>
    </message>
    <message>
        <source>{out} is inside the input {input}.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>{out} se trouve dans l'entrée {input}.</translation>
    </message>
    <message>
        <source>{out} contains the input {input}, which would be lost.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>{out} contient l'entrée {input}, qui serait perdue.</translation>
    </message>
    <message>
        <source>{out} is a file of the input {input} and would be lost.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>{out} est un fichier de l'entrée {input} et serait perdu.</translation>
    </message>
    <message>
        <source>The worker's file {name} was refused: {reason}.</source>
        <extracomment>trajganr_core/contract/files/received_files.py</extracomment>
        <translation>Le fichier {name} du worker a été refusé : {reason}.</translation>
    </message>
    <message>
        <source>Plugin and worker should be of the same release. If they are, do not trust this worker.</source>
        <extracomment>trajganr_core/contract/files/received_files.py</extracomment>
        <translation>Extension et worker devraient être de la même version. Si c'est le cas, ne pas se fier à ce worker.</translation>
    </message>
    <message>
        <source>The worker's file {name} has {size} bytes; at most {most} are accepted.</source>
        <extracomment>trajganr_core/contract/files/received_files.py</extracomment>
        <translation>Le fichier {name} du worker a {size} octets ; au plus {most} sont acceptés.</translation>
    </message>
    <message>
        <source>Choose a smaller area or fewer times. If you did, do not trust this worker.</source>
        <extracomment>trajganr_core/contract/files/received_files.py</extracomment>
        <translation>Choisir une zone plus petite ou moins d'heures. Si elles sont déjà petites, ne pas se fier à ce worker.</translation>
    </message>
    <message>
        <source>The zip holds more than {limit} files.</source>
        <extracomment>trajganr_core/contract/files/unpacked_size.py</extracomment>
        <translation>Le ZIP contient plus de {limit} fichiers.</translation>
    </message>
    <message>
        <source>Split it, or put the trips into fewer files.</source>
        <extracomment>trajganr_core/contract/files/unpacked_size.py</extracomment>
        <translation>Le diviser, ou mettre les trajets dans moins de fichiers.</translation>
    </message>
    <message>
        <source>A worker answers in {ms:.0f} ms: version {version}, process {pid}, on {device}; {running} jobs run, {queued} wait.</source>
        <extracomment>trajganr_core/contract/health.py</extracomment>
        <translation>Un worker répond en {ms:.0f} ms : version {version}, processus {pid}, sur {device} ; {running} tâches en cours, {queued} en attente.</translation>
    </message>
    <message>
        <source>The worker is of release {other}, and this program of {own}.</source>
        <extracomment>trajganr_core/contract/health.py</extracomment>
        <translation>Le worker est de la version {other}, et ce programme de la version {own}.</translation>
    </message>
    <message>
        <source>Stop it and start it again with this release.</source>
        <extracomment>trajganr_core/contract/health.py</extracomment>
        <translation>L'arrêter et le redémarrer avec cette version.</translation>
    </message>
    <message>
        <source>Jobs wait for free space on the disk.</source>
        <extracomment>trajganr_core/contract/health.py</extracomment>
        <translation>Des tâches attendent de l'espace libre sur le disque.</translation>
    </message>
    <message>
        <source>Delete jobs, bundles and models, or files.</source>
        <extracomment>trajganr_core/contract/health.py</extracomment>
        <translation>Supprimer des tâches, des jeux préparés et des modèles, ou des fichiers.</translation>
    </message>
    <message>
        <source>Both sides are the same trips at the same times.</source>
        <extracomment>trajganr_core/contract/kinds/changes.py</extracomment>
        <translation>Les deux côtés sont les mêmes trajets aux mêmes moments.</translation>
    </message>
    <message>
        <source>Choose another bundle, other days or another time of the week for the side after.</source>
        <extracomment>trajganr_core/contract/kinds/changes.py</extracomment>
        <translation>Choisir un autre jeu préparé, d'autres jours ou une autre période de la semaine pour le côté après.</translation>
    </message>
    <message>
        <source>{name}, probability by chance</source>
        <extracomment>trajganr_core/contract/kinds/changes.py</extracomment>
        <translation>{name}, probabilité par hasard</translation>
    </message>
    <message>
        <source>{name}, false-discovery rate</source>
        <extracomment>trajganr_core/contract/kinds/changes.py</extracomment>
        <translation>{name}, taux de fausses découvertes</translation>
    </message>
    <message>
        <source>Change of popularity</source>
        <extracomment>trajganr_core/contract/kinds/changes.py</extracomment>
        <translation>Évolution de la fréquentation</translation>
    </message>
    <message>
        <source>Change of slow-down</source>
        <extracomment>trajganr_core/contract/kinds/changes.py</extracomment>
        <translation>Évolution du ralentissement</translation>
    </message>
    <message>
        <source>km</source>
        <extracomment>trajganr_core/contract/kinds/changes.py</extracomment>
        <translation>km</translation>
    </message>
    <message>
        <source>Roads and locations are both given.</source>
        <extracomment>trajganr_core/contract/kinds/embed.py</extracomment>
        <translation>Routes et lieux sont donnés tous les deux.</translation>
    </message>
    <message>
        <source>Give one of them, or neither for the bundle's own roads.</source>
        <extracomment>trajganr_core/contract/kinds/embed.py</extracomment>
        <translation>Donner l'un des deux, ou aucun pour les routes du jeu préparé.</translation>
    </message>
    <message>
        <source>{task}: residual</source>
        <extracomment>trajganr_core/contract/kinds/evaluate.py</extracomment>
        <translation>{task} : résidu</translation>
    </message>
    <message>
        <source>{name}, label</source>
        <extracomment>trajganr_core/contract/kinds/evaluate.py</extracomment>
        <translation>{name}, étiquette</translation>
    </message>
    <message>
        <source>{name}, predicted</source>
        <extracomment>trajganr_core/contract/kinds/evaluate.py</extracomment>
        <translation>{name}, prédit</translation>
    </message>
    <message>
        <source>{name}, label minus prediction</source>
        <extracomment>trajganr_core/contract/kinds/evaluate.py</extracomment>
        <translation>{name}, étiquette moins prédiction</translation>
    </message>
    <message>
        <source>No layer is chosen.</source>
        <extracomment>trajganr_core/contract/kinds/export.py</extracomment>
        <translation>Aucune couche n'est choisie.</translation>
    </message>
    <message>
        <source>Choose at least one of {layers}.</source>
        <extracomment>trajganr_core/contract/kinds/export.py</extracomment>
        <translation>Choisir au moins l'une de ces couches : {layers}.</translation>
    </message>
    <message>
        <source>The address in {name} contains a user or a password.</source>
        <extracomment>trajganr_core/contract/kinds/fetch_osm.py</extracomment>
        <translation>L'adresse dans {name} contient un utilisateur ou un mot de passe.</translation>
    </message>
    <message>
        <source>Remove them: the address would be stored with the job.</source>
        <extracomment>trajganr_core/contract/kinds/fetch_osm.py</extracomment>
        <translation>Les retirer : l'adresse serait stockée avec la tâche.</translation>
    </message>
    <message>
        <source>Level of service, {times}</source>
        <extracomment>trajganr_core/contract/kinds/junctions.py</extracomment>
        <translation>Niveau de service, {times}</translation>
    </message>
    <message>
        <source>Control delay, {times}</source>
        <extracomment>trajganr_core/contract/kinds/junctions.py</extracomment>
        <translation>Retard au carrefour, {times}</translation>
    </message>
    <message>
        <source>Labels of speed, km/h</source>
        <extracomment>trajganr_core/contract/kinds/labels.py</extracomment>
        <translation>Étiquettes de vitesse, km/h</translation>
    </message>
    <message>
        <source>m/s</source>
        <extracomment>trajganr_core/contract/kinds/labels.py</extracomment>
        <translation>m/s</translation>
    </message>
    <message>
        <source>mph</source>
        <extracomment>trajganr_core/contract/kinds/labels.py</extracomment>
        <translation>mph</translation>
    </message>
    <message>
        <source>knots</source>
        <extracomment>trajganr_core/contract/kinds/labels.py</extracomment>
        <translation>nœuds</translation>
    </message>
    <message>
        <source>vehicle-km</source>
        <extracomment>trajganr_core/contract/kinds/labels.py</extracomment>
        <translation>véhicule-km</translation>
    </message>
    <message>
        <source>no label</source>
        <extracomment>trajganr_core/contract/kinds/labels.py</extracomment>
        <translation>pas d'étiquette</translation>
    </message>
    <message>
        <source>Observed speed, km/h, {times}</source>
        <extracomment>trajganr_core/contract/kinds/observe.py</extracomment>
        <translation>Vitesse observée, km/h, {times}</translation>
    </message>
    <message>
        <source>Tasks can be chosen for a fine-tuned model only: {tasks}.</source>
        <extracomment>trajganr_core/contract/kinds/predict.py</extracomment>
        <translation>Des tâches d'apprentissage ne peuvent être choisies que pour un modèle ajusté : {tasks}.</translation>
    </message>
    <message>
        <source>Leave the tasks out: the shipped model predicts speeds, expected passes and slow-down. Or fine-tune a model for them.</source>
        <extracomment>trajganr_core/contract/kinds/predict.py</extracomment>
        <translation>Ne pas choisir de tâches : le modèle fourni prédit les vitesses, les passages attendus et l'intensité du ralentissement. Ou ajuster un modèle pour elles.</translation>
    </message>
    <message>
        <source>A layer of labels and the fields that hold them go together.</source>
        <extracomment>trajganr_core/contract/kinds/prepare.py</extracomment>
        <translation>Une couche d'étiquettes et les champs qui les contiennent vont ensemble.</translation>
    </message>
    <message>
        <source>Give both the layer and its field for each task, or neither.</source>
        <extracomment>trajganr_core/contract/kinds/prepare.py</extracomment>
        <translation>Donner la couche et son champ pour chaque tâche d'apprentissage, ou ni l'un ni l'autre.</translation>
    </message>
    <message>
        <source>A bundle is named twice: {bundles}.</source>
        <extracomment>trajganr_core/contract/kinds/pretrain.py</extracomment>
        <translation>Un jeu préparé est indiqué deux fois : {bundles}.</translation>
    </message>
    <message>
        <source>Name each bundle once.</source>
        <extracomment>trajganr_core/contract/kinds/pretrain.py</extracomment>
        <translation>Indiquer chaque jeu préparé une seule fois.</translation>
    </message>
    <message>
        <source>Way between two fixes, probability, %</source>
        <extracomment>trajganr_core/contract/kinds/recover.py</extracomment>
        <translation>Chemin entre deux points GPS, probabilité, %</translation>
    </message>
    <message>
        <source>Position, probability of its way, %</source>
        <extracomment>trajganr_core/contract/kinds/recover.py</extracomment>
        <translation>Position, probabilité de son chemin, %</translation>
    </message>
    <message>
        <source>The worker's answer was refused: {what} is missing or malformed.</source>
        <extracomment>trajganr_core/contract/kinds/result.py</extracomment>
        <translation>La réponse du worker a été refusée : {what} manque ou est incorrect.</translation>
    </message>
    <message>
        <source>{name} has {count} directed segments; the limit is {most}.</source>
        <extracomment>trajganr_core/contract/kinds/select_link.py</extracomment>
        <translation>{name} a {count} segments orientés ; la limite est de {most}.</translation>
    </message>
    <message>
        <source>Choose fewer roads: those at the place that you ask about.</source>
        <extracomment>trajganr_core/contract/kinds/select_link.py</extracomment>
        <translation>Choisir moins de routes : celles du lieu en question.</translation>
    </message>
    <message>
        <source>Origins, {time_set}</source>
        <extracomment>trajganr_core/contract/kinds/select_link.py</extracomment>
        <translation>Origines, {time_set}</translation>
    </message>
    <message>
        <source>Destinations, {time_set}</source>
        <extracomment>trajganr_core/contract/kinds/select_link.py</extracomment>
        <translation>Destinations, {time_set}</translation>
    </message>
    <message>
        <source>Isochrones have no minutes within which roads are reached.</source>
        <extracomment>trajganr_core/contract/kinds/travel_times.py</extracomment>
        <translation>Il manque aux isochrones les minutes pendant lesquelles des routes sont atteintes.</translation>
    </message>
    <message>
        <source>Give some minutes, such as 5, 10 and 15, or leave isochrones out.</source>
        <extracomment>trajganr_core/contract/kinds/travel_times.py</extracomment>
        <translation>Indiquer des minutes, par exemple 5, 10 et 15, ou omettre les isochrones.</translation>
    </message>
    <message>
        <source>The minutes within which roads are reached are {limits}.</source>
        <extracomment>trajganr_core/contract/kinds/travel_times.py</extracomment>
        <translation>Les limites des routes atteintes sont {limits}.</translation>
    </message>
    <message>
        <source>Give at most {most} different positive numbers of minutes, such as 5, 10 and 15.</source>
        <extracomment>trajganr_core/contract/kinds/travel_times.py</extracomment>
        <translation>Donner au plus {most} nombres de minutes positifs et différents, par exemple 5, 10 et 15.</translation>
    </message>
    <message>
        <source>km²</source>
        <extracomment>trajganr_core/contract/kinds/travel_times.py</extracomment>
        <translation>km²</translation>
    </message>
    <message>
        <source>The background map {address} is no address of tiles.</source>
        <extracomment>trajganr_core/contract/kinds/webpage.py</extracomment>
        <translation>Le fond de carte {address} n’est pas une adresse de tuiles.</translation>
    </message>
    <message>
        <source>Give an address that begins with https:// and a public host, and has {names}; or leave it out.</source>
        <extracomment>trajganr_core/contract/kinds/webpage.py</extracomment>
        <translation>Indiquer une adresse qui commence par https:// et un hôte public et contient {names}, ou ne pas en indiquer.</translation>
    </message>
    <message>
        <source>Predicted speed, km/h, at the hour shown</source>
        <extracomment>trajganr_core/contract/layers/predicted_columns.py</extracomment>
        <translation>Vitesse prédite, km/h, à l'heure affichée</translation>
    </message>
    <message>
        <source>Traffic speed, {times}</source>
        <extracomment>trajganr_core/contract/layers/predicted_columns.py</extracomment>
        <translation>Vitesse du trafic, {times}</translation>
    </message>
    <message>
        <source>Traffic speed on a weekday, {hour}</source>
        <extracomment>trajganr_core/contract/layers/predicted_columns.py</extracomment>
        <translation>Vitesse du trafic un jour de semaine, {hour}</translation>
    </message>
    <message>
        <source>Traffic speed on a weekend day, {hour}</source>
        <extracomment>trajganr_core/contract/layers/predicted_columns.py</extracomment>
        <translation>Vitesse du trafic un jour de week-end, {hour}</translation>
    </message>
    <message>
        <source>Predicted speed, km/h, {times}</source>
        <extracomment>trajganr_core/contract/layers/predicted_columns.py</extracomment>
        <translation>Vitesse prédite, km/h, {times}</translation>
    </message>
    <message>
        <source>{title} (few data)</source>
        <extracomment>trajganr_core/contract/layers/predicted_columns.py</extracomment>
        <translation>{title} (peu de données)</translation>
    </message>
    <message>
        <source>Share of free flow, {times}</source>
        <extracomment>trajganr_core/contract/layers/traffic_styles.py</extracomment>
        <translation>Part de la vitesse libre, {times}</translation>
    </message>
    <message>
        <source>Speed, % of the free-flow speed, {times}</source>
        <extracomment>trajganr_core/contract/layers/traffic_styles.py</extracomment>
        <translation>Vitesse en pourcentage de la vitesse libre, {times}</translation>
    </message>
    <message>
        <source>Level of service by analogy with the HCM, {times}</source>
        <extracomment>trajganr_core/contract/layers/traffic_styles.py</extracomment>
        <translation>Niveau de service, par analogie avec le HCM, {times}</translation>
    </message>
    <message>
        <source>Share of the limit, {times}</source>
        <extracomment>trajganr_core/contract/layers/traffic_styles.py</extracomment>
        <translation>Part de la limite, {times}</translation>
    </message>
    <message>
        <source>Speed, % of the speed limit, {times}</source>
        <extracomment>trajganr_core/contract/layers/traffic_styles.py</extracomment>
        <translation>Vitesse en pourcentage de la limite, {times}</translation>
    </message>
    <message>
        <source>Reliability, {times}</source>
        <extracomment>trajganr_core/contract/layers/traffic_styles.py</extracomment>
        <translation>Fiabilité, {times}</translation>
    </message>
    <message>
        <source>Travel time, 85th percentile ÷ median, {times}</source>
        <extracomment>trajganr_core/contract/layers/traffic_styles.py</extracomment>
        <translation>Temps de parcours, 85e centile ÷ médiane, {times}</translation>
    </message>
    <message>
        <source>level of service; passes · mean control delay</source>
        <extracomment>trajganr_core/contract/layers/turning_diagram.py</extracomment>
        <translation>niveau de service ; passages · retard moyen</translation>
    </message>
    <message>
        <source>{n:.0f} s</source>
        <extracomment>trajganr_core/contract/layers/turning_diagram.py</extracomment>
        <translation>{n:.0f} s</translation>
    </message>
    <message>
        <source>dashed, ≈: predicted</source>
        <extracomment>trajganr_core/contract/layers/turning_diagram.py</extracomment>
        <translation>tireté, ≈ : prédit</translation>
    </message>
    <message>
        <source>Arrows without numbers: the fewest passes.</source>
        <extracomment>trajganr_core/contract/layers/turning_diagram.py</extracomment>
        <translation>Flèches sans nombres : le moins de passages.</translation>
    </message>
    <message>
        <source>Movements not drawn: {n:,}.</source>
        <extracomment>trajganr_core/contract/layers/turning_diagram.py</extracomment>
        <translation>Mouvements non dessinés : {n:,}.</translation>
    </message>
    <message>
        <source>No movement to show</source>
        <extracomment>trajganr_core/contract/layers/turning_diagram.py</extracomment>
        <translation>Aucun mouvement à montrer</translation>
    </message>
    <message>
        <source>Derived: space-mean speed, the metres of all passes of label trips ÷ their seconds.</source>
        <extracomment>trajganr_core/contract/options/data_config.py</extracomment>
        <translation>Dérivé : vitesse moyenne spatiale, les mètres de tous les passages des trajets d'étiquetage ÷ leurs secondes.</translation>
    </message>
    <message>
        <source>Derived: time-mean speed, the arithmetic mean of the speeds of the passes of label trips.</source>
        <extracomment>trajganr_core/contract/options/data_config.py</extracomment>
        <translation>Dérivé : vitesse moyenne temporelle, la moyenne arithmétique des vitesses des passages des trajets d'étiquetage.</translation>
    </message>
    <message>
        <source>{option} is {value}; it must be a finite number.</source>
        <extracomment>trajganr_core/contract/options/option_fields.py</extracomment>
        <translation>{option} vaut {value} ; ce doit être un nombre fini.</translation>
    </message>
    <message>
        <source>Correct the option, or leave it out for its default.</source>
        <extracomment>trajganr_core/contract/options/option_fields.py</extracomment>
        <translation>Corriger l'option, ou l'omettre pour sa valeur par défaut.</translation>
    </message>
    <message>
        <source>{option} is {value}; it must be at least {limit}.</source>
        <extracomment>trajganr_core/contract/options/option_fields.py</extracomment>
        <translation>{option} vaut {value} ; il faut au moins {limit}.</translation>
    </message>
    <message>
        <source>{option} is {value}; it must be above {limit}.</source>
        <extracomment>trajganr_core/contract/options/option_fields.py</extracomment>
        <translation>{option} vaut {value} ; il faut plus de {limit}.</translation>
    </message>
    <message>
        <source>{option} is {value}; it must be at most {limit}.</source>
        <extracomment>trajganr_core/contract/options/option_fields.py</extracomment>
        <translation>{option} vaut {value} ; il faut au plus {limit}.</translation>
    </message>
    <message>
        <source>{option} is {value}; it must be below {limit}.</source>
        <extracomment>trajganr_core/contract/options/option_fields.py</extracomment>
        <translation>{option} vaut {value} ; il faut moins de {limit}.</translation>
    </message>
    <message>
        <source>Write a day such as 2013-07-01, or the first and the last day such as 2013-07-01/2013-09-30.</source>
        <extracomment>trajganr_core/contract/options/periods.py</extracomment>
        <translation>Écrire un jour tel que 2013-07-01, ou le premier et le dernier jour tels que 2013-07-01/2013-09-30.</translation>
    </message>
    <message>
        <source>The time set is empty.</source>
        <extracomment>trajganr_core/contract/options/time_sets.py</extracomment>
        <translation>La période est vide.</translation>
    </message>
    <message>
        <source>The time set {text!r} is too long.</source>
        <extracomment>trajganr_core/contract/options/time_sets.py</extracomment>
        <translation>L'indication de la période {text!r} est trop longue.</translation>
    </message>
    <message>
        <source>The time set {text!r} has the day {item!r}, which does not exist.</source>
        <extracomment>trajganr_core/contract/options/time_sets.py</extracomment>
        <translation>La période {text!r} contient le jour {item!r}, qui n'existe pas.</translation>
    </message>
    <message>
        <source>The time set {text!r} is empty: it begins and ends at {item}.</source>
        <extracomment>trajganr_core/contract/options/time_sets.py</extracomment>
        <translation>La période {text!r} est vide : elle commence et finit à {item}.</translation>
    </message>
    <message>
        <source>The time set {text!r} begins at {item}; write 00:00.</source>
        <extracomment>trajganr_core/contract/options/time_sets.py</extracomment>
        <translation>La période {text!r} commence à {item} ; écrire 00:00.</translation>
    </message>
    <message>
        <source>The time set {text!r} has {item!r}, which is neither a day nor a time.</source>
        <extracomment>trajganr_core/contract/options/time_sets.py</extracomment>
        <translation>La période {text!r} contient {item!r}, qui n'est ni un jour ni une heure.</translation>
    </message>
    <message>
        <source>The time set {text!r} has the time {item}, which does not exist.</source>
        <extracomment>trajganr_core/contract/options/time_sets.py</extracomment>
        <translation>La période {text!r} contient l'heure {item}, qui n'existe pas.</translation>
    </message>
    <message>
        <source>Write days, times or both, such as 'Mon-Fri 07:00-09:00', 'Sat,Sun', '22:00-05:00' or '00:00-24:00', or one of the names {names}.</source>
        <extracomment>trajganr_core/contract/options/time_sets.py</extracomment>
        <translation>Écrire des jours, des heures ou les deux, par exemple « Mon-Fri 07:00-09:00 », « Sat,Sun », « 22:00-05:00 » ou « 00:00-24:00 », ou l'un des noms {names}.</translation>
    </message>
    <message>
        <source>The time set {text!r} is given twice.</source>
        <extracomment>trajganr_core/contract/options/time_sets.py</extracomment>
        <translation>La période {text!r} est donnée deux fois.</translation>
    </message>
    <message>
        <source>Name each time set once.</source>
        <extracomment>trajganr_core/contract/options/time_sets.py</extracomment>
        <translation>Indiquer chaque période une seule fois.</translation>
    </message>
    <message>
        <source>There is nothing to pretrain with the modalities {modalities!r}, the alignment {alignment!r}, {geometry} geometry and the task of hidden windows {time}.</source>
        <extracomment>trajganr_core/contract/options/training_config.py</extracomment>
        <translation>Il n'y a rien à préentraîner avec les modalités {modalities!r}, l'alignement {alignment!r}, la géométrie {geometry} et la tâche des sections masquées {time}.</translation>
    </message>
    <message>
        <source>Choose an alignment and modalities that can be aligned (sv+loc, traj+loc with absolute geometry, all), or switch the task of hidden windows on for a model that sees trajectories. For an untrained model, set 0 epochs.</source>
        <extracomment>trajganr_core/contract/options/training_config.py</extracomment>
        <translation>Choisir un alignement et des modalités qui peuvent être alignées (sv+loc, traj+loc avec une géométrie absolue, all), ou activer la tâche des sections masquées pour un modèle qui voit des trajectoires. Pour un modèle non entraîné, fixer 0 époque.</translation>
    </message>
    <message>
        <source>The attention `joint` needs the geometry `absolute`; it is {geometry!r}.</source>
        <extracomment>trajganr_core/contract/options/training_config.py</extracomment>
        <translation>L'attention `joint` demande la géométrie `absolute` ; elle est {geometry!r}.</translation>
    </message>
    <message>
        <source>Choose the geometry `absolute`, the preset `paper` or the attention `encode_once`.</source>
        <extracomment>trajganr_core/contract/options/training_config.py</extracomment>
        <translation>Choisir la géométrie `absolute`, le préréglage `paper` ou l'attention `encode_once`.</translation>
    </message>
    <message>
        <source>dimension is {dimension}; it is not a multiple of the {heads} attention heads.</source>
        <extracomment>trajganr_core/contract/options/training_config.py</extracomment>
        <translation>dimension vaut {dimension} ; ce n'est pas un multiple des {heads} têtes d'attention.</translation>
    </message>
    <message>
        <source>Choose a multiple of {heads}.</source>
        <extracomment>trajganr_core/contract/options/training_config.py</extracomment>
        <translation>Choisir un multiple de {heads}.</translation>
    </message>
    <message>
        <source>The encoders cannot be trained through the head `{head}`.</source>
        <extracomment>trajganr_core/contract/options/training_config.py</extracomment>
        <translation>Les encodeurs ne peuvent pas être entraînés à travers la tête `{head}`.</translation>
    </message>
    <message>
        <source>Leave the encoders as pretrained, or choose the head `mlp`.</source>
        <extracomment>trajganr_core/contract/options/training_config.py</extracomment>
        <translation>Laisser les encodeurs tels que préentraînés, ou choisir la tête `mlp`.</translation>
    </message>
    <message>
        <source>There is no {option} {value!r}.</source>
        <extracomment>trajganr_core/contract/options/validation.py</extracomment>
        <translation>{option} ne peut valoir {value!r}.</translation>
    </message>
    <message>
        <source>Choose one of {choices}.</source>
        <extracomment>trajganr_core/contract/options/validation.py</extracomment>
        <translation>Choisir parmi {choices}.</translation>
    </message>
    <message>
        <source>{option} is {value!r}, which is not a duration.</source>
        <extracomment>trajganr_core/contract/options/validation.py</extracomment>
        <translation>{option} vaut {value!r}, qui n'est pas une durée.</translation>
    </message>
    <message>
        <source>Write a number above zero and s, min or h, such as 30min, 2h or 90s.</source>
        <extracomment>trajganr_core/contract/options/validation.py</extracomment>
        <translation>Écrire un nombre supérieur à zéro et s, min ou h, par exemple 30min, 2h ou 90s.</translation>
    </message>
    <message>
        <source>{option} is {value}; it must be a number above zero.</source>
        <extracomment>trajganr_core/contract/options/validation.py</extracomment>
        <translation>{option} vaut {value} ; il faut un nombre supérieur à zéro.</translation>
    </message>
    <message>
        <source>{option} is {value}; it must be a number not below zero.</source>
        <extracomment>trajganr_core/contract/options/validation.py</extracomment>
        <translation>{option} vaut {value} ; il faut un nombre supérieur ou égal à zéro.</translation>
    </message>
    <message>
        <source>There is no time zone {name!r}.</source>
        <extracomment>trajganr_core/contract/options/validation.py</extracomment>
        <translation>Il n'y a pas de fuseau horaire {name!r}.</translation>
    </message>
    <message>
        <source>Use an IANA name such as Europe/Lisbon.</source>
        <extracomment>trajganr_core/contract/options/validation.py</extracomment>
        <translation>Utiliser un nom IANA comme Europe/Lisbon.</translation>
    </message>
    <message>
        <source>The worker is of release {theirs}, this program of release {ours}; only one of them supports: {names}.</source>
        <extracomment>trajganr_core/contract/protocol/abilities.py</extracomment>
        <translation>Le worker est de la version {theirs}, ce programme de la version {ours} ; un seul des deux prend en charge : {names}.</translation>
    </message>
    <message>
        <source>Upgrade the worker to release {ours}, then start it again.</source>
        <extracomment>trajganr_core/contract/protocol/abilities.py</extracomment>
        <translation>Mettre à jour le worker vers la version {ours}, puis le redémarrer.</translation>
    </message>
    <message>
        <source>Upgrade the plugin, or the command line, to release {theirs}.</source>
        <extracomment>trajganr_core/contract/protocol/abilities.py</extracomment>
        <translation>Mettre à jour l'extension, ou la ligne de commande, vers la version {theirs}.</translation>
    </message>
    <message>
        <source>Stop the worker and start it again. If that does not help, install plugin and worker again, both of release {ours}.</source>
        <extracomment>trajganr_core/contract/protocol/abilities.py</extracomment>
        <translation>Arrêter le worker et le redémarrer. Si cela ne suffit pas, réinstaller l'extension et le worker, tous deux en version {ours}.</translation>
    </message>
    <message>
        <source>The worker's list ({verb}) does not end, or is larger than {most} bytes.</source>
        <extracomment>trajganr_core/contract/protocol/base_client.py</extracomment>
        <translation>La liste du worker ({verb}) ne finit pas, ou dépasse {most} octets.</translation>
    </message>
    <message>
        <source>Delete jobs, bundles or models that are not needed any more. If there are few, do not trust this worker.</source>
        <extracomment>trajganr_core/contract/protocol/base_client.py</extracomment>
        <translation>Supprimer les tâches, jeux préparés ou modèles devenus inutiles. S'il y en a peu, ne pas se fier à ce worker.</translation>
    </message>
    <message>
        <source>The worker at {where} does not accept this key.</source>
        <extracomment>trajganr_core/contract/protocol/channel.py</extracomment>
        <translation>Le worker à {where} n'accepte pas cette clé.</translation>
    </message>
    <message>
        <source>Ask the person who runs it to add your key: 'trajganr worker keys list' shows all keys.</source>
        <extracomment>trajganr_core/contract/protocol/channel.py</extracomment>
        <translation>Demander à qui le gère d'ajouter la clé : « trajganr worker keys list » montre toutes les clés.</translation>
    </message>
    <message>
        <source>No answer from {where}: another program listens there, the worker behind the tunnel is down, or it requires a key.</source>
        <extracomment>trajganr_core/contract/protocol/channel.py</extracomment>
        <translation>Pas de réponse de {where} : un autre programme y écoute, le worker derrière le tunnel est arrêté, ou il demande une clé.</translation>
    </message>
    <message>
        <source>Check the address and the tunnel. If the worker requires a key, name your key file with --key or in TRAJGANR_KEY.</source>
        <extracomment>trajganr_core/contract/protocol/channel.py</extracomment>
        <translation>Vérifier l'adresse et le tunnel. Si le worker demande une clé, indiquer le fichier de clé avec --key ou dans TRAJGANR_KEY.</translation>
    </message>
    <message>
        <source>The worker at {where} is running, but did not answer in time.</source>
        <extracomment>trajganr_core/contract/protocol/channel.py</extracomment>
        <translation>Le worker à {where} est en marche, mais n'a pas répondu à temps.</translation>
    </message>
    <message>
        <source>Try again in a moment. If this continues, see its log with 'trajganr worker logs' and restart it.</source>
        <extracomment>trajganr_core/contract/protocol/channel.py</extracomment>
        <translation>Réessayer dans un instant. Si cela persiste, voir son journal avec « trajganr worker logs » et le redémarrer.</translation>
    </message>
    <message>
        <source>No answer from {where}: the worker is down, or its key is not the one in your key file ({name}).</source>
        <extracomment>trajganr_core/contract/protocol/channel.py</extracomment>
        <translation>Pas de réponse de {where} : le worker est arrêté, ou sa clé n'est pas celle du fichier de clé ({name}).</translation>
    </message>
    <message>
        <source>Ask the person who runs the worker whether it is running and has a new key.</source>
        <extracomment>trajganr_core/contract/protocol/channel.py</extracomment>
        <translation>Demander à qui gère le worker s'il est en marche et s'il a une nouvelle clé.</translation>
    </message>
    <message>
        <source>No worker answers at {where}.</source>
        <extracomment>trajganr_core/contract/protocol/connection.py</extracomment>
        <translation>Aucun worker ne répond à {where}.</translation>
    </message>
    <message>
        <source>Start it with 'trajganr worker start' or in the TrajGANR dock.</source>
        <extracomment>trajganr_core/contract/protocol/connection.py</extracomment>
        <translation>Le lancer avec « trajganr worker start » ou dans le panneau TrajGANR.</translation>
    </message>
    <message>
        <source>Start it there with 'trajganr worker start'. If it is behind an SSH tunnel, check that the tunnel is open.</source>
        <extracomment>trajganr_core/contract/protocol/connection.py</extracomment>
        <translation>Le lancer là-bas avec « trajganr worker start ». S'il est derrière un tunnel SSH, vérifier que le tunnel est ouvert.</translation>
    </message>
    <message>
        <source>The worker's home {named} cannot be used as a folder: {reason}.</source>
        <extracomment>trajganr_core/contract/protocol/connection.py</extracomment>
        <translation>Le dossier du worker, {named}, n'est pas un dossier : {reason}.</translation>
    </message>
    <message>
        <source>Give the full path of a folder with --home or in TRAJGANR_HOME.</source>
        <extracomment>trajganr_core/contract/protocol/connection.py</extracomment>
        <translation>Donner le chemin complet d'un dossier avec --home ou dans TRAJGANR_HOME.</translation>
    </message>
    <message>
        <source>{address!r} is not an address of the form tcp://HOST:PORT.</source>
        <extracomment>trajganr_core/contract/protocol/connection.py</extracomment>
        <translation>{address!r} n'est pas une adresse de la forme tcp://HOST:PORT.</translation>
    </message>
    <message>
        <source>Use a port from 1 to 65533; the next two are for events and files.</source>
        <extracomment>trajganr_core/contract/protocol/connection.py</extracomment>
        <translation>Utiliser un port de 1 à 65533 ; les deux suivants servent aux événements et aux fichiers.</translation>
    </message>
    <message>
        <source>The folder {folder} for the worker's sockets belongs to another user.</source>
        <extracomment>trajganr_core/contract/protocol/connection.py</extracomment>
        <translation>Le dossier {folder} des sockets du worker appartient à un autre utilisateur.</translation>
    </message>
    <message>
        <source>Set XDG_RUNTIME_DIR to a folder of your own.</source>
        <extracomment>trajganr_core/contract/protocol/connection.py</extracomment>
        <translation>Mettre XDG_RUNTIME_DIR à un dossier à soi.</translation>
    </message>
    <message>
        <source>A connection to a worker at {address} needs a key.</source>
        <extracomment>trajganr_core/contract/protocol/connection.py</extracomment>
        <translation>Une connexion à un worker à {address} demande une clé.</translation>
    </message>
    <message>
        <source>Name the key file with --key or in TRAJGANR_KEY, or connect through an SSH tunnel at tcp://127.0.0.1:PORT.</source>
        <extracomment>trajganr_core/contract/protocol/connection.py</extracomment>
        <translation>Indiquer le fichier de clé avec --key ou dans TRAJGANR_KEY, ou se connecter par un tunnel SSH à tcp://127.0.0.1:PORT.</translation>
    </message>
    <message>
        <source>The worker's home {home} is not writable: {reason}.</source>
        <extracomment>trajganr_core/contract/protocol/connection.py</extracomment>
        <translation>Il n'est pas permis d'écrire dans le dossier du worker {home} : {reason}.</translation>
    </message>
    <message>
        <source>Give your account write permission, or name another folder with --home or in TRAJGANR_HOME.</source>
        <extracomment>trajganr_core/contract/protocol/connection.py</extracomment>
        <translation>Donner à ce compte le droit d'écriture, ou indiquer un autre dossier avec --home ou dans TRAJGANR_HOME.</translation>
    </message>
    <message>
        <source>The folder {folder} for the worker's sockets cannot be created: {reason}.</source>
        <extracomment>trajganr_core/contract/protocol/connection.py</extracomment>
        <translation>Le dossier {folder} des sockets du worker ne peut être créé : {reason}.</translation>
    </message>
    <message>
        <source>Set XDG_RUNTIME_DIR to a folder of your own, or choose a home with a shorter path.</source>
        <extracomment>trajganr_core/contract/protocol/connection.py</extracomment>
        <translation>Mettre XDG_RUNTIME_DIR à un dossier à soi, ou choisir pour le worker un dossier au chemin plus court.</translation>
    </message>
    <message>
        <source>The worker was asked about job {job} and answered about another one.</source>
        <extracomment>trajganr_core/contract/protocol/event_client.py</extracomment>
        <translation>Le worker a été interrogé sur la tâche {job} et a répondu sur une autre.</translation>
    </message>
    <message>
        <source>The worker was stopped before job {job} ended.</source>
        <extracomment>trajganr_core/contract/protocol/event_client.py</extracomment>
        <translation>Le worker a été arrêté avant la fin de la tâche {job}.</translation>
    </message>
    <message>
        <source>Start the worker again. The job then continues.</source>
        <extracomment>trajganr_core/contract/protocol/event_client.py</extracomment>
        <translation>Redémarrer le worker. La tâche continue alors.</translation>
    </message>
    <message>
        <source>{folder} refers to the file {name}, which is refused: {reason}.</source>
        <extracomment>trajganr_core/contract/protocol/file_names.py</extracomment>
        <translation>{folder} renvoie au fichier {name}, qui est refusé : {reason}.</translation>
    </message>
    <message>
        <source>Use an unchanged folder with real files, from a source that you trust.</source>
        <extracomment>trajganr_core/contract/protocol/file_names.py</extracomment>
        <translation>Utiliser un dossier non modifié, avec de vrais fichiers, d'une source de confiance.</translation>
    </message>
    <message>
        <source>{path} is a link; files are not written through links.</source>
        <extracomment>trajganr_core/contract/protocol/file_names.py</extracomment>
        <translation>{path} est un lien ; aucun fichier n'est écrit à travers un lien.</translation>
    </message>
    <message>
        <source>Choose a new folder, or delete the link.</source>
        <extracomment>trajganr_core/contract/protocol/file_names.py</extracomment>
        <translation>Choisir un nouveau dossier, ou supprimer le lien.</translation>
    </message>
    <message>
        <source>Correct the parameter. Plugin and worker should be of the same release.</source>
        <extracomment>trajganr_core/contract/protocol/job_parsing.py</extracomment>
        <translation>Corriger le paramètre. Extension et worker devraient être de la même version.</translation>
    </message>
    <message>
        <source>{name} has a length of {length}; the limit is {most}.</source>
        <extracomment>trajganr_core/contract/protocol/job_parsing.py</extracomment>
        <translation>{name} a une longueur de {length} ; la limite est {most}.</translation>
    </message>
    <message>
        <source>Shorten it. Many files can be sent as one ZIP.</source>
        <extracomment>trajganr_core/contract/protocol/job_parsing.py</extracomment>
        <translation>Le raccourcir. De nombreux fichiers peuvent être envoyés en un seul ZIP.</translation>
    </message>
    <message>
        <source>Keys need encryption, but the ZeroMQ of this Python was built without it.</source>
        <extracomment>trajganr_core/contract/protocol/keys.py</extracomment>
        <translation>Les clés demandent un chiffrement, mais le ZeroMQ de ce Python a été compilé sans.</translation>
    </message>
    <message>
        <source>Connect through an SSH tunnel, or install a pyzmq with libsodium.</source>
        <extracomment>trajganr_core/contract/protocol/keys.py</extracomment>
        <translation>Se connecter par un tunnel SSH, ou installer un pyzmq avec libsodium.</translation>
    </message>
    <message>
        <source>The key cannot be written to {path}: {reason}.</source>
        <extracomment>trajganr_core/contract/protocol/keys.py</extracomment>
        <translation>La clé ne peut être écrite dans {path} : {reason}.</translation>
    </message>
    <message>
        <source>Name another file.</source>
        <extracomment>trajganr_core/contract/protocol/keys.py</extracomment>
        <translation>Indiquer un autre fichier.</translation>
    </message>
    <message>
        <source>{path} is not a key file: {reason}.</source>
        <extracomment>trajganr_core/contract/protocol/keys.py</extracomment>
        <translation>{path} n'est pas un fichier de clé : {reason}.</translation>
    </message>
    <message>
        <source>Ask the person who runs the worker for one ('trajganr worker keys make').</source>
        <extracomment>trajganr_core/contract/protocol/keys.py</extracomment>
        <translation>En demander un à qui gère le worker (« trajganr worker keys make »).</translation>
    </message>
    <message>
        <source>The worker's Python was not found at {where}: {reason}.</source>
        <extracomment>trajganr_core/contract/protocol/launch.py</extracomment>
        <translation>Le Python du worker n'a pas été trouvé à {where} : {reason}.</translation>
    </message>
    <message>
        <source>Set up the worker's environment (in QGIS: Plugins › TrajGANR › Set up TrajGANR…), or name its interpreter in TRAJGANR_WORKER_PYTHON.</source>
        <extracomment>trajganr_core/contract/protocol/launch.py</extracomment>
        <translation>Installer l'environnement du worker (dans QGIS : Extensions › TrajGANR › Installer TrajGANR…), ou indiquer son interpréteur dans TRAJGANR_WORKER_PYTHON.</translation>
    </message>
    <message>
        <source>The worker did not start. Its log ends with: {tail}</source>
        <extracomment>trajganr_core/contract/protocol/launch.py</extracomment>
        <translation>Le worker n'a pas démarré. Son journal finit par : {tail}</translation>
    </message>
    <message>
        <source>See {log}, solve the problem and start the worker again.</source>
        <extracomment>trajganr_core/contract/protocol/launch.py</extracomment>
        <translation>Voir {log}, résoudre le problème et redémarrer le worker.</translation>
    </message>
    <message>
        <source>Plugin and worker should be of the same release.</source>
        <extracomment>trajganr_core/contract/protocol/messages.py</extracomment>
        <translation>Extension et worker devraient être de la même version.</translation>
    </message>
    <message>
        <source>Plugin and worker use different versions of the protocol: {versions}.</source>
        <extracomment>trajganr_core/contract/protocol/messages.py</extracomment>
        <translation>Extension et worker utilisent des versions différentes du protocole : {versions}.</translation>
    </message>
    <message>
        <source>Upgrade the worker to the plugin's release, then start it again.</source>
        <extracomment>trajganr_core/contract/protocol/messages.py</extracomment>
        <translation>Mettre à jour le worker vers la version de l'extension, puis le redémarrer.</translation>
    </message>
    <message>
        <source>Upgrade the plugin, or the command line, to the worker's release.</source>
        <extracomment>trajganr_core/contract/protocol/messages.py</extracomment>
        <translation>Mettre à jour l'extension, ou la ligne de commande, vers la version du worker.</translation>
    </message>
    <message>
        <source>Send large data as files.</source>
        <extracomment>trajganr_core/contract/protocol/messages.py</extracomment>
        <translation>Envoyer les données volumineuses en fichiers.</translation>
    </message>
    <message>
        <source>The answer about the place was not understood: {reason}.</source>
        <extracomment>trajganr_core/contract/protocol/place_query_codec.py</extracomment>
        <translation>La réponse sur le lieu n'a pas été comprise : {reason}.</translation>
    </message>
    <message>
        <source>Try again. If it fails again, install plugin and worker of the same release.</source>
        <extracomment>trajganr_core/contract/protocol/similarity_codec.py</extracomment>
        <translation>Réessayer. En cas de nouvel échec, installer extension et worker de la même version.</translation>
    </message>
    <message>
        <source>{name} of job {job} arrives too slowly.</source>
        <extracomment>trajganr_core/contract/protocol/transfers.py</extracomment>
        <translation>{name} de la tâche {job} arrive trop lentement.</translation>
    </message>
    <message>
        <source>Try again with a faster connection. If it is fast, do not trust this worker.</source>
        <extracomment>trajganr_core/contract/protocol/transfers.py</extracomment>
        <translation>Réessayer avec une connexion plus rapide. Si elle est rapide, ne pas se fier à ce worker.</translation>
    </message>
    <message>
        <source>{name} of job {job} was damaged in transit.</source>
        <extracomment>trajganr_core/contract/protocol/transfers.py</extracomment>
        <translation>{name} de la tâche {job} a été endommagé pendant le transfert.</translation>
    </message>
    <message>
        <source>Download it again.</source>
        <extracomment>trajganr_core/contract/protocol/transfers.py</extracomment>
        <translation>Le télécharger à nouveau.</translation>
    </message>
    <message>
        <source>{path} needs {size} more bytes, but only {free} are free.</source>
        <extracomment>trajganr_core/contract/protocol/transfers.py</extracomment>
        <translation>{path} demande {size} octets de plus, mais seulement {free} sont libres.</translation>
    </message>
    <message>
        <source>Free some space, or choose a folder on another disk.</source>
        <extracomment>trajganr_core/contract/protocol/transfers.py</extracomment>
        <translation>Libérer de la place, ou choisir un dossier sur un autre disque.</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}.</source>
        <extracomment>trajganr_core/contract/protocol/transfers.py</extracomment>
        <translation>{path} ne peut être lu : {reason}.</translation>
    </message>
    <message>
        <source>{path} could not be written: {reason}.</source>
        <extracomment>trajganr_core/contract/protocol/transfers.py</extracomment>
        <translation>{path} n'a pu être écrit : {reason}.</translation>
    </message>
    <message>
        <source>Check the folder's permissions and free space.</source>
        <extracomment>trajganr_core/contract/protocol/transfers.py</extracomment>
        <translation>Vérifier les droits d'accès du dossier et la place libre.</translation>
    </message>
    <message>
        <source>{path} changed while it was sent.</source>
        <extracomment>trajganr_core/contract/protocol/transfers.py</extracomment>
        <translation>{path} a changé pendant l'envoi.</translation>
    </message>
    <message>
        <source>Send it again when no program writes to it any more.</source>
        <extracomment>trajganr_core/contract/protocol/transfers.py</extracomment>
        <translation>L'envoyer à nouveau quand plus aucun programme n'y écrit.</translation>
    </message>
    <message>
        <source>The bundle {path} is damaged: {reason}.</source>
        <extracomment>trajganr_core/contract/records/bundle_manifest.py</extracomment>
        <translation>Le jeu préparé {path} est endommagé : {reason}.</translation>
    </message>
    <message>
        <source>Copy it again, or prepare the study area again.</source>
        <extracomment>trajganr_core/contract/records/bundle_manifest.py</extracomment>
        <translation>Le copier à nouveau, ou préparer à nouveau la zone d'étude.</translation>
    </message>
    <message>
        <source>{path} is not a bundle: it has no {manifest}.</source>
        <extracomment>trajganr_core/contract/records/bundle_manifest.py</extracomment>
        <translation>{path} n'est pas un jeu préparé : il n'a pas de {manifest}.</translation>
    </message>
    <message>
        <source>Prepare the study area first.</source>
        <extracomment>trajganr_core/contract/records/bundle_manifest.py</extracomment>
        <translation>Préparer d'abord la zone d'étude.</translation>
    </message>
    <message>
        <source>The bundle {path} has format {found}, this release reads {expected}.</source>
        <extracomment>trajganr_core/contract/records/bundle_manifest.py</extracomment>
        <translation>Le jeu préparé {path} a le format {found}, cette version lit {expected}.</translation>
    </message>
    <message>
        <source>Prepare the study area again.</source>
        <extracomment>trajganr_core/contract/records/bundle_manifest.py</extracomment>
        <translation>Préparer à nouveau la zone d'étude.</translation>
    </message>
    <message>
        <source>Your trips are at {here}, your roads at {there} (latitude, longitude): they do not overlap.</source>
        <extracomment>trajganr_core/contract/records/extents.py</extracomment>
        <translation>Vos trajets sont à {here}, vos routes à {there} (latitude, longitude) : ils ne se recouvrent pas.</translation>
    </message>
    <message>
        <source>Your trips are at {here}, the study area at {there} (latitude, longitude): they do not overlap.</source>
        <extracomment>trajganr_core/contract/records/extents.py</extracomment>
        <translation>Vos trajets sont à {here}, la zone d'étude à {there} (latitude, longitude) : ils ne se recouvrent pas.</translation>
    </message>
    <message>
        <source>Your roads are at {here}, the study area at {there} (latitude, longitude): they do not overlap.</source>
        <extracomment>trajganr_core/contract/records/extents.py</extracomment>
        <translation>Vos routes sont à {here}, la zone d'étude à {there} (latitude, longitude) : elles ne se recouvrent pas.</translation>
    </message>
    <message>
        <source>Longitude and latitude are swapped in one of them: exchange them.</source>
        <extracomment>trajganr_core/contract/records/extents.py</extracomment>
        <translation>La longitude et la latitude sont inversées dans l'un des deux : échangez-les.</translation>
    </message>
    <message>
        <source>Choose data of the same place, or check their coordinate reference systems.</source>
        <extracomment>trajganr_core/contract/records/extents.py</extracomment>
        <translation>Choisissez des données du même lieu, ou vérifiez leurs systèmes de coordonnées.</translation>
    </message>
    <message>
        <source>The card of the model {folder} is malformed: {reason}.</source>
        <extracomment>trajganr_core/contract/records/model_card.py</extracomment>
        <translation>La fiche du modèle {folder} est incorrecte : {reason}.</translation>
    </message>
    <message>
        <source>Copy the model's folder again, or train it again.</source>
        <extracomment>trajganr_core/contract/records/model_card.py</extracomment>
        <translation>Copier à nouveau le dossier du modèle, ou l'entraîner à nouveau.</translation>
    </message>
    <message>
        <source>Neither a model nor a bundle is named.</source>
        <extracomment>trajganr_core/contract/records/model_card.py</extracomment>
        <translation>Ni modèle ni jeu préparé n'est indiqué.</translation>
    </message>
    <message>
        <source>Name a bundle to use the shipped model, or a model.</source>
        <extracomment>trajganr_core/contract/records/model_card.py</extracomment>
        <translation>Indiquez un jeu préparé pour utiliser le modèle fourni, ou un modèle.</translation>
    </message>
    <message>
        <source>The model {model} has schema {found}; this release reads {expected}.</source>
        <extracomment>trajganr_core/contract/records/model_card.py</extracomment>
        <translation>Le modèle {model} a le schéma {found} ; cette version lit {expected}.</translation>
    </message>
    <message>
        <source>Use the release that wrote the model, or train it again.</source>
        <extracomment>trajganr_core/contract/records/model_card.py</extracomment>
        <translation>Utiliser la version qui a écrit le modèle, ou l'entraîner à nouveau.</translation>
    </message>
    <message>
        <source>There is no model in {folder}: it has no {card}.</source>
        <extracomment>trajganr_core/contract/records/model_card.py</extracomment>
        <translation>Il n'y a pas de modèle dans {folder} : {card} manque.</translation>
    </message>
    <message>
        <source>Give the folder that `pretrain` or `finetune` wrote.</source>
        <extracomment>trajganr_core/contract/records/model_card.py</extracomment>
        <translation>Donner le dossier que `pretrain` ou `finetune` a écrit.</translation>
    </message>
    <message>
        <source>The model in {folder} cannot be used: its {card} cannot be read ({reason}).</source>
        <extracomment>trajganr_core/contract/records/model_card.py</extracomment>
        <translation>Le modèle dans {folder} est inutilisable : {card} ne peut pas être lu ({reason}).</translation>
    </message>
    <message>
        <source>Copy the folder again, or train the model again.</source>
        <extracomment>trajganr_core/contract/records/model_card.py</extracomment>
        <translation>Copier à nouveau le dossier, ou entraîner à nouveau le modèle.</translation>
    </message>
    <message>
        <source>The shipped model was adapted to about {drivers:,} drivers of this area in {seconds:.0f} s; intervals are calibrated on about {held_out:,} further drivers.</source>
        <extracomment>trajganr_core/contract/records/model_card.py</extracomment>
        <translation>Le modèle fourni a été adapté à environ {drivers:,} conducteurs de cette zone en {seconds:.0f} s ; les intervalles sont calibrés sur environ {held_out:,} autres conducteurs.</translation>
    </message>
    <message>
        <source>The shipped model was adapted to about {drivers:,} drivers of this area in {seconds:.0f} s; intervals are calibrated in other cities, because further drivers are too few.</source>
        <extracomment>trajganr_core/contract/records/model_card.py</extracomment>
        <translation>Le modèle fourni a été adapté à environ {drivers:,} conducteurs de cette zone en {seconds:.0f} s ; les intervalles sont calibrés dans d'autres villes, car les autres conducteurs sont trop peu nombreux.</translation>
    </message>
    <message>
        <source>The shipped model is used as it is, because this area has trips of too few drivers to adapt it; its intervals are calibrated in other cities.</source>
        <extracomment>trajganr_core/contract/records/model_card.py</extracomment>
        <translation>Le modèle fourni est utilisé tel quel, car cette zone a des trajets de trop peu de conducteurs pour l'adapter ; ses intervalles sont calibrés dans d'autres villes.</translation>
    </message>
    <message>
        <source>{roads:,} directed road segments have a predicted speed; {with_trips:,} of them have trips, of {drivers:,} drivers in all.</source>
        <extracomment>trajganr_core/contract/texts/city_summary.py</extracomment>
        <translation>{roads:,} segments orientés ont une vitesse prédite ; {with_trips:,} d'entre eux ont des trajets, de {drivers:,} conducteurs en tout.</translation>
    </message>
    <message>
        <source>How sure the speeds are is not known: they have no intervals.</source>
        <extracomment>trajganr_core/contract/texts/city_summary.py</extracomment>
        <translation>La sûreté des vitesses n'est pas connue : elles n'ont pas d'intervalles.</translation>
    </message>
    <message>
        <source>The 90 % interval of a typical segment with trips is ±{half:.0f} km/h.</source>
        <extracomment>trajganr_core/contract/texts/city_summary.py</extracomment>
        <translation>L'intervalle à 90 % d'un segment typique avec des trajets est de ±{half:.0f} km/h.</translation>
    </message>
    <message>
        <source>The 90 % interval of a typical segment is ±{half:.0f} km/h with trips, and ±{other:.0f} km/h without.</source>
        <extracomment>trajganr_core/contract/texts/city_summary.py</extracomment>
        <translation>L'intervalle à 90 % d'un segment typique est de ±{half:.0f} km/h avec des trajets, et de ±{other:.0f} km/h sans.</translation>
    </message>
    <message>
        <source>{days} d {hours} h</source>
        <extracomment>trajganr_core/contract/texts/quantities.py</extracomment>
        <translation>{days} j {hours} h</translation>
    </message>
    <message>
        <source>{n:.3g} GB</source>
        <extracomment>trajganr_core/contract/texts/quantities.py</extracomment>
        <translation>{n:.3g} Go</translation>
    </message>
    <message>
        <source>{n} s</source>
        <extracomment>trajganr_core/contract/texts/quantities.py</extracomment>
        <translation>{n} s</translation>
    </message>
    <message>
        <source>{n} min</source>
        <extracomment>trajganr_core/contract/texts/quantities.py</extracomment>
        <translation>{n} min</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <extracomment>trajganr_core/contract/texts/quantities.py</extracomment>
        <translation>{hours} h {minutes} min</translation>
    </message>
    <message>
        <source>{n:.3g} kB</source>
        <extracomment>trajganr_core/contract/texts/quantities.py</extracomment>
        <translation>{n:.3g} ko</translation>
    </message>
    <message>
        <source>{n:.3g} MB</source>
        <extracomment>trajganr_core/contract/texts/quantities.py</extracomment>
        <translation>{n:.3g} Mo</translation>
    </message>
    <message>
        <source>{percent:.0f} % in a wrong class</source>
        <extracomment>trajganr_core/contract/texts/verdicts.py</extracomment>
        <translation>{percent:.0f} % dans une mauvaise classe</translation>
    </message>
    <message>
        <source>These are too few roads to say whether this is chance.</source>
        <extracomment>trajganr_core/contract/texts/verdicts.py</extracomment>
        <translation>Ces routes sont trop peu nombreuses pour dire si c'est un hasard.</translation>
    </message>
    <message>
        <source>Trips do not show which places are nearby: there is no mean of own trips to compare.</source>
        <extracomment>trajganr_core/contract/texts/verdicts.py</extracomment>
        <translation>Les trajets ne montrent pas quels lieux sont à proximité : il n'y a pas de moyenne des propres trajets à comparer.</translation>
    </message>
    <message>
        <source>On {roads:,} tested roads with trips the mean of their own trips is off by {mean}, this model by {model}.</source>
        <extracomment>trajganr_core/contract/texts/verdicts.py</extracomment>
        <translation>Sur {roads:,} routes testées avec trajets, la moyenne de leurs propres trajets se trompe de {mean}, ce modèle de {model}.</translation>
    </message>
    <message>
        <source>On {roads:,} tested roads the number of their own trips gives {mean} a wrong class, this model {model}.</source>
        <extracomment>trajganr_core/contract/texts/verdicts.py</extracomment>
        <translation>Sur {roads:,} routes testées, le nombre de leurs propres trajets donne une mauvaise classe à {mean}, ce modèle à {model}.</translation>
    </message>
    <message>
        <source>On {roads:,} tested roads without trips the mean of their road class is off by {mean}, this model by {model}.</source>
        <extracomment>trajganr_core/contract/texts/verdicts.py</extracomment>
        <translation>Sur {roads:,} routes testées sans trajets, la moyenne de leur classe de route se trompe de {mean}, ce modèle de {model}.</translation>
    </message>
    <message>
        <source>On {roads:,} roads, measured by drivers kept aside, the mean of the other trips is off by {mean}, this model by {model}.</source>
        <extracomment>trajganr_core/contract/texts/verdicts.py</extracomment>
        <translation>Sur {roads:,} routes, mesurées par des conducteurs mis de côté, la moyenne des autres trajets se trompe de {mean}, ce modèle de {model}.</translation>
    </message>
    <message>
        <source>The model is better (95 % interval of the difference: {low} to {high}).</source>
        <extracomment>trajganr_core/contract/texts/verdicts.py</extracomment>
        <translation>Le modèle est meilleur (intervalle à 95 % de la différence : {low} à {high}).</translation>
    </message>
    <message>
        <source>The mean is better (95 % interval of the difference: {low} to {high}): use Observed traffic where roads have trips.</source>
        <extracomment>trajganr_core/contract/texts/verdicts.py</extracomment>
        <translation>La moyenne est meilleure (intervalle à 95 % de la différence : {low} à {high}) : utiliser « Trafic observé » là où les routes ont des trajets.</translation>
    </message>
    <message>
        <source>The difference may be chance (95 % interval: {low} to {high}): where roads have trips, Observed traffic is enough.</source>
        <extracomment>trajganr_core/contract/texts/verdicts.py</extracomment>
        <translation>La différence peut être due au hasard (intervalle à 95 % : {low} à {high}) : là où les routes ont des trajets, « Trafic observé » suffit.</translation>
    </message>
    <message>
        <source>The bundle is incomplete: there is no file in {path}.</source>
        <extracomment>trajganr_core/data/bundle.py</extracomment>
        <translation>Le jeu préparé est incomplet : il n'y a pas de fichier dans {path}.</translation>
    </message>
    <message>
        <source>Copy the whole folder of the bundle, or prepare the study area again.</source>
        <extracomment>trajganr_core/data/bundle.py</extracomment>
        <translation>Copier tout le dossier du jeu préparé, ou préparer à nouveau la zone d'étude.</translation>
    </message>
    <message>
        <source>No road or no trip of the bundle {name!r} is in {bbox}; it covers {covers}.</source>
        <extracomment>trajganr_core/data/bundle_cut.py</extracomment>
        <translation>Aucune route ou aucun trajet du jeu {name!r} n'est dans {bbox} ; il couvre {covers}.</translation>
    </message>
    <message>
        <source>Choose a box, in degrees, within the bundle's own study area.</source>
        <extracomment>trajganr_core/data/bundle_cut.py</extracomment>
        <translation>Choisir un rectangle, en degrés, dans la zone d'étude du jeu.</translation>
    </message>
    <message>
        <source>Cutting trips</source>
        <extracomment>trajganr_core/data/bundle_cut.py</extracomment>
        <translation>Découpe des trajets</translation>
    </message>
    <message>
        <source>Cut from the bundle {name} ({id}); labels and numbers of dropped data are those of the whole bundle.</source>
        <extracomment>trajganr_core/data/bundle_cut.py</extracomment>
        <translation>Découpé dans le jeu préparé {name} ({id}) ; les étiquettes et les nombres de données écartées sont ceux du jeu entier.</translation>
    </message>
    <message>
        <source>The bundle is incomplete: there is no {path}.</source>
        <extracomment>trajganr_core/data/bundle_tables.py</extracomment>
        <translation>Le jeu préparé est incomplet : {path} manque.</translation>
    </message>
    <message>
        <source>{path} is damaged: {reason}</source>
        <extracomment>trajganr_core/data/bundle_tables.py</extracomment>
        <translation>{path} est endommagé : {reason}</translation>
    </message>
    <message>
        <source>Copy the bundle again, or prepare the study area again.</source>
        <extracomment>trajganr_core/data/bundle_tables.py</extracomment>
        <translation>Copier à nouveau le jeu préparé, ou préparer à nouveau la zone d'étude.</translation>
    </message>
    <message>
        <source>{path} cannot be read as CSV: {reason}</source>
        <extracomment>trajganr_core/data/csv_blocks.py</extracomment>
        <translation>{path} ne peut être lu en CSV : {reason}</translation>
    </message>
    <message>
        <source>Correct the row, or save the table as CSV in UTF-8 with a header.</source>
        <extracomment>trajganr_core/data/csv_blocks.py</extracomment>
        <translation>Corriger la ligne, ou enregistrer la table en CSV en UTF-8 avec un en-tête.</translation>
    </message>
    <message>
        <source>{path} has a quotation mark in line {line} that is not closed: {text!r}.</source>
        <extracomment>trajganr_core/data/csv_blocks.py</extracomment>
        <translation>Dans {path}, un guillemet de la ligne {line} n'est pas fermé : {text!r}.</translation>
    </message>
    <message>
        <source>Close the quotation mark or remove it.</source>
        <extracomment>trajganr_core/data/csv_blocks.py</extracomment>
        <translation>Fermer le guillemet ou le retirer.</translation>
    </message>
    <message>
        <source>{path} contains no data.</source>
        <extracomment>trajganr_core/data/files.py</extracomment>
        <translation>{path} ne contient pas de données.</translation>
    </message>
    <message>
        <source>{path} cannot be unpacked: it is damaged, encrypted or uses an unknown compression ({reason}).</source>
        <extracomment>trajganr_core/data/files.py</extracomment>
        <translation>{path} ne peut être décompressé : il est endommagé, chiffré ou d'une compression inconnue ({reason}).</translation>
    </message>
    <message>
        <source>Unpack it with another program, or download it again.</source>
        <extracomment>trajganr_core/data/files.py</extracomment>
        <translation>Le décompresser avec un autre programme, ou le télécharger à nouveau.</translation>
    </message>
    <message>
        <source>{path} unpacks to more than {limit:,} MB, from {packed:,.1f} MB. At most {ratio} times the packed size is read, and at most {most:,} GB.</source>
        <extracomment>trajganr_core/data/files.py</extracomment>
        <translation>{path} donne plus de {limit:,} Mo une fois décompressé, à partir de {packed:,.1f} Mo. Au plus {ratio} fois la taille compressée est lue, et au plus {most:,} Go.</translation>
    </message>
    <message>
        <source>If you trust the source of the file, unpack it with another program and use its content.</source>
        <extracomment>trajganr_core/data/files.py</extracomment>
        <translation>Si la source du fichier est de confiance, le décompresser avec un autre programme et utiliser son contenu.</translation>
    </message>
    <message>
        <source>{path} contains {entries:,} files; at most {most:,} in a ZIP are read.</source>
        <extracomment>trajganr_core/data/files.py</extracomment>
        <translation>{path} contient {entries:,} fichiers ; au plus {most:,} sont lus dans un ZIP.</translation>
    </message>
    <message>
        <source>Unpack it with another program and use the folder, or split the ZIP.</source>
        <extracomment>trajganr_core/data/files.py</extracomment>
        <translation>Le décompresser avec un autre programme et utiliser le dossier, ou diviser le ZIP.</translation>
    </message>
    <message>
        <source>No road of the bundle {name!r} has a label.</source>
        <extracomment>trajganr_core/data/labels/layer.py</extracomment>
        <translation>Aucune route du jeu préparé {name!r} n'a d'étiquette.</translation>
    </message>
    <message>
        <source>Prepare it with a share of label drivers above zero, and at least two drivers.</source>
        <extracomment>trajganr_core/data/labels/layer.py</extracomment>
        <translation>Le préparer avec une part de conducteurs d'étiquettes supérieure à zéro, et au moins deux conducteurs.</translation>
    </message>
    <message>
        <source>{path} has no line in the study area {bbox}.</source>
        <extracomment>trajganr_core/data/labels/own.py</extracomment>
        <translation>{path} n'a pas de ligne dans la zone d'étude {bbox}.</translation>
    </message>
    <message>
        <source>Check the study area and the layer's CRS.</source>
        <extracomment>trajganr_core/data/labels/own.py</extracomment>
        <translation>Vérifier la zone d'étude et le SCR de la couche.</translation>
    </message>
    <message>
        <source>No line of {path} with a label of {task} runs along a road within {tolerance:g} m.</source>
        <extracomment>trajganr_core/data/labels/own.py</extracomment>
        <translation>Aucune ligne de {path} avec une étiquette de {task} ne longe une route à {tolerance:g} m près.</translation>
    </message>
    <message>
        <source>Check that the layer covers the study area and has the right CRS, or increase the tolerance.</source>
        <extracomment>trajganr_core/data/labels/own.py</extracomment>
        <translation>Vérifier que la couche couvre la zone d'étude et a le bon SCR, ou augmenter la tolérance.</translation>
    </message>
    <message>
        <source>The field {field} of {path} is empty in all {lines} lines of the study area.</source>
        <extracomment>trajganr_core/data/labels/own.py</extracomment>
        <translation>Le champ {field} de {path} est vide dans toutes les {lines} lignes de la zone d'étude.</translation>
    </message>
    <message>
        <source>Choose the field that contains the labels.</source>
        <extracomment>trajganr_core/data/labels/own.py</extracomment>
        <translation>Choisir le champ qui contient les étiquettes.</translation>
    </message>
    <message>
        <source>The field {field} of {path} is {fault} in {count} lines, first {value!r}.</source>
        <extracomment>trajganr_core/data/labels/own.py</extracomment>
        <translation>Le champ {field} de {path} n'est pas valable dans {count} lignes ({fault}), la première valeur étant {value!r}.</translation>
    </message>
    <message>
        <source>Choose a field of numbers that are not negative, or correct these lines.</source>
        <extracomment>trajganr_core/data/labels/own.py</extracomment>
        <translation>Choisir un champ de nombres non négatifs, ou corriger ces lignes.</translation>
    </message>
    <message>
        <source>Several fields are given for the labels of {task}.</source>
        <extracomment>trajganr_core/data/labels/own.py</extracomment>
        <translation>Plusieurs champs sont donnés pour les étiquettes de {task}.</translation>
    </message>
    <message>
        <source>Choose one field for each task.</source>
        <extracomment>trajganr_core/data/labels/own.py</extracomment>
        <translation>Choisir un champ par tâche d'apprentissage.</translation>
    </message>
    <message>
        <source>{lines_without_label:,} lines have no value in the field and were dropped.</source>
        <extracomment>trajganr_core/data/labels/own.py</extracomment>
        <translation>{lines_without_label:,} lignes n'ont pas de valeur dans le champ et ont été écartées.</translation>
    </message>
    <message>
        <source>{lines_unusable:,} features have no usable geometry and were dropped.</source>
        <extracomment>trajganr_core/data/labels/own.py</extracomment>
        <translation>{lines_unusable:,} entités n'ont pas de géométrie utilisable et ont été écartées.</translation>
    </message>
    <message>
        <source>{n:,} lines do not run along a road and were dropped.</source>
        <extracomment>trajganr_core/data/labels/own.py</extracomment>
        <translation>{n:,} lignes ne suivent pas de route et ont été écartées.</translation>
    </message>
    <message>
        <source>{edges_short:,} roads have lines along less than half of their length and get no label.</source>
        <extracomment>trajganr_core/data/labels/own.py</extracomment>
        <translation>{edges_short:,} routes ont des lignes sur moins de la moitié de leur longueur et ne reçoivent pas d'étiquette.</translation>
    </message>
    <message>
        <source>{edges_in_conflict:,} roads have coincident lines with different labels; one of them was used.</source>
        <extracomment>trajganr_core/data/labels/own.py</extracomment>
        <translation>{edges_in_conflict:,} routes ont des lignes confondues aux étiquettes différentes ; l'une d'elles a été utilisée.</translation>
    </message>
    <message>
        <source>labels of {lines_joined:,} of {lines:,} lines were joined to {edges_labelled:,} directed roads; {edges_without:,} roads have no line.</source>
        <extracomment>trajganr_core/data/labels/own.py</extracomment>
        <translation>étiquettes de {lines_joined:,} lignes sur {lines:,} jointes à {edges_labelled:,} routes orientées ; {edges_without:,} routes n'ont pas de ligne.</translation>
    </message>
    <message>
        <source>{path} has no layer of {expected}; it has {layers}.</source>
        <extracomment>trajganr_core/data/layers.py</extracomment>
        <translation>{path} n'a pas de couche de {expected} ; il a {layers}.</translation>
    </message>
    <message>
        <source>Choose a layer of that geometry.</source>
        <extracomment>trajganr_core/data/layers.py</extracomment>
        <translation>Choisir une couche de cette géométrie.</translation>
    </message>
    <message>
        <source>Layer {layer} of {path} has no coordinate reference system.</source>
        <extracomment>trajganr_core/data/layers.py</extracomment>
        <translation>La couche {layer} de {path} n'a pas de système de coordonnées de référence.</translation>
    </message>
    <message>
        <source>Set the layer's CRS (Layer &gt; Set CRS of Layer) and save it again.</source>
        <extracomment>trajganr_core/data/layers.py</extracomment>
        <translation>Définir le SCR de la couche (Couche &gt; Définir le SCR des couches) et l'enregistrer à nouveau.</translation>
    </message>
    <message>
        <source>{path} cannot be read as a vector layer: it is damaged or of an unknown format{reason}.</source>
        <extracomment>trajganr_core/data/layers.py</extracomment>
        <translation>{path} ne peut pas être lu comme couche vectorielle : le fichier est endommagé ou d'un format inconnu{reason}.</translation>
    </message>
    <message>
        <source>Open it in QGIS, save the layer as GeoPackage, and use that file.</source>
        <extracomment>trajganr_core/data/layers.py</extracomment>
        <translation>L'ouvrir dans QGIS, enregistrer la couche en GeoPackage et utiliser ce fichier.</translation>
    </message>
    <message>
        <source>without a geometry that can be read</source>
        <extracomment>trajganr_core/data/layers.py</extracomment>
        <translation>sans géométrie lisible</translation>
    </message>
    <message>
        <source>with a coordinate that is not a finite number</source>
        <extracomment>trajganr_core/data/layers.py</extracomment>
        <translation>avec une coordonnée qui n'est pas un nombre fini</translation>
    </message>
    <message>
        <source>of another type of geometry</source>
        <extracomment>trajganr_core/data/layers.py</extracomment>
        <translation>d'un autre type de géométrie</translation>
    </message>
    <message>
        <source>of no length</source>
        <extracomment>trajganr_core/data/layers.py</extracomment>
        <translation>de longueur nulle</translation>
    </message>
    <message>
        <source>with coordinates that are not on Earth</source>
        <extracomment>trajganr_core/data/layers.py</extracomment>
        <translation>avec des coordonnées qui ne sont pas sur Terre</translation>
    </message>
    <message>
        <source>There is no time zone {name!r} on this machine.</source>
        <extracomment>trajganr_core/data/local_time.py</extracomment>
        <translation>Il n'y a pas de fuseau horaire {name!r} sur cette machine.</translation>
    </message>
    <message>
        <source>Update the worker's package tzdata, or prepare the study area again with a time zone such as Europe/Lisbon.</source>
        <extracomment>trajganr_core/data/local_time.py</extracomment>
        <translation>Mettre à jour le paquet tzdata du worker, ou préparer à nouveau la zone d'étude avec un fuseau horaire comme Europe/Lisbon.</translation>
    </message>
    <message>
        <source>Local times are those of {name}, also where the clocks are those of {others}. To use another zone, set the time zone of the study area.</source>
        <extracomment>trajganr_core/data/local_time.py</extracomment>
        <translation>Les heures locales sont celles du fuseau {name}, même là où valent d'autres horloges : {others}. Pour une autre zone, choisir le fuseau horaire de la zone d'étude.</translation>
    </message>
    <message>
        <source>Local times are those of {name}.</source>
        <extracomment>trajganr_core/data/local_time.py</extracomment>
        <translation>Les heures locales sont celles du fuseau {name}.</translation>
    </message>
    <message>
        <source>{name} ({share:.0%} of the roads)</source>
        <extracomment>trajganr_core/data/local_time.py</extracomment>
        <translation>{name} ({share:.0%} des routes)</translation>
    </message>
    <message>
        <source>{count} of {fixes} fixes have coordinates or times that are no numbers.</source>
        <extracomment>trajganr_core/data/matching/matcher.py</extracomment>
        <translation>{count} points GPS sur {fixes} ont des coordonnées ou des heures qui ne sont pas des nombres.</translation>
    </message>
    <message>
        <source>Clean the trips before they are matched.</source>
        <extracomment>trajganr_core/data/matching/matcher.py</extracomment>
        <translation>Nettoyer les trajets avant de les apparier.</translation>
    </message>
    <message>
        <source>There is no road to match trips to.</source>
        <extracomment>trajganr_core/data/matching/matcher.py</extracomment>
        <translation>Il n'y a pas de route à laquelle apparier des trajets.</translation>
    </message>
    <message>
        <source>Choose a study area and a layer with drivable roads.</source>
        <extracomment>trajganr_core/data/matching/matcher.py</extracomment>
        <translation>Choisir une zone d'étude et une couche avec des routes carrossables.</translation>
    </message>
    <message>
        <source>{count} of {places} places have coordinates that are no numbers.</source>
        <extracomment>trajganr_core/data/matching/pairs.py</extracomment>
        <translation>{count} lieux sur {places} ont des coordonnées qui ne sont pas des nombres.</translation>
    </message>
    <message>
        <source>Leave them out, or correct their longitude and latitude.</source>
        <extracomment>trajganr_core/data/matching/pairs.py</extracomment>
        <translation>Les laisser de côté, ou corriger leur longitude et latitude.</translation>
    </message>
    <message>
        <source>Looking for trips near the places</source>
        <extracomment>trajganr_core/data/matching/pairs.py</extracomment>
        <translation>Recherche de trajets près des lieux</translation>
    </message>
    <message>
        <source>None of {trips} trips matches the roads.</source>
        <extracomment>trajganr_core/data/matching/report.py</extracomment>
        <translation>Aucun des {trips} trajets ne s'apparie aux routes.</translation>
    </message>
    <message>
        <source>Check that trips and roads are of the same place, and that the roads are drivable.</source>
        <extracomment>trajganr_core/data/matching/report.py</extracomment>
        <translation>Vérifier que trajets et routes sont du même endroit, et que les routes sont carrossables.</translation>
    </message>
    <message>
        <source>Matched {fixes_matched:,} of {fixes:,} fixes to roads, in {pieces:,} pieces of {trips_matched:,} of {trips:,} trips; the others are dropped.</source>
        <extracomment>trajganr_core/data/matching/report.py</extracomment>
        <translation>{fixes_matched:,} points GPS sur {fixes:,} appariés à des routes, en {pieces:,} morceaux de {trips_matched:,} trajets sur {trips:,} ; les autres sont écartés.</translation>
    </message>
    <message>
        <source>Of {fixes_unmatched:,} unmatched fixes {fixes_far_from_roads:,} are far from every road; the others have no path to a fix before or after.</source>
        <extracomment>trajganr_core/data/matching/report.py</extracomment>
        <translation>Sur {fixes_unmatched:,} points GPS non appariés, {fixes_far_from_roads:,} sont loin de toute route ; les autres n'ont pas de chemin vers un point GPS d'avant ou d'après.</translation>
    </message>
    <message>
        <source>Skipped {fixes_skipped:,} of the unmatched fixes as outliers: a path passes them by.</source>
        <extracomment>trajganr_core/data/matching/report.py</extracomment>
        <translation>{fixes_skipped:,} des points GPS non appariés ont été sautés comme valeurs aberrantes : un chemin passe à côté.</translation>
    </message>
    <message>
        <source>The GPS error is {gps_error_m:.0f} m, on average of the trips.</source>
        <extracomment>trajganr_core/data/matching/report.py</extracomment>
        <translation>L'erreur GPS est de {gps_error_m:.0f} m, en moyenne sur les trajets.</translation>
    </message>
    <message>
        <source>Cut trips at {cuts_too_fast:,} places where every path would be faster than any vehicle, and at {cuts_detour:,} where it would be a detour.</source>
        <extracomment>trajganr_core/data/matching/report.py</extracomment>
        <translation>Trajets coupés à {cuts_too_fast:,} endroits où tout chemin serait plus rapide que n'importe quel véhicule, et à {cuts_detour:,} où il serait un détour.</translation>
    </message>
    <message>
        <source>{recovered_km:,.1f} km of the paths are recovered: they bridge {gaps:,} gaps of more than {gap_s:.0f} s between fixes. On {uncertain_km:,.1f} km another way is about as fast.</source>
        <extracomment>trajganr_core/data/matching/report.py</extracomment>
        <translation>{recovered_km:,.1f} km des chemins sont reconstitués : ils franchissent {gaps:,} lacunes de plus de {gap_s:.0f} s entre positions. Sur {uncertain_km:,.1f} km, un autre chemin est à peu près aussi rapide.</translation>
    </message>
    <message>
        <source>Matching trips</source>
        <extracomment>trajganr_core/data/matching/road_graph.py</extracomment>
        <translation>Appariement des trajets</translation>
    </message>
    <message>
        <source>{address} cannot be opened: {reason}</source>
        <extracomment>trajganr_core/data/object_store.py</extracomment>
        <translation>{address} ne peut être ouvert : {reason}</translation>
    </message>
    <message>
        <source>Install the package of that store, such as s3fs, gcsfs or adlfs, next to trajganr.</source>
        <extracomment>trajganr_core/data/object_store.py</extracomment>
        <translation>Installer le paquet de ce stockage, tel que s3fs, gcsfs ou adlfs, à côté de trajganr.</translation>
    </message>
    <message>
        <source>There is nothing at {address}.</source>
        <extracomment>trajganr_core/data/object_store.py</extracomment>
        <translation>Il n'y a rien à {address}.</translation>
    </message>
    <message>
        <source>Check the address.</source>
        <extracomment>trajganr_core/data/object_store.py</extracomment>
        <translation>Vérifier l'adresse.</translation>
    </message>
    <message>
        <source>{address} cannot be fetched: {reason}</source>
        <extracomment>trajganr_core/data/object_store.py</extracomment>
        <translation>{address} ne peut être récupéré : {reason}</translation>
    </message>
    <message>
        <source>Check the network and your credentials for that store, and repeat the command.</source>
        <extracomment>trajganr_core/data/object_store.py</extracomment>
        <translation>Vérifier le réseau et les identifiants de ce stockage, puis répéter la commande.</translation>
    </message>
    <message>
        <source>Passes on roads of class {name}: {recovered:.1f} % are recovered between distant fixes, {left_out:.1f} % are left out because other ways are as likely.</source>
        <extracomment>trajganr_core/data/pass_shares.py</extracomment>
        <translation>Passages sur les routes de classe {name} : {recovered:.1f} % sont reconstitués entre des positions éloignées, {left_out:.1f} % sont écartés parce que d'autres chemins sont aussi probables.</translation>
    </message>
    <message>
        <source>Passes on all roads: {recovered:.1f} % are recovered between distant fixes, {left_out:.1f} % are left out because other ways are as likely.</source>
        <extracomment>trajganr_core/data/pass_shares.py</extracomment>
        <translation>Passages sur toutes les routes : {recovered:.1f} % sont reconstitués entre des positions éloignées, {left_out:.1f} % sont écartés parce que d'autres chemins sont aussi probables.</translation>
    </message>
    <message>
        <source>over less than half of their segment</source>
        <extracomment>trajganr_core/data/passes.py</extracomment>
        <translation>sur moins de la moitié du segment</translation>
    </message>
    <message>
        <source>between distant fixes where other ways are as likely</source>
        <extracomment>trajganr_core/data/passes.py</extracomment>
        <translation>entre des positions éloignées où d'autres chemins sont aussi probables</translation>
    </message>
    <message>
        <source>that took no time</source>
        <extracomment>trajganr_core/data/passes.py</extracomment>
        <translation>sans durée</translation>
    </message>
    <message>
        <source>faster than any vehicle on such a road</source>
        <extracomment>trajganr_core/data/passes.py</extracomment>
        <translation>plus rapides que tout véhicule sur une telle route</translation>
    </message>
    <message>
        <source>of trips on foot (at least {longest_wait_s:g} min, nowhere faster than {running_kmh:g} km/h)</source>
        <extracomment>trajganr_core/data/passes.py</extracomment>
        <translation>de trajets à pied (au moins {longest_wait_s:g} min, nulle part à plus de {running_kmh:g} km/h)</translation>
    </message>
    <message>
        <source>of standing vehicles (slower than {walking_kmh:g} km/h for more than {longest_wait_s:g} min)</source>
        <extracomment>trajganr_core/data/passes.py</extracomment>
        <translation>de véhicules à l'arrêt (à moins de {walking_kmh:g} km/h pendant plus de {longest_wait_s:g} min)</translation>
    </message>
    <message>
        <source>Line {line} of the table of categories {path} is invalid: {reason}.</source>
        <extracomment>trajganr_core/data/places/aoi.py</extracomment>
        <translation>La ligne {line} de la table de catégories {path} n'est pas valable : {reason}.</translation>
    </message>
    <message>
        <source>Correct it. Columns are key,value,category; categories are {categories} or none.</source>
        <extracomment>trajganr_core/data/places/aoi.py</extracomment>
        <translation>La corriger. Les colonnes sont key,value,category ; les catégories sont {categories} ou none.</translation>
    </message>
    <message>
        <source>Save the table as CSV in UTF-8 with commas.</source>
        <extracomment>trajganr_core/data/places/aoi.py</extracomment>
        <translation>Enregistrer la table en CSV en UTF-8 avec des virgules.</translation>
    </message>
    <message>
        <source>{path} has no place with a category in the study area; dropped: {dropped}.</source>
        <extracomment>trajganr_core/data/places/pois.py</extracomment>
        <translation>{path} n'a pas de lieu avec une catégorie dans la zone d'étude ; écartés : {dropped}.</translation>
    </message>
    <message>
        <source>Check the area and the categories ({categories}, or tags of the table of categories).</source>
        <extracomment>trajganr_core/data/places/pois.py</extracomment>
        <translation>Vérifier la zone et les catégories ({categories}, ou les tags de la table de catégories).</translation>
    </message>
    <message>
        <source>Places: {description}.</source>
        <extracomment>trajganr_core/data/places/pois.py</extracomment>
        <translation>Lieux : {description}.</translation>
    </message>
    <message>
        <source>Places: {places:,} kept ({categories}); left out: {what}.</source>
        <extracomment>trajganr_core/data/places/pois.py</extracomment>
        <translation>Lieux : {places:,} gardés ({categories}) ; laissé de côté : {what}.</translation>
    </message>
    <message>
        <source>outside the study area</source>
        <extracomment>trajganr_core/data/places/pois.py</extracomment>
        <translation>hors de la zone d'étude</translation>
    </message>
    <message>
        <source>a table or layer with {fields}</source>
        <extracomment>trajganr_core/data/places/pois.py</extracomment>
        <translation>une table ou une couche avec {fields}</translation>
    </message>
    <message>
        <source>without coordinates</source>
        <extracomment>trajganr_core/data/places/pois.py</extracomment>
        <translation>sans coordonnées</translation>
    </message>
    <message>
        <source>The traffic of {files} is about an hour later than that of {first} on the same days: the clocks of some of these files are probably an hour off. Check their time zones, and prepare them again with the right ones.</source>
        <extracomment>trajganr_core/data/preparation/clocks.py</extracomment>
        <translation>Le trafic de {files} est environ une heure plus tard que celui de {first} aux mêmes jours : les horloges de certains de ces fichiers sont sans doute décalées d'une heure. Vérifier leurs fuseaux horaires et les préparer de nouveau avec les bons.</translation>
    </message>
    <message>
        <source>The traffic of {files} is about an hour earlier than that of {first} on the same days: the clocks of some of these files are probably an hour off. Check their time zones, and prepare them again with the right ones.</source>
        <extracomment>trajganr_core/data/preparation/clocks.py</extracomment>
        <translation>Le trafic de {files} est environ une heure plus tôt que celui de {first} aux mêmes jours : les horloges de certains de ces fichiers sont sans doute décalées d'une heure. Vérifier leurs fuseaux horaires et les préparer de nouveau avec les bons.</translation>
    </message>
    <message>
        <source>Finding the study area</source>
        <extracomment>trajganr_core/data/preparation/inferred_area.py</extracomment>
        <translation>Recherche de la zone d'étude</translation>
    </message>
    <message>
        <source>The study area was taken from trips and roads: {west:.4f}, {south:.4f}, {east:.4f}, {north:.4f} (west, south, east, north), {across:.1f} × {up:.1f} km.</source>
        <extracomment>trajganr_core/data/preparation/inferred_area.py</extracomment>
        <translation>La zone d'étude vient des trajets et des routes : {west:.4f}, {south:.4f}, {east:.4f}, {north:.4f} (ouest, sud, est, nord), {across:.1f} × {up:.1f} km.</translation>
    </message>
    <message>
        <source>Derived: number of label trips.</source>
        <extracomment>trajganr_core/data/preparation/manifest.py</extracomment>
        <translation>Dérivé : nombre de trajets d'étiquetage.</translation>
    </message>
    <message>
        <source>Derived: shares of the categories of places within {metres:g} m.</source>
        <extracomment>trajganr_core/data/preparation/manifest.py</extracomment>
        <translation>Dérivé : parts des catégories de lieux à {metres:g} m au plus.</translation>
    </message>
    <message>
        <source>Derived: decelerations of label trips beyond 3 m/s², from measured speed.</source>
        <extracomment>trajganr_core/data/preparation/manifest.py</extracomment>
        <translation>Dérivé : décélérations des trajets d'étiquetage au-delà de 3 m/s², d'après les vitesses mesurées.</translation>
    </message>
    <message>
        <source>Derived: half the squared speed that label trips lose per metre driven, between fixes more than {least:g} s and at most {most:g} s apart; comparable between roads with similar sampling; it is not hard braking.</source>
        <extracomment>trajganr_core/data/preparation/manifest.py</extracomment>
        <translation>Dérivé : moitié du carré de la vitesse perdue par mètre parcouru par les trajets d'étiquetage, entre points GPS espacés de plus de {least:g} s et de {most:g} s au plus ; comparable entre routes d'échantillonnage semblable ; ce n'est pas un freinage brusque.</translation>
    </message>
    <message>
        <source>Slow-down intensity needs fixes more than {least:g} s and at most {most:g} s apart; these trips have none. Hard braking has labels instead.</source>
        <extracomment>trajganr_core/data/preparation/manifest.py</extracomment>
        <translation>L'intensité du ralentissement demande des points GPS espacés de plus de {least:g} s et de {most:g} s au plus ; ces trajets n'en ont pas. Le freinage brusque a des étiquettes à sa place.</translation>
    </message>
    <message>
        <source>Slow-down intensity needs fixes more than {least:g} s and at most {most:g} s apart; these trips have none.</source>
        <extracomment>trajganr_core/data/preparation/manifest.py</extracomment>
        <translation>L'intensité du ralentissement demande des points GPS espacés de plus de {least:g} s et de {most:g} s au plus ; ces trajets n'en ont pas.</translation>
    </message>
    <message>
        <source>The field {field} in {unit} of {layer}.</source>
        <extracomment>trajganr_core/data/preparation/manifest.py</extracomment>
        <translation>Le champ {field} en {unit} de {layer}.</translation>
    </message>
    <message>
        <source>The field {field} of {layer}.</source>
        <extracomment>trajganr_core/data/preparation/manifest.py</extracomment>
        <translation>Le champ {field} de {layer}.</translation>
    </message>
    <message>
        <source>No places (POIs) were given.</source>
        <extracomment>trajganr_core/data/preparation/manifest.py</extracomment>
        <translation>Aucun lieu (POI) n'a été donné.</translation>
    </message>
    <message>
        <source>No road has enough label trips.</source>
        <extracomment>trajganr_core/data/preparation/manifest.py</extracomment>
        <translation>Aucune route n'a assez de trajets d'étiquetage.</translation>
    </message>
    <message>
        <source>Hard braking needs measured speed in fixes at most {seconds:g} s apart; these trips have none. Slow-down intensity has labels instead; it is not hard braking.</source>
        <extracomment>trajganr_core/data/preparation/manifest.py</extracomment>
        <translation>Le freinage brusque demande des vitesses mesurées en des points GPS espacés de {seconds:g} s au plus ; ces trajets n'en ont pas. L'intensité du ralentissement a des étiquettes à sa place ; ce n'est pas un freinage brusque.</translation>
    </message>
    <message>
        <source>Hard braking needs measured speed in fixes at most {seconds:g} s apart; these trips have none.</source>
        <extracomment>trajganr_core/data/preparation/manifest.py</extracomment>
        <translation>Le freinage brusque demande des vitesses mesurées en des points GPS espacés de {seconds:g} s au plus ; ces trajets n'en ont pas.</translation>
    </message>
    <message>
        <source>Times without a time zone were read as times of {zone}, which is not the zone of the study area.</source>
        <extracomment>trajganr_core/data/preparation/manifest.py</extracomment>
        <translation>Les heures sans fuseau horaire ont été lues comme celles du fuseau {zone}, qui n'est pas le fuseau de la zone d'étude.</translation>
    </message>
    <message>
        <source>There are no label trips: the share of label drivers is 0, or there is only one driver.</source>
        <extracomment>trajganr_core/data/preparation/manifest.py</extracomment>
        <translation>Il n'y a pas de trajets d'étiquetage : la part des conducteurs d'étiquetage est 0, ou il n'y a qu'un conducteur.</translation>
    </message>
    <message>
        <source>{files} is given more than once; its trips would be counted more than once.</source>
        <extracomment>trajganr_core/data/preparation/prepare.py</extracomment>
        <translation>{files} est donné plus d'une fois ; ses trajets seraient comptés plus d'une fois.</translation>
    </message>
    <message>
        <source>Give each file of trips once.</source>
        <extracomment>trajganr_core/data/preparation/prepare.py</extracomment>
        <translation>Donner chaque fichier de trajets une fois.</translation>
    </message>
    <message>
        <source>Writing the bundle</source>
        <extracomment>trajganr_core/data/preparation/prepare.py</extracomment>
        <translation>Écriture du jeu préparé</translation>
    </message>
    <message>
        <source>{path} has no readable picture within {distance} m of a road in the study area.</source>
        <extracomment>trajganr_core/data/preparation/prepare_stages.py</extracomment>
        <translation>{path} n'a pas d'image lisible à {distance} m ou moins d'une route de la zone d'étude.</translation>
    </message>
    <message>
        <source>Check the study area and the folder of pictures, or prepare without street views.</source>
        <extracomment>trajganr_core/data/preparation/prepare_stages.py</extracomment>
        <translation>Vérifier la zone d'étude et le dossier des images, ou préparer sans vues de rue.</translation>
    </message>
    <message>
        <source>Deriving labels</source>
        <extracomment>trajganr_core/data/preparation/prepare_stages.py</extracomment>
        <translation>Calcul des étiquettes</translation>
    </message>
    <message>
        <source>Counting trips past street views</source>
        <extracomment>trajganr_core/data/preparation/prepare_stages.py</extracomment>
        <translation>Comptage des trajets passant devant les vues de rue</translation>
    </message>
    <message>
        <source>Copying pictures</source>
        <extracomment>trajganr_core/data/preparation/prepare_stages.py</extracomment>
        <translation>Copie des images</translation>
    </message>
    <message>
        <source>Street views within {distance_m:g} m of a road: {pictures:,}.</source>
        <extracomment>trajganr_core/data/preparation/prepare_stages.py</extracomment>
        <translation>Vues de rue à {distance_m:g} m au plus d'une route : {pictures:,}.</translation>
    </message>
    <message>
        <source>TRAJGANR_CACHE_GB is {value!r}, which is not a size in gigabytes.</source>
        <extracomment>trajganr_core/data/preparation/stages.py</extracomment>
        <translation>TRAJGANR_CACHE_GB vaut {value!r}, qui n'est pas une taille en gigaoctets.</translation>
    </message>
    <message>
        <source>Set it to a number such as 20, or to 0 to cache nothing.</source>
        <extracomment>trajganr_core/data/preparation/stages.py</extracomment>
        <translation>Le fixer à un nombre comme 20, ou à 0 pour ne rien mettre en cache.</translation>
    </message>
    <message>
        <source>Labelled roads: {roads:,}; figures of held-out roads need {least}.</source>
        <extracomment>trajganr_core/data/preparation/support.py</extracomment>
        <translation>Routes étiquetées : {roads:,} ; les chiffres des routes mises de côté en demandent {least}.</translation>
    </message>
    <message>
        <source>Drivers behind the labels: {drivers}; so few tell how single persons drive.</source>
        <extracomment>trajganr_core/data/preparation/support.py</extracomment>
        <translation>Conducteurs derrière les étiquettes : {drivers} ; si peu disent comment roulent des personnes isolées.</translation>
    </message>
    <message>
        <source>All trips are within {hours:.1f} h: other times of the day are not seen.</source>
        <extracomment>trajganr_core/data/preparation/support.py</extracomment>
        <translation>Tous les trajets tiennent en {hours:.1f} h : les autres moments du jour ne sont pas vus.</translation>
    </message>
    <message>
        <source>Places: {places:,}; a map needs {least}.</source>
        <extracomment>trajganr_core/data/preparation/support.py</extracomment>
        <translation>Lieux : {places:,} ; une carte en demande {least}.</translation>
    </message>
    <message>
        <source>No road has enough observations.</source>
        <extracomment>trajganr_core/data/preparation/support.py</extracomment>
        <translation>Aucune route n'a assez d'observations.</translation>
    </message>
    <message>
        <source>Most roads have equally few trips: labels are in {classes} of {all} classes.</source>
        <extracomment>trajganr_core/data/preparation/support.py</extracomment>
        <translation>La plupart des routes ont aussi peu de trajets : les étiquettes sont dans {classes} classes sur {all}.</translation>
    </message>
    <message>
        <source>Hard brakings: {events:,}; a map needs {least}.</source>
        <extracomment>trajganr_core/data/preparation/support.py</extracomment>
        <translation>Freinages brusques : {events:,} ; une carte en demande {least}.</translation>
    </message>
    <message>
        <source>A fix every {seconds:g} s misses short braking; it needs one every second.</source>
        <extracomment>trajganr_core/data/preparation/support.py</extracomment>
        <translation>Un point GPS toutes les {seconds:g} s manque les freinages courts ; il en faut un par seconde.</translation>
    </message>
    <message>
        <source>{most:,} of {all:,} places are of one category, {category}: a map shows little else.</source>
        <extracomment>trajganr_core/data/preparation/support.py</extracomment>
        <translation>{most:,} lieux sur {all:,} sont d'une seule catégorie, {category} : une carte ne montre guère autre chose.</translation>
    </message>
    <message>
        <source>fixes</source>
        <extracomment>trajganr_core/data/preparation/trip_stage.py</extracomment>
        <translation>points GPS</translation>
    </message>
    <message>
        <source>{path} contains trips in several formats: {formats}.</source>
        <extracomment>trajganr_core/data/readers/__init__.py</extracomment>
        <translation>{path} contient des trajets dans plusieurs formats : {formats}.</translation>
    </message>
    <message>
        <source>Load each format separately.</source>
        <extracomment>trajganr_core/data/readers/__init__.py</extracomment>
        <translation>Charger chaque format séparément.</translation>
    </message>
    <message>
        <source>{path} has no layers.</source>
        <extracomment>trajganr_core/data/readers/__init__.py</extracomment>
        <translation>{path} n'a pas de couches.</translation>
    </message>
    <message>
        <source>Choose a layer of points with times, or of measured lines.</source>
        <extracomment>trajganr_core/data/readers/__init__.py</extracomment>
        <translation>Choisir une couche de points avec des heures, ou de lignes mesurées.</translation>
    </message>
    <message>
        <source>{where} contains neither points nor lines.</source>
        <extracomment>trajganr_core/data/readers/__init__.py</extracomment>
        <translation>{where} ne contient ni points ni lignes.</translation>
    </message>
    <message>
        <source>layer {name} (not {others})</source>
        <extracomment>trajganr_core/data/readers/__init__.py</extracomment>
        <translation>couche {name} (pas {others})</translation>
    </message>
    <message>
        <source>layer {name}</source>
        <extracomment>trajganr_core/data/readers/__init__.py</extracomment>
        <translation>couche {name}</translation>
    </message>
    <message>
        <source>{path} cannot be read as a record of Cabspotting: a row is invalid ({reason}).</source>
        <extracomment>trajganr_core/data/readers/cabspotting.py</extracomment>
        <translation>{path} ne peut être lu comme enregistrement de Cabspotting : une ligne n'est pas valable ({reason}).</translation>
    </message>
    <message>
        <source>Write rows of latitude, longitude, 0 or 1, and Unix seconds.</source>
        <extracomment>trajganr_core/data/readers/cabspotting.py</extracomment>
        <translation>Écrire des lignes de latitude, longitude, 0 ou 1, et secondes Unix.</translation>
    </message>
    <message>
        <source>rows whose time or position cannot be read</source>
        <extracomment>trajganr_core/data/readers/cabspotting.py</extracomment>
        <translation>lignes dont l'heure ou la position est illisible</translation>
    </message>
    <message>
        <source>Cabspotting's records (latitude, longitude, occupied, Unix seconds; EPSG:4326), one file per cab, driver from the file name, {how}</source>
        <extracomment>trajganr_core/data/readers/cabspotting.py</extracomment>
        <translation>enregistrements de Cabspotting (latitude, longitude, occupé, secondes Unix ; EPSG:4326), un fichier par taxi, conducteur selon le nom du fichier, {how}</translation>
    </message>
    <message>
        <source>rows with too few or too many values</source>
        <extracomment>trajganr_core/data/readers/cabspotting.py</extracomment>
        <translation>lignes avec trop peu ou trop de valeurs</translation>
    </message>
    <message>
        <source>trips with MISSING_DATA</source>
        <extracomment>trajganr_core/data/readers/challenge.py</extracomment>
        <translation>trajets avec MISSING_DATA</translation>
    </message>
    <message>
        <source>trips whose TIMESTAMP is not a Unix time</source>
        <extracomment>trajganr_core/data/readers/challenge.py</extracomment>
        <translation>trajets dont le TIMESTAMP n'est pas une heure Unix</translation>
    </message>
    <message>
        <source>rows whose POLYLINE is not a list of [lon, lat] pairs</source>
        <extracomment>trajganr_core/data/readers/challenge.py</extracomment>
        <translation>lignes dont POLYLINE n'est pas une liste de paires [lon, lat]</translation>
    </message>
    <message>
        <source>CSV of the ECML/PKDD 2015 taxi challenge: one trip per row, driver in TAXI_ID, a fix every 15 s in POLYLINE (EPSG:4326), the first at TIMESTAMP (Unix seconds)</source>
        <extracomment>trajganr_core/data/readers/challenge.py</extracomment>
        <translation>CSV du défi des taxis d'ECML/PKDD 2015 : un trajet par ligne, conducteur dans TAXI_ID, un point GPS toutes les 15 s dans POLYLINE (EPSG:4326), le premier à TIMESTAMP (secondes Unix)</translation>
    </message>
    <message>
        <source>{where} has no column with a usual name of {role} ({usual}); it has {names}.</source>
        <extracomment>trajganr_core/data/readers/columns.py</extracomment>
        <translation>{where} n'a pas de colonne au nom usuel pour « {role} » ({usual}) ; il a {names}.</translation>
    </message>
    <message>
        <source>Choose the column of {role}, or rename it.</source>
        <extracomment>trajganr_core/data/readers/columns.py</extracomment>
        <translation>Choisir la colonne pour « {role} », ou la renommer.</translation>
    </message>
    <message>
        <source>{where}: the unit of the speed in column {column} is unknown.</source>
        <extracomment>trajganr_core/data/readers/columns.py</extracomment>
        <translation>{where} : l'unité de la vitesse dans la colonne {column} est inconnue.</translation>
    </message>
    <message>
        <source>Set the unit (--speed-unit; in QGIS Advanced Parameters, unit of the measured speed) to one of {units}, or rename the column, such as to speed_kmh.</source>
        <extracomment>trajganr_core/data/readers/columns.py</extracomment>
        <translation>Définir l'unité (--speed-unit ; dans QGIS, Paramètres avancés, unité de la vitesse mesurée), parmi {units}, ou renommer la colonne, par exemple en speed_kmh.</translation>
    </message>
    <message>
        <source>{where} has several columns that may be {name}: {candidates}.</source>
        <extracomment>trajganr_core/data/readers/columns.py</extracomment>
        <translation>{where} a plusieurs colonnes qui peuvent être {name} : {candidates}.</translation>
    </message>
    <message>
        <source>Choose one of them by its exact name, or rename the others.</source>
        <extracomment>trajganr_core/data/readers/columns.py</extracomment>
        <translation>En choisir une par son nom exact, ou renommer les autres.</translation>
    </message>
    <message>
        <source>the trip ID</source>
        <extracomment>trajganr_core/data/readers/columns.py</extracomment>
        <translation>l'identifiant du trajet</translation>
    </message>
    <message>
        <source>the measured speed</source>
        <extracomment>trajganr_core/data/readers/columns.py</extracomment>
        <translation>la vitesse mesurée</translation>
    </message>
    <message>
        <source>the heading</source>
        <extracomment>trajganr_core/data/readers/columns.py</extracomment>
        <translation>le cap</translation>
    </message>
    <message>
        <source>Warning: {names} may be {role} but is not read. If it is, choose the column with the option {option}.</source>
        <extracomment>trajganr_core/data/readers/columns.py</extracomment>
        <translation>Attention : {names} est peut-être {role}, mais n'est pas lu. Si c'est le cas, choisir la colonne avec l'option {option}.</translation>
    </message>
    <message>
        <source>The coordinate reference system of {where} is unknown.</source>
        <extracomment>trajganr_core/data/readers/crs.py</extracomment>
        <translation>Le système de coordonnées de référence de {where} est inconnu.</translation>
    </message>
    <message>
        <source>Set the option crs, such as to EPSG:4326, or set the CRS in QGIS and save the layer again.</source>
        <extracomment>trajganr_core/data/readers/crs.py</extracomment>
        <translation>Définir l'option crs, par exemple EPSG:4326, ou définir le SCR dans QGIS et enregistrer à nouveau la couche.</translation>
    </message>
    <message>
        <source>{name!r} is not a geographic or projected coordinate reference system.</source>
        <extracomment>trajganr_core/data/readers/crs.py</extracomment>
        <translation>{name!r} n'est pas un système de coordonnées de référence géographique ou projeté.</translation>
    </message>
    <message>
        <source>Use a code such as EPSG:4326.</source>
        <extracomment>trajganr_core/data/readers/crs.py</extracomment>
        <translation>Utiliser un code comme EPSG:4326.</translation>
    </message>
    <message>
        <source>{where} has no occupancy column to split its records by.</source>
        <extracomment>trajganr_core/data/readers/fixes.py</extracomment>
        <translation>{where} n'a pas de colonne d'occupation selon laquelle couper ses enregistrements.</translation>
    </message>
    <message>
        <source>Cut the records at gaps, or add a column 'occupied' of 0 and 1.</source>
        <extracomment>trajganr_core/data/readers/fixes.py</extracomment>
        <translation>Couper les enregistrements aux lacunes, ou ajouter une colonne « occupied » de 0 et 1.</translation>
    </message>
    <message>
        <source>{where}: no position can be read; the first value is {value!r}.</source>
        <extracomment>trajganr_core/data/readers/fixes.py</extracomment>
        <translation>{where} : aucune position ne peut être lue ; la première valeur est {value!r}.</translation>
    </message>
    <message>
        <source>Write longitude and latitude as numbers, and check which columns contain them.</source>
        <extracomment>trajganr_core/data/readers/fixes.py</extracomment>
        <translation>Écrire longitude et latitude en nombres, et vérifier quelles colonnes les contiennent.</translation>
    </message>
    <message>
        <source>{where}: no speed can be read in column {column}; the first value is {value!r}.</source>
        <extracomment>trajganr_core/data/readers/fixes.py</extracomment>
        <translation>{where} : aucune vitesse ne peut être lue dans la colonne {column} ; la première valeur est {value!r}.</translation>
    </message>
    <message>
        <source>Choose a column of numbers, or none.</source>
        <extracomment>trajganr_core/data/readers/fixes.py</extracomment>
        <translation>Choisir une colonne de nombres, ou aucune.</translation>
    </message>
    <message>
        <source>{kind} with one fix per row: {columns}</source>
        <extracomment>trajganr_core/data/readers/fixes.py</extracomment>
        <translation>{kind} avec un point GPS par ligne : {columns}</translation>
    </message>
    <message>
        <source>time in {field} ({kind})</source>
        <extracomment>trajganr_core/data/readers/fixes.py</extracomment>
        <translation>heure dans {field} ({kind})</translation>
    </message>
    <message>
        <source>position in {x} and {y} ({crs})</source>
        <extracomment>trajganr_core/data/readers/fixes.py</extracomment>
        <translation>position dans {x} et {y} ({crs})</translation>
    </message>
    <message>
        <source>position in the geometry ({crs})</source>
        <extracomment>trajganr_core/data/readers/fixes.py</extracomment>
        <translation>position dans la géométrie ({crs})</translation>
    </message>
    <message>
        <source>rows without trip or vehicle</source>
        <extracomment>trajganr_core/data/readers/fixes.py</extracomment>
        <translation>lignes sans trajet ni véhicule</translation>
    </message>
    <message>
        <source>rows whose position cannot be read</source>
        <extracomment>trajganr_core/data/readers/fixes.py</extracomment>
        <translation>lignes dont la position est illisible</translation>
    </message>
    <message>
        <source>speeds that cannot be read</source>
        <extracomment>trajganr_core/data/readers/fixes.py</extracomment>
        <translation>vitesses illisibles</translation>
    </message>
    <message>
        <source>trip in {field}</source>
        <extracomment>trajganr_core/data/readers/fixes.py</extracomment>
        <translation>trajet dans {field}</translation>
    </message>
    <message>
        <source>driver in {field}</source>
        <extracomment>trajganr_core/data/readers/fixes.py</extracomment>
        <translation>conducteur dans {field}</translation>
    </message>
    <message>
        <source>vehicle in {field}</source>
        <extracomment>trajganr_core/data/readers/fixes.py</extracomment>
        <translation>véhicule dans {field}</translation>
    </message>
    <message>
        <source>speed in {field} ({unit})</source>
        <extracomment>trajganr_core/data/readers/fixes.py</extracomment>
        <translation>vitesse dans {field} ({unit})</translation>
    </message>
    <message>
        <source>heading in {field}</source>
        <extracomment>trajganr_core/data/readers/fixes.py</extracomment>
        <translation>cap dans {field}</translation>
    </message>
    <message>
        <source>{where} has no tracks.</source>
        <extracomment>trajganr_core/data/readers/gpx.py</extracomment>
        <translation>{where} n'a pas de traces.</translation>
    </message>
    <message>
        <source>Choose a file of recorded tracks; routes and waypoints have no times.</source>
        <extracomment>trajganr_core/data/readers/gpx.py</extracomment>
        <translation>Choisir un fichier de traces enregistrées ; itinéraires et points de passage n'ont pas d'heures.</translation>
    </message>
    <message>
        <source>track points without a readable time</source>
        <extracomment>trajganr_core/data/readers/gpx.py</extracomment>
        <translation>points de trace sans heure lisible</translation>
    </message>
    <message>
        <source>GPX with one trip per segment of a track (EPSG:4326)</source>
        <extracomment>trajganr_core/data/readers/gpx.py</extracomment>
        <translation>GPX avec un trajet par segment de trace (EPSG:4326)</translation>
    </message>
    <message>
        <source>{where}: trip or vehicle {trip!r} has more than {most:,} fixes, the limit.</source>
        <extracomment>trajganr_core/data/readers/limits.py</extracomment>
        <translation>{where} : le trajet ou le véhicule {trip!r} a plus de {most:,} points GPS, la limite.</translation>
    </message>
    <message>
        <source>Choose the field of the trip ID, or split long records by day.</source>
        <extracomment>trajganr_core/data/readers/limits.py</extracomment>
        <translation>Choisir le champ de l'identifiant du trajet, ou découper les longs enregistrements par jour.</translation>
    </message>
    <message>
        <source>{where} has more than {most:,} fixes, which would take more than half of this machine's memory. A table is read whole, because rows of its trips may be mixed.</source>
        <extracomment>trajganr_core/data/readers/limits.py</extracomment>
        <translation>{where} a plus de {most:,} points GPS, qui prendraient plus de la moitié de la mémoire de cette machine. Une table est lue en entier, parce que les lignes de ses trajets peuvent être mêlées.</translation>
    </message>
    <message>
        <source>Split the table into several files in a folder, with whole trips in each.</source>
        <extracomment>trajganr_core/data/readers/limits.py</extracomment>
        <translation>Répartir la table en plusieurs fichiers d'un dossier, chacun avec des trajets entiers.</translation>
    </message>
    <message>
        <source>{where}: the positions of a moving point cannot be read: {reason}.</source>
        <extracomment>trajganr_core/data/readers/moving_features.py</extracomment>
        <translation>{where} : les positions d'un point mobile ne peuvent être lues : {reason}.</translation>
    </message>
    <message>
        <source>Write coordinates as [[lon, lat], …], one pair for each of the datetimes.</source>
        <extracomment>trajganr_core/data/readers/moving_features.py</extracomment>
        <translation>Écrire les coordonnées en [[lon, lat], …], une paire pour chacune des datetimes.</translation>
    </message>
    <message>
        <source>{path} has no moving points.</source>
        <extracomment>trajganr_core/data/readers/moving_features.py</extracomment>
        <translation>{path} n'a pas de points mobiles.</translation>
    </message>
    <message>
        <source>Give features with a temporalGeometry, or a LineString with properties.datetimes.</source>
        <extracomment>trajganr_core/data/readers/moving_features.py</extracomment>
        <translation>Donner des entités avec une temporalGeometry, ou une LineString avec properties.datetimes.</translation>
    </message>
    <message>
        <source>{where}: a moving point has no datetimes.</source>
        <extracomment>trajganr_core/data/readers/moving_features.py</extracomment>
        <translation>{where} : un point mobile n'a pas de datetimes.</translation>
    </message>
    <message>
        <source>Add a list of times, one for each position.</source>
        <extracomment>trajganr_core/data/readers/moving_features.py</extracomment>
        <translation>Ajouter une liste d'heures, une par position.</translation>
    </message>
    <message>
        <source>{path} has a feature with more than {most:,} million characters, the limit.</source>
        <extracomment>trajganr_core/data/readers/moving_features.py</extracomment>
        <translation>{path} a une entité de plus de {most:,} millions de caractères, la limite.</translation>
    </message>
    <message>
        <source>Split long trips, and write the file again as a collection of features.</source>
        <extracomment>trajganr_core/data/readers/moving_features.py</extracomment>
        <translation>Découper les longs trajets, et écrire à nouveau le fichier comme collection d'entités.</translation>
    </message>
    <message>
        <source>{path} is not valid JSON of features: {reason}</source>
        <extracomment>trajganr_core/data/readers/moving_features.py</extracomment>
        <translation>{path} n'est pas un JSON d'entités valide : {reason}</translation>
    </message>
    <message>
        <source>Export the file again.</source>
        <extracomment>trajganr_core/data/readers/moving_features.py</extracomment>
        <translation>Exporter à nouveau le fichier.</translation>
    </message>
    <message>
        <source>{path} has its coordinate reference system after its features.</source>
        <extracomment>trajganr_core/data/readers/moving_features.py</extracomment>
        <translation>{path} a son système de coordonnées de référence après ses entités.</translation>
    </message>
    <message>
        <source>Move the member 'crs' before 'features'.</source>
        <extracomment>trajganr_core/data/readers/moving_features.py</extracomment>
        <translation>Déplacer le membre « crs » avant « features ».</translation>
    </message>
    <message>
        <source>features that do not follow Moving Features JSON</source>
        <extracomment>trajganr_core/data/readers/moving_features.py</extracomment>
        <translation>entités qui ne suivent pas Moving Features JSON</translation>
    </message>
    <message>
        <source>MovingFeatures JSON with one trip per moving point, time in datetimes ({kind})</source>
        <extracomment>trajganr_core/data/readers/moving_features.py</extracomment>
        <translation>MovingFeatures JSON avec un trajet par point mobile, heure dans datetimes ({kind})</translation>
    </message>
    <message>
        <source>features that are not moving points</source>
        <extracomment>trajganr_core/data/readers/moving_features.py</extracomment>
        <translation>entités qui ne sont pas des points mobiles</translation>
    </message>
    <message>
        <source>speeds that are no numbers</source>
        <extracomment>trajganr_core/data/readers/moving_features.py</extracomment>
        <translation>vitesses qui ne sont pas des nombres</translation>
    </message>
    <message>
        <source>speeds of features with an unknown unit or wrong number</source>
        <extracomment>trajganr_core/data/readers/moving_features.py</extracomment>
        <translation>vitesses d'entités d'unité inconnue ou en nombre incorrect</translation>
    </message>
    <message>
        <source>headings of features with an unknown unit or wrong number</source>
        <extracomment>trajganr_core/data/readers/moving_features.py</extracomment>
        <translation>caps d'entités d'unité inconnue ou en nombre incorrect</translation>
    </message>
    <message>
        <source>a trip ends at a gap of more than {seconds:g} s</source>
        <extracomment>trajganr_core/data/readers/records.py</extracomment>
        <translation>un trajet finit à une interruption de plus de {seconds:g} s</translation>
    </message>
    <message>
        <source>a trip is a ride with a passenger</source>
        <extracomment>trajganr_core/data/readers/records.py</extracomment>
        <translation>un trajet est une course avec passager</translation>
    </message>
    <message>
        <source>a trip ends at a gap of more than {seconds:g} s, or of more than three of the usual intervals of a vehicle that reports seldom</source>
        <extracomment>trajganr_core/data/readers/records.py</extracomment>
        <translation>un trajet finit à une interruption de plus de {seconds:g} s, ou de plus de trois des intervalles habituels d'un véhicule qui émet rarement</translation>
    </message>
    <message>
        <source>fixes without a passenger</source>
        <extracomment>trajganr_core/data/readers/records.py</extracomment>
        <translation>points GPS sans passager</translation>
    </message>
    <message>
        <source>{path} is in no supported format of trips{reason}.</source>
        <extracomment>trajganr_core/data/readers/rows.py</extracomment>
        <translation>{path} n'est dans aucun format de trajets pris en charge{reason}.</translation>
    </message>
    <message>
        <source>Use CSV, GPX, Cabspotting's text, MovingFeatures JSON, Parquet, or a layer saved as GeoPackage.</source>
        <extracomment>trajganr_core/data/readers/rows.py</extracomment>
        <translation>Utiliser du CSV, du GPX, le texte de Cabspotting, du JSON MovingFeatures, du Parquet, ou une couche enregistrée en GeoPackage.</translation>
    </message>
    <message>
        <source>{path} cannot be read as Parquet: it is damaged or in another format ({reason}).</source>
        <extracomment>trajganr_core/data/readers/rows.py</extracomment>
        <translation>{path} ne peut être lu en Parquet : il est endommagé ou dans un autre format ({reason}).</translation>
    </message>
    <message>
        <source>Write the file again, or save the table as CSV or GeoPackage.</source>
        <extracomment>trajganr_core/data/readers/rows.py</extracomment>
        <translation>Écrire à nouveau le fichier, ou enregistrer la table en CSV ou GeoPackage.</translation>
    </message>
    <message>
        <source>The geometries of {path} are stored as {encoding}.</source>
        <extracomment>trajganr_core/data/readers/rows.py</extracomment>
        <translation>Les géométries de {path} sont stockées en {encoding}.</translation>
    </message>
    <message>
        <source>Save them as Well-Known Binary, the usual form of GeoParquet.</source>
        <extracomment>trajganr_core/data/readers/rows.py</extracomment>
        <translation>Les enregistrer en Well-Known Binary, la forme habituelle de GeoParquet.</translation>
    </message>
    <message>
        <source>{path}: {rows:,} values of column {column} take {size:,} MB; at most {most:,} MB are read at once.</source>
        <extracomment>trajganr_core/data/readers/rows.py</extracomment>
        <translation>{path} : {rows:,} valeurs de la colonne {column} prennent {size:,} Mo ; au plus {most:,} Mo sont lus à la fois.</translation>
    </message>
    <message>
        <source>Shorten the values, or write the file with fewer rows.</source>
        <extracomment>trajganr_core/data/readers/rows.py</extracomment>
        <translation>Raccourcir les valeurs, ou écrire le fichier avec moins de lignes.</translation>
    </message>
    <message>
        <source>{path} has no column {missing}, which {first} has.</source>
        <extracomment>trajganr_core/data/readers/rows.py</extracomment>
        <translation>{path} n'a pas de colonne {missing}, que {first} a.</translation>
    </message>
    <message>
        <source>Load files with different columns separately.</source>
        <extracomment>trajganr_core/data/readers/rows.py</extracomment>
        <translation>Charger séparément les fichiers de colonnes différentes.</translation>
    </message>
    <message>
        <source>{path} has no trips with fixes (dropped: {dropped}).</source>
        <extracomment>trajganr_core/data/readers/source.py</extracomment>
        <translation>{path} n'a pas de trajets avec des points GPS (écartés : {dropped}).</translation>
    </message>
    <message>
        <source>Choose another file, or correct the dropped data.</source>
        <extracomment>trajganr_core/data/readers/source.py</extracomment>
        <translation>Choisir un autre fichier, ou corriger les données écartées.</translation>
    </message>
    <message>
        <source>{path} has text that is not UTF-8, or invalid geometries ({reason}).</source>
        <extracomment>trajganr_core/data/readers/source.py</extracomment>
        <translation>{path} a du texte qui n'est pas en UTF-8, ou des géométries non valides ({reason}).</translation>
    </message>
    <message>
        <source>Save it again with text in UTF-8 and geometries as Well-Known Binary.</source>
        <extracomment>trajganr_core/data/readers/source.py</extracomment>
        <translation>L'enregistrer à nouveau avec du texte en UTF-8 et des géométries en Well-Known Binary.</translation>
    </message>
    <message>
        <source>{where}: {bad:,} of {items:,} are {reason}; the first is {first}.</source>
        <extracomment>trajganr_core/data/readers/source.py</extracomment>
        <translation>{where} : {bad:,} éléments sur {items:,} sont inutilisables ({reason}) ; le premier est {first}.</translation>
    </message>
    <message>
        <source>Correct or remove them. If at most half were bad, they would be dropped and counted.</source>
        <extracomment>trajganr_core/data/readers/source.py</extracomment>
        <translation>Les corriger ou les retirer. Jusqu'à la moitié, ils seraient écartés et comptés.</translation>
    </message>
    <message>
        <source>Left out {n:,} {what}.</source>
        <extracomment>trajganr_core/data/readers/source.py</extracomment>
        <translation>{n:,} {what} laissés de côté.</translation>
    </message>
    <message>
        <source>{names} and {n:,} more</source>
        <extracomment>trajganr_core/data/readers/source.py</extracomment>
        <translation>{names} et {n:,} autres</translation>
    </message>
    <message>
        <source>{format}; {n:,} files of this format</source>
        <extracomment>trajganr_core/data/readers/source.py</extracomment>
        <translation>{format} ; {n:,} fichiers de ce format</translation>
    </message>
    <message>
        <source>{format}; without {files}, which contain no trips</source>
        <extracomment>trajganr_core/data/readers/source.py</extracomment>
        <translation>{format} ; sans {files}, qui ne contiennent pas de trajets</translation>
    </message>
    <message>
        <source>{where}: no time can be read; the first value is {value!r}.</source>
        <extracomment>trajganr_core/data/readers/times.py</extracomment>
        <translation>{where} : aucune heure ne peut être lue ; la première valeur est {value!r}.</translation>
    </message>
    <message>
        <source>Write times as ISO 8601 (2013-07-01T12:00:00Z), or Unix seconds or milliseconds, and check which field contains them.</source>
        <extracomment>trajganr_core/data/readers/times.py</extracomment>
        <translation>Écrire les heures en ISO 8601 (2013-07-01T12:00:00Z), ou en secondes ou millisecondes Unix, et vérifier quel champ les contient.</translation>
    </message>
    <message>
        <source>{where}: times such as {value} are probably the days of a spreadsheet's dates; as Unix seconds they would be on 1 January 1970.</source>
        <extracomment>trajganr_core/data/readers/times.py</extracomment>
        <translation>{where} : des heures comme {value} sont probablement les jours des dates d'un tableur ; en secondes Unix, elles seraient le 1er janvier 1970.</translation>
    </message>
    <message>
        <source>Format the column as text or as yyyy-mm-dd hh:mm:ss before saving the table; if these are Unix seconds, set the unit of times to s (--time-unit s).</source>
        <extracomment>trajganr_core/data/readers/times.py</extracomment>
        <translation>Mettre la colonne au format texte ou aaaa-mm-jj hh:mm:ss avant d'enregistrer la table ; si ce sont des secondes Unix, fixer l'unité des heures à s (--time-unit s).</translation>
    </message>
    <message>
        <source>{where}: times such as {value!r} have no time zone.</source>
        <extracomment>trajganr_core/data/readers/times.py</extracomment>
        <translation>{where} : des heures comme {value!r} n'ont pas de fuseau horaire.</translation>
    </message>
    <message>
        <source>Set their time zone, such as Europe/Lisbon or UTC (--time-zone; in QGIS Advanced Parameters, time zone of times without one).</source>
        <extracomment>trajganr_core/data/readers/times.py</extracomment>
        <translation>Définir leur fuseau horaire, par exemple Europe/Lisbon ou UTC (--time-zone ; dans QGIS, Paramètres avancés, fuseau des heures qui n'en ont pas).</translation>
    </message>
    <message>
        <source>{where}: times as large as {value} are neither Unix seconds nor milliseconds.</source>
        <extracomment>trajganr_core/data/readers/times.py</extracomment>
        <translation>{where} : des heures aussi grandes que {value} ne sont ni des secondes ni des millisecondes Unix.</translation>
    </message>
    <message>
        <source>Check which field contains the time; divide microseconds by 1000, and write dates as ISO 8601 (2013-07-01T12:00:00Z).</source>
        <extracomment>trajganr_core/data/readers/times.py</extracomment>
        <translation>Vérifier quel champ contient l'heure ; diviser les microsecondes par 1000, et écrire les dates en ISO 8601 (2013-07-01T12:00:00Z).</translation>
    </message>
    <message>
        <source>rows whose time cannot be read</source>
        <extracomment>trajganr_core/data/readers/times.py</extracomment>
        <translation>lignes dont l'heure est illisible</translation>
    </message>
    <message>
        <source>rows whose time is in the hour that is skipped when daylight saving time begins</source>
        <extracomment>trajganr_core/data/readers/times.py</extracomment>
        <translation>lignes dont l'heure est dans celle qui est sautée au début de l'heure d'été</translation>
    </message>
    <message>
        <source>fixes whose time is in the hour that is skipped when daylight saving time begins</source>
        <extracomment>trajganr_core/data/readers/times.py</extracomment>
        <translation>points GPS dont l'heure est dans celle qui est sautée au début de l'heure d'été</translation>
    </message>
    <message>
        <source>rows whose time is in the hour that is repeated when daylight saving time ends, and is ambiguous</source>
        <extracomment>trajganr_core/data/readers/times.py</extracomment>
        <translation>lignes dont l'heure est dans celle qui est répétée à la fin de l'heure d'été, et est ambiguë</translation>
    </message>
    <message>
        <source>fixes whose time is in the hour that is repeated when daylight saving time ends, and is ambiguous</source>
        <extracomment>trajganr_core/data/readers/times.py</extracomment>
        <translation>points GPS dont l'heure est dans celle qui est répétée à la fin de l'heure d'été, et est ambiguë</translation>
    </message>
    <message>
        <source>Unix milliseconds</source>
        <extracomment>trajganr_core/data/readers/times.py</extracomment>
        <translation>millisecondes Unix</translation>
    </message>
    <message>
        <source>Unix seconds</source>
        <extracomment>trajganr_core/data/readers/times.py</extracomment>
        <translation>secondes Unix</translation>
    </message>
    <message>
        <source>{kind} in {zone}</source>
        <extracomment>trajganr_core/data/readers/times.py</extracomment>
        <translation>{kind}, {zone}</translation>
    </message>
    <message>
        <source>date and time</source>
        <extracomment>trajganr_core/data/readers/times.py</extracomment>
        <translation>date et heure</translation>
    </message>
    <message>
        <source>ISO 8601</source>
        <extracomment>trajganr_core/data/readers/times.py</extracomment>
        <translation>ISO 8601</translation>
    </message>
    <message>
        <source>{where}: none of the first geometries can be read.</source>
        <extracomment>trajganr_core/data/readers/trip_layer.py</extracomment>
        <translation>{where} : aucune des premières géométries ne peut être lue.</translation>
    </message>
    <message>
        <source>Save the layer again, with geometries as Well-Known Binary.</source>
        <extracomment>trajganr_core/data/readers/trip_layer.py</extracomment>
        <translation>Enregistrer à nouveau la couche, avec des géométries en Well-Known Binary.</translation>
    </message>
    <message>
        <source>The lines of {where} have no M values, so the fixes have no time.</source>
        <extracomment>trajganr_core/data/readers/trip_layer.py</extracomment>
        <translation>Les lignes de {where} n'ont pas de valeurs M, donc les points GPS n'ont pas d'heure.</translation>
    </message>
    <message>
        <source>Load the points of the lines with 'Load trips', or use LineStringM with Unix seconds as M.</source>
        <extracomment>trajganr_core/data/readers/trip_layer.py</extracomment>
        <translation>Charger les points des lignes avec « Charger des trajets », ou utiliser des LineStringM avec les secondes Unix en M.</translation>
    </message>
    <message>
        <source>{kind} of measured lines: {columns}</source>
        <extracomment>trajganr_core/data/readers/trip_layer.py</extracomment>
        <translation>{kind} de lignes à valeurs M : {columns}</translation>
    </message>
    <message>
        <source>one trip per line, numbered</source>
        <extracomment>trajganr_core/data/readers/trip_layer.py</extracomment>
        <translation>un trajet par ligne, numéroté</translation>
    </message>
    <message>
        <source>position in {crs}</source>
        <extracomment>trajganr_core/data/readers/trip_layer.py</extracomment>
        <translation>position en {crs}</translation>
    </message>
    <message>
        <source>lists in field {field} without one speed per fix</source>
        <extracomment>trajganr_core/data/readers/trip_layer.py</extracomment>
        <translation>listes dans le champ {field} sans une vitesse par point GPS</translation>
    </message>
    <message>
        <source>lists in field {field} without one heading per fix</source>
        <extracomment>trajganr_core/data/readers/trip_layer.py</extracomment>
        <translation>listes dans le champ {field} sans un cap par point GPS</translation>
    </message>
    <message>
        <source>features without a line</source>
        <extracomment>trajganr_core/data/readers/trip_layer.py</extracomment>
        <translation>entités sans ligne</translation>
    </message>
    <message>
        <source>headings that are no degrees from 0 to 360</source>
        <extracomment>trajganr_core/data/readers/values.py</extracomment>
        <translation>caps qui ne sont pas des degrés de 0 à 360</translation>
    </message>
    <message>
        <source>Learning turns and speeds</source>
        <extracomment>trajganr_core/data/recovery/learning.py</extracomment>
        <translation>Apprentissage des changements de direction et des vitesses</translation>
    </message>
    <message>
        <source>Recovered the ways of {gaps_recovered:,} of {gaps:,} gaps between distant fixes; on average a way is {likely:.0f} % likely.</source>
        <extracomment>trajganr_core/data/recovery/report.py</extracomment>
        <translation>Chemins de {gaps_recovered:,} des {gaps:,} lacunes entre points GPS éloignés reconstitués ; en moyenne, un chemin est probable à {likely:.0f} %.</translation>
    </message>
    <message>
        <source>{pieces_kept:,} pieces of trips keep their shortest paths, because no way leads from fix to fix.</source>
        <extracomment>trajganr_core/data/recovery/report.py</extracomment>
        <translation>{pieces_kept:,} parties de trajets gardent leurs plus courts chemins, car aucun chemin ne mène de point à point.</translation>
    </message>
    <message>
        <source>Driving side: right, assumed because no country here drives on the left.</source>
        <extracomment>trajganr_core/data/roads/driving_side.py</extracomment>
        <translation>Côté de conduite : droite, supposé car aucun pays ne roule à gauche ici.</translation>
    </message>
    <message>
        <source>Driving side: left, as chosen.</source>
        <extracomment>trajganr_core/data/roads/driving_side.py</extracomment>
        <translation>Côté de conduite : gauche, comme choisi.</translation>
    </message>
    <message>
        <source>Driving side: right, as chosen.</source>
        <extracomment>trajganr_core/data/roads/driving_side.py</extracomment>
        <translation>Côté de conduite : droite, comme choisi.</translation>
    </message>
    <message>
        <source>Driving side: left, assumed because the study area is in {territory}.</source>
        <extracomment>trajganr_core/data/roads/driving_side.py</extracomment>
        <translation>Côté de conduite : gauche, supposé car la zone d'étude est ici : {territory}.</translation>
    </message>
    <message>
        <source>{count} of {vertices} vertices of the road network have coordinates that are no numbers.</source>
        <extracomment>trajganr_core/data/roads/network.py</extracomment>
        <translation>{count} sommets du réseau routier sur {vertices} ont des coordonnées qui ne sont pas des nombres.</translation>
    </message>
    <message>
        <source>Read the roads again from their source.</source>
        <extracomment>trajganr_core/data/roads/network.py</extracomment>
        <translation>Lire à nouveau les routes depuis leur source.</translation>
    </message>
    <message>
        <source>{path} is not a complete OpenStreetMap extract ({reason}).</source>
        <extracomment>trajganr_core/data/roads/osm.py</extracomment>
        <translation>{path} n'est pas un extrait OpenStreetMap complet ({reason}).</translation>
    </message>
    <message>
        <source>Download or export it again; .osm, .osm.gz, .osm.bz2 and .osm.pbf are read.</source>
        <extracomment>trajganr_core/data/roads/osm.py</extracomment>
        <translation>Le télécharger ou l'exporter à nouveau ; .osm, .osm.gz, .osm.bz2 et .osm.pbf sont lus.</translation>
    </message>
    <message>
        <source>whose tags define no place</source>
        <extracomment>trajganr_core/data/roads/osm.py</extracomment>
        <translation>dont les tags ne définissent pas de lieu</translation>
    </message>
    <message>
        <source>cut at the border of the extract</source>
        <extracomment>trajganr_core/data/roads/osm.py</extracomment>
        <translation>coupés au bord de l'extrait</translation>
    </message>
    <message>
        <source>an OpenStreetMap extract of {time}</source>
        <extracomment>trajganr_core/data/roads/osm.py</extracomment>
        <translation>un extrait d'OpenStreetMap du {time}</translation>
    </message>
    <message>
        <source>an OpenStreetMap extract</source>
        <extracomment>trajganr_core/data/roads/osm.py</extracomment>
        <translation>un extrait d'OpenStreetMap</translation>
    </message>
    <message>
        <source>that are lines, not areas</source>
        <extracomment>trajganr_core/data/roads/osm.py</extracomment>
        <translation>qui sont des lignes, pas des surfaces</translation>
    </message>
    <message>
        <source>{path} has neither roads nor places {where}.</source>
        <extracomment>trajganr_core/data/roads/osm_layers.py</extracomment>
        <translation>{path} n'a ni routes ni lieux {where}.</translation>
    </message>
    <message>
        <source>Check the study area, or download an extract of it.</source>
        <extracomment>trajganr_core/data/roads/osm_layers.py</extracomment>
        <translation>Vérifier la zone d'étude, ou en télécharger un extrait.</translation>
    </message>
    <message>
        <source>Roads: {what}.</source>
        <extracomment>trajganr_core/data/roads/osm_layers.py</extracomment>
        <translation>Routes : {what}.</translation>
    </message>
    <message>
        <source>Roads: {n:,} ways of {all:,} with a highway tag touch the area; {cut:,} of them are cut at the border of the extract.</source>
        <extracomment>trajganr_core/data/roads/osm_layers.py</extracomment>
        <translation>Routes : {n:,} des {all:,} chemins avec un attribut highway touchent la zone ; {cut:,} d'entre eux sont coupés au bord de l'extrait.</translation>
    </message>
    <message>
        <source>Places: {n:,}; left out: {what}.</source>
        <extracomment>trajganr_core/data/roads/osm_layers.py</extracomment>
        <translation>Lieux : {n:,} ; laissé de côté : {what}.</translation>
    </message>
    <message>
        <source>The area is too large or too dense for Overpass: {reason}</source>
        <extracomment>trajganr_core/data/roads/overpass.py</extracomment>
        <translation>La zone est trop grande ou trop dense pour Overpass : {reason}</translation>
    </message>
    <message>
        <source>Choose a smaller area, or load an OpenStreetMap extract from a file.</source>
        <extracomment>trajganr_core/data/roads/overpass.py</extracomment>
        <translation>Choisir une zone plus petite, ou charger un extrait OpenStreetMap depuis un fichier.</translation>
    </message>
    <message>
        <source>The response of Overpass is not OpenStreetMap data.</source>
        <extracomment>trajganr_core/data/roads/overpass.py</extracomment>
        <translation>La réponse d'Overpass n'est pas constituée de données OpenStreetMap.</translation>
    </message>
    <message>
        <source>Check the address of the interpreter. If the network requires a login, open a web page and log in; then try again.</source>
        <extracomment>trajganr_core/data/roads/overpass.py</extracomment>
        <translation>Vérifier l'adresse de l'interpréteur. Si le réseau demande une connexion, ouvrir une page web et se connecter ; puis réessayer.</translation>
    </message>
    <message>
        <source>A response of Overpass cannot be read: {reason}</source>
        <extracomment>trajganr_core/data/roads/overpass.py</extracomment>
        <translation>Une réponse d'Overpass ne peut être lue : {reason}</translation>
    </message>
    <message>
        <source>Try again.</source>
        <extracomment>trajganr_core/data/roads/overpass.py</extracomment>
        <translation>Réessayer.</translation>
    </message>
    <message>
        <source>Merging OpenStreetMap</source>
        <extracomment>trajganr_core/data/roads/overpass.py</extracomment>
        <translation>Fusion d'OpenStreetMap</translation>
    </message>
    <message>
        <source>Downloading OpenStreetMap</source>
        <extracomment>trajganr_core/data/roads/overpass.py</extracomment>
        <translation>Téléchargement d'OpenStreetMap</translation>
    </message>
    <message>
        <source>boxes</source>
        <extracomment>trajganr_core/data/roads/overpass.py</extracomment>
        <translation>tuiles</translation>
    </message>
    <message>
        <source>OpenStreetMap data of {time} from {server}, in {n:,} boxes, {cached:,} of them from the cache.</source>
        <extracomment>trajganr_core/data/roads/overpass.py</extracomment>
        <translation>Données OpenStreetMap, état {time}, de {server}, en {n:,} rectangles, dont {cached:,} du cache.</translation>
    </message>
    <message>
        <source>Licence: {licence}, {owner}.</source>
        <extracomment>trajganr_core/data/roads/overpass.py</extracomment>
        <translation>Licence : {licence}, {owner}.</translation>
    </message>
    <message>
        <source>an unknown time</source>
        <extracomment>trajganr_core/data/roads/overpass.py</extracomment>
        <translation>inconnu</translation>
    </message>
    <message>
        <source>{path} has {inside} of {lines} lines in the study area {bbox}, none of them a road that is open to a {vehicle}: {not_roads} are of another class ({found}), {no_access} are closed.</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>{path} a {inside} lignes sur {lines} dans la zone d'étude {bbox}, dont aucune n'est une route ouverte au véhicule ({vehicle}) : {not_roads} sont d'une autre classe ({found}), {no_access} sont fermées.</translation>
    </message>
    <message>
        <source>Check the study area and the layer's CRS. If the classes are not OpenStreetMap's, choose the class field and the classes that are roads.</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>Vérifier la zone d'étude et le SCR de la couche. Si les classes ne sont pas celles d'OpenStreetMap, choisir le champ de la classe et les classes qui sont des routes.</translation>
    </message>
    <message>
        <source>speed limit</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>vitesse limite</translation>
    </message>
    <message>
        <source>lanes</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>voies</translation>
    </message>
    <message>
        <source>roundabout</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>rond-point</translation>
    </message>
    <message>
        <source>signals</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>feux</translation>
    </message>
    <message>
        <source>stop signs</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>panneaux stop</translation>
    </message>
    <message>
        <source>crossings</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>passages piétons</translation>
    </message>
    <message>
        <source>Roads: {used:,} of {restrictions:,} turn restrictions forbid {forbidden_turns:,} turns.</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>Routes : {used:,} restrictions de tourner sur {restrictions:,} interdisent {forbidden_turns:,} mouvements.</translation>
    </message>
    <message>
        <source>Roads: {description}.</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>Routes : {description}.</translation>
    </message>
    <message>
        <source>Roads: {roads:,} of {total:,} lines are kept; {outside:,} are outside the study area, {not_roads:,} are not roads for a {vehicle}, {no_access:,} are closed to it.</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>Routes : {roads:,} lignes sur {total:,} sont gardées ; {outside:,} sont hors de la zone d'étude, {not_roads:,} ne sont pas des routes pour ce véhicule ({vehicle}), {no_access:,} lui sont fermées.</translation>
    </message>
    <message>
        <source>Roads: {edges:,} directed edges between {nodes:,} nodes, {length_km:,.0f} km; {isolated_edges:,} are not connected to the largest part of the network, {trapped_edges:,} cannot be both entered and left.</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>Routes : {edges:,} arêtes orientées entre {nodes:,} nœuds, {length_km:,.0f} km ; {isolated_edges:,} ne sont pas reliées à la plus grande partie du réseau, {trapped_edges:,} ne peuvent être à la fois atteintes et quittées.</translation>
    </message>
    <message>
        <source>Roads: attributes are known for these shares of the edges: {shares}.</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>Routes : les attributs sont connus pour ces parts des arêtes : {shares}.</translation>
    </message>
    <message>
        <source>Roads: classes that are not roads: {classes}.</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>Routes : classes qui ne sont pas des routes : {classes}.</translation>
    </message>
    <message>
        <source>Roads: {reversed_lines:,} lines are other lines reversed: each of them is one direction of its road.</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>Routes : {reversed_lines:,} lignes sont d'autres lignes inversées : chacune est un sens de sa route.</translation>
    </message>
    <message>
        <source>Roads: {directed_lines:,} other lines of this layer of directions are one-way.</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>Routes : {directed_lines:,} autres lignes de cette couche de sens de circulation sont à sens unique.</translation>
    </message>
    <message>
        <source>Roads: the numbers in {tag} ({numbers}) are codes of unknown meaning and not used.</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>Routes : les nombres dans {tag} ({numbers}) sont des codes de sens inconnu et ne sont pas utilisés.</translation>
    </message>
    <message>
        <source>Roads: left out {what}.</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>Routes : laissé de côté : {what}.</translation>
    </message>
    <message>
        <source>Roads: {incomplete:,} ways are cut at the border of the extract; their known parts are kept.</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>Routes : {incomplete:,} voies sont coupées au bord de l'extrait ; leurs parties connues sont gardées.</translation>
    </message>
    <message>
        <source>Roads: {unknown_oneway:,} have an unknown oneway value and count as two-way.</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>Routes : {unknown_oneway:,} ont une valeur inconnue de oneway et comptent comme étant à double sens.</translation>
    </message>
    <message>
        <source>Roads: {n:,} turn restrictions {why} are not used.</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>Routes : {n:,} restrictions de tourner {why} ne sont pas utilisées.</translation>
    </message>
    <message>
        <source>Roads: {n:,} values of {tag} are unknown or out of range and not used.</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>Routes : {n:,} valeurs de {tag} sont inconnues ou impossibles et ne sont pas utilisées.</translation>
    </message>
    <message>
        <source>{layer} with the road class in field {field}</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>{layer} avec la classe de route dans le champ {field}</translation>
    </message>
    <message>
        <source>{layer} without a field {field}: every line is a road</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>{layer} sans champ {field} : chaque ligne est une route</translation>
    </message>
    <message>
        <source>1 feature {why}</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>1 entité {why}</translation>
    </message>
    <message>
        <source>{n:,} features {why}</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>{n:,} entités {why}</translation>
    </message>
    <message>
        <source>the line layer {layer} (not {others})</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>la couche de lignes {layer} (pas {others})</translation>
    </message>
    <message>
        <source>a line layer</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>une couche de lignes</translation>
    </message>
    <message>
        <source>car</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>voiture</translation>
    </message>
    <message>
        <source>bus</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>bus</translation>
    </message>
    <message>
        <source>that hold under conditions</source>
        <extracomment>trajganr_core/data/roads/turn_restrictions.py</extracomment>
        <translation>qui valent sous conditions</translation>
    </message>
    <message>
        <source>of an unknown kind</source>
        <extracomment>trajganr_core/data/roads/turn_restrictions.py</extracomment>
        <translation>d'un type inconnu</translation>
    </message>
    <message>
        <source>with a way between their roads</source>
        <extracomment>trajganr_core/data/roads/turn_restrictions.py</extracomment>
        <translation>avec une voie entre leurs routes</translation>
    </message>
    <message>
        <source>without one node between two roads</source>
        <extracomment>trajganr_core/data/roads/turn_restrictions.py</extracomment>
        <translation>sans un seul nœud entre deux routes</translation>
    </message>
    <message>
        <source>whose roads are not split at their node</source>
        <extracomment>trajganr_core/data/roads/turn_restrictions.py</extracomment>
        <translation>dont les routes ne sont pas divisées à leur nœud</translation>
    </message>
    <message>
        <source>between roads or directions that are left out</source>
        <extracomment>trajganr_core/data/roads/turn_restrictions.py</extracomment>
        <translation>entre des routes ou des sens laissés de côté</translation>
    </message>
    <message>
        <source>{host} is an address of the worker's own machine or network, which this download may not reach.</source>
        <extracomment>trajganr_core/data/services/addresses.py</extracomment>
        <translation>{host} est une adresse de la machine ou du réseau du worker, que ce téléchargement n'a pas le droit d'atteindre.</translation>
    </message>
    <message>
        <source>Use a public address, or ask the operator of the worker to start it with --allow-private-endpoints.</source>
        <extracomment>trajganr_core/data/services/addresses.py</extracomment>
        <translation>Utiliser une adresse publique, ou demander à qui gère le worker de le lancer avec --allow-private-endpoints.</translation>
    </message>
    <message>
        <source>The proxy at {host} is not an HTTP proxy; members of a worker may use no other.</source>
        <extracomment>trajganr_core/data/services/addresses.py</extracomment>
        <translation>Le proxy {host} n'est pas un proxy HTTP ; les membres d'un worker ne peuvent en utiliser d'autre.</translation>
    </message>
    <message>
        <source>Use an HTTP proxy, or none.</source>
        <extracomment>trajganr_core/data/services/addresses.py</extracomment>
        <translation>Utiliser un proxy HTTP, ou aucun.</translation>
    </message>
    <message>
        <source>The address of the proxy is invalid.</source>
        <extracomment>trajganr_core/data/services/addresses.py</extracomment>
        <translation>L'adresse du proxy n'est pas valide.</translation>
    </message>
    <message>
        <source>Check the address, such as http://proxy.example.org:8080.</source>
        <extracomment>trajganr_core/data/services/addresses.py</extracomment>
        <translation>Vérifier l'adresse, par exemple http://proxy.example.org:8080.</translation>
    </message>
    <message>
        <source>The area {bbox} needs {boxes} requests; at most {most} are made.</source>
        <extracomment>trajganr_core/data/services/boxes.py</extracomment>
        <translation>La zone {bbox} demande {boxes} requêtes ; au plus {most} sont faites.</translation>
    </message>
    <message>
        <source>Choose a smaller area, such as one city.</source>
        <extracomment>trajganr_core/data/services/boxes.py</extracomment>
        <translation>Choisir une zone plus petite, comme une ville.</translation>
    </message>
    <message>
        <source>The response is larger than the limit of {limit} bytes.</source>
        <extracomment>trajganr_core/data/services/download.py</extracomment>
        <translation>La réponse dépasse la limite de {limit} octets.</translation>
    </message>
    <message>
        <source>Choose a smaller area.</source>
        <extracomment>trajganr_core/data/services/download.py</extracomment>
        <translation>Choisir une zone plus petite.</translation>
    </message>
    <message>
        <source>The token contains invalid characters.</source>
        <extracomment>trajganr_core/data/services/download.py</extracomment>
        <translation>Le jeton contient des caractères non valables.</translation>
    </message>
    <message>
        <source>Copy the token again, without blanks or line breaks around it.</source>
        <extracomment>trajganr_core/data/services/download.py</extracomment>
        <translation>Copier à nouveau le jeton, sans blancs ni sauts de ligne autour.</translation>
    </message>
    <message>
        <source>The certificate file {path} does not exist.</source>
        <extracomment>trajganr_core/data/services/download.py</extracomment>
        <translation>Le fichier de certificats {path} n'existe pas.</translation>
    </message>
    <message>
        <source>Correct the path, or omit it to use the default certificates.</source>
        <extracomment>trajganr_core/data/services/download.py</extracomment>
        <translation>Corriger le chemin, ou l'omettre pour utiliser les certificats par défaut.</translation>
    </message>
    <message>
        <source>The response of the service is not JSON ({kind}).</source>
        <extracomment>trajganr_core/data/services/download.py</extracomment>
        <translation>La réponse du service n'est pas du JSON ({kind}).</translation>
    </message>
    <message>
        <source>If the network requires a login, open a web page and log in; then try again.</source>
        <extracomment>trajganr_core/data/services/download.py</extracomment>
        <translation>Si le réseau demande une connexion, ouvrir une page web et se connecter ; puis réessayer.</translation>
    </message>
    <message>
        <source>The request to {service} ({host}) failed: {reason}.</source>
        <extracomment>trajganr_core/data/services/http_failures.py</extracomment>
        <translation>La requête à {service} ({host}) a échoué : {reason}.</translation>
    </message>
    <message>
        <source>Check the network connection, or try again later.</source>
        <extracomment>trajganr_core/data/services/http_failures.py</extracomment>
        <translation>Vérifier la connexion réseau, ou réessayer plus tard.</translation>
    </message>
    <message>
        <source>Try again later, or choose a smaller area.</source>
        <extracomment>trajganr_core/data/services/http_failures.py</extracomment>
        <translation>Réessayer plus tard, ou choisir une zone plus petite.</translation>
    </message>
    <message>
        <source>Check the address of the proxy, its user and its password.</source>
        <extracomment>trajganr_core/data/services/http_failures.py</extracomment>
        <translation>Vérifier l'adresse du proxy, son utilisateur et son mot de passe.</translation>
    </message>
    <message>
        <source>Choose the certificate file of this network, or ask its administrator.</source>
        <extracomment>trajganr_core/data/services/http_failures.py</extracomment>
        <translation>Choisir le fichier de certificats de ce réseau, ou demander à son administrateur.</translation>
    </message>
    <message>
        <source>Correct the address.</source>
        <extracomment>trajganr_core/data/services/http_failures.py</extracomment>
        <translation>Corriger l'adresse.</translation>
    </message>
    <message>
        <source>Check the address of the service; if it is right, report this.</source>
        <extracomment>trajganr_core/data/services/http_failures.py</extracomment>
        <translation>Vérifier l'adresse du service ; si elle est bonne, le signaler.</translation>
    </message>
    <message>
        <source>Check the token or password; a new one may be needed.</source>
        <extracomment>trajganr_core/data/services/http_failures.py</extracomment>
        <translation>Vérifier le jeton ou le mot de passe ; il en faut peut-être un nouveau.</translation>
    </message>
    <message>
        <source>Check the address of the service; the item may also have been deleted.</source>
        <extracomment>trajganr_core/data/services/http_failures.py</extracomment>
        <translation>Vérifier l'adresse du service ; l'élément peut aussi avoir été supprimé.</translation>
    </message>
    <message>
        <source>{service} ({host}) did not respond in {tries} tries: {reason}.</source>
        <extracomment>trajganr_core/data/services/http_failures.py</extracomment>
        <translation>{service} ({host}) n'a pas répondu en {tries} essais : {reason}.</translation>
    </message>
    <message>
        <source>{service} ({host}) accepts requests again in {minutes} minutes: {reason}.</source>
        <extracomment>trajganr_core/data/services/http_failures.py</extracomment>
        <translation>{service} ({host}) accepte à nouveau des requêtes dans {minutes} minutes : {reason}.</translation>
    </message>
    <message>
        <source>Try again then.</source>
        <extracomment>trajganr_core/data/services/http_failures.py</extracomment>
        <translation>Réessayer à ce moment-là.</translation>
    </message>
    <message>
        <source>{path} contains the {kind} {name}, which is refused: it may run without end or exhaust memory.</source>
        <extracomment>trajganr_core/data/sqlite_files.py</extracomment>
        <translation>{path} contient {name} ({kind}), qui est refusé : son exécution pourrait être sans fin ou épuiser la mémoire.</translation>
    </message>
    <message>
        <source>Save the layer as a table in a new GeoPackage, and use that file.</source>
        <extracomment>trajganr_core/data/sqlite_files.py</extracomment>
        <translation>Enregistrer la couche comme table dans un nouveau GeoPackage, et utiliser ce fichier.</translation>
    </message>
    <message>
        <source>Mapillary has no street views in {bbox} that match the filter.</source>
        <extracomment>trajganr_core/data/street_view/coverage.py</extracomment>
        <translation>Mapillary n'a pas dans {bbox} de vues de rue qui correspondent au filtre.</translation>
    </message>
    <message>
        <source>Choose another area or other dates, or include panoramas.</source>
        <extracomment>trajganr_core/data/street_view/coverage.py</extracomment>
        <translation>Choisir une autre zone ou d'autres dates, ou inclure les panoramas.</translation>
    </message>
    <message>
        <source>The area has {tiles} coverage tiles; at most {most} are downloaded.</source>
        <extracomment>trajganr_core/data/street_view/coverage.py</extracomment>
        <translation>La zone a {tiles} tuiles de couverture ; au plus {most} sont téléchargées.</translation>
    </message>
    <message>
        <source>The coverage tile {tile} cannot be read: {reason}</source>
        <extracomment>trajganr_core/data/street_view/coverage.py</extracomment>
        <translation>La tuile de couverture {tile} ne peut être lue : {reason}</translation>
    </message>
    <message>
        <source>Try again later. If the error persists, report it.</source>
        <extracomment>trajganr_core/data/street_view/coverage.py</extracomment>
        <translation>Réessayer plus tard. Si l'erreur persiste, la signaler.</translation>
    </message>
    <message>
        <source>Looking up coverage</source>
        <extracomment>trajganr_core/data/street_view/coverage.py</extracomment>
        <translation>Recherche de la couverture</translation>
    </message>
    <message>
        <source>images</source>
        <extracomment>trajganr_core/data/street_view/coverage.py</extracomment>
        <translation>images</translation>
    </message>
    <message>
        <source>Mapillary has {n:,} street views in the area, from {sequences:,} sequences; {cells:,} cells of about a hundred metres have some.</source>
        <extracomment>trajganr_core/data/street_view/coverage.py</extracomment>
        <translation>Mapillary a {n:,} vues de rue dans la zone, de {sequences:,} séquences ; {cells:,} cellules d'une centaine de mètres en ont.</translation>
    </message>
    <message>
        <source>of unknown date</source>
        <extracomment>trajganr_core/data/street_view/coverage.py</extracomment>
        <translation>de date inconnue</translation>
    </message>
    <message>
        <source>captured too early</source>
        <extracomment>trajganr_core/data/street_view/coverage.py</extracomment>
        <translation>prises trop tôt</translation>
    </message>
    <message>
        <source>captured too late</source>
        <extracomment>trajganr_core/data/street_view/coverage.py</extracomment>
        <translation>prises trop tard</translation>
    </message>
    <message>
        <source>that are not panoramas</source>
        <extracomment>trajganr_core/data/street_view/coverage.py</extracomment>
        <translation>qui ne sont pas des panoramas</translation>
    </message>
    <message>
        <source>Their quality is unknown until they are downloaded.</source>
        <extracomment>trajganr_core/data/street_view/coverage.py</extracomment>
        <translation>Leur qualité est inconnue tant qu'elles ne sont pas téléchargées.</translation>
    </message>
    <message>
        <source>that are panoramas</source>
        <extracomment>trajganr_core/data/street_view/coverage.py</extracomment>
        <translation>qui sont des panoramas</translation>
    </message>
    <message>
        <source>Not counted: {n:,} street views {why}.</source>
        <extracomment>trajganr_core/data/street_view/coverage.py</extracomment>
        <translation>Non comptées : {n:,} vues de rue {why}.</translation>
    </message>
    <message>
        <source>None of the {found} street views in the area can be used: {dropped}.</source>
        <extracomment>trajganr_core/data/street_view/mapillary.py</extracomment>
        <translation>Aucune des {found} vues de rue de la zone n'est utilisable : {dropped}.</translation>
    </message>
    <message>
        <source>Lower the minimum quality, choose other dates, or include panoramas.</source>
        <extracomment>trajganr_core/data/street_view/mapillary.py</extracomment>
        <translation>Abaisser la qualité minimale, choisir d'autres dates, ou inclure les panoramas.</translation>
    </message>
    <message>
        <source>Mapillary has no street views in {bbox} for these dates and panorama settings.</source>
        <extracomment>trajganr_core/data/street_view/mapillary.py</extracomment>
        <translation>Mapillary n'a pas dans {bbox} de vues de rue pour ces dates et ce réglage des panoramas.</translation>
    </message>
    <message>
        <source>Choose another area, or check its coverage first.</source>
        <extracomment>trajganr_core/data/street_view/mapillary.py</extracomment>
        <translation>Choisir une autre zone, ou vérifier d'abord sa couverture.</translation>
    </message>
    <message>
        <source>Finding street views</source>
        <extracomment>trajganr_core/data/street_view/mapillary.py</extracomment>
        <translation>Recherche des vues de rue</translation>
    </message>
    <message>
        <source>found</source>
        <extracomment>trajganr_core/data/street_view/mapillary.py</extracomment>
        <translation>trouvées</translation>
    </message>
    <message>
        <source>Writing street views</source>
        <extracomment>trajganr_core/data/street_view/mapillary.py</extracomment>
        <translation>Écriture des vues de rue</translation>
    </message>
    <message>
        <source>Downloading pictures</source>
        <extracomment>trajganr_core/data/street_view/mapillary.py</extracomment>
        <translation>Téléchargement des images</translation>
    </message>
    <message>
        <source>downloaded</source>
        <extracomment>trajganr_core/data/street_view/mapillary.py</extracomment>
        <translation>téléchargées</translation>
    </message>
    <message>
        <source>Mapillary lists {n:,} street views in the area; {used:,} are used.</source>
        <extracomment>trajganr_core/data/street_view/mapillary.py</extracomment>
        <translation>Mapillary indique {n:,} vues de rue dans la zone ; {used:,} sont utilisées.</translation>
    </message>
    <message>
        <source>{n:,} positions were computed by Mapillary, {others:,} are as the camera reported them.</source>
        <extracomment>trajganr_core/data/street_view/mapillary.py</extracomment>
        <translation>{n:,} positions ont été calculées par Mapillary, {others:,} sont celles que l'appareil a indiquées.</translation>
    </message>
    <message>
        <source>{n:,} street views were downloaded, {others:,} were in the cache.</source>
        <extracomment>trajganr_core/data/street_view/mapillary.py</extracomment>
        <translation>{n:,} vues de rue ont été téléchargées, {others:,} étaient dans le cache.</translation>
    </message>
    <message>
        <source>Licence of the pictures: {licence}, {owner}.</source>
        <extracomment>trajganr_core/data/street_view/mapillary.py</extracomment>
        <translation>Licence des images : {licence}, {owner}.</translation>
    </message>
    <message>
        <source>At {n:,} places Mapillary has more than it lists: some are missing.</source>
        <extracomment>trajganr_core/data/street_view/mapillary.py</extracomment>
        <translation>À {n:,} endroits, Mapillary en a plus qu'il n'en indique : certaines manquent.</translation>
    </message>
    <message>
        <source>beyond the maximum number</source>
        <extracomment>trajganr_core/data/street_view/mapillary.py</extracomment>
        <translation>au-delà du nombre maximal</translation>
    </message>
    <message>
        <source>Mapillary refuses the request: {message} (code {number}).</source>
        <extracomment>trajganr_core/data/street_view/mapillary_api.py</extracomment>
        <translation>Mapillary refuse la requête : {message} (code {number}).</translation>
    </message>
    <message>
        <source>The item may have been deleted. If the error persists, report it.</source>
        <extracomment>trajganr_core/data/street_view/mapillary_api.py</extracomment>
        <translation>L'élément peut avoir été supprimé. Si l'erreur persiste, la signaler.</translation>
    </message>
    <message>
        <source>Mapillary's response cannot be interpreted: {reason}.</source>
        <extracomment>trajganr_core/data/street_view/mapillary_api.py</extracomment>
        <translation>La réponse de Mapillary ne peut être interprétée : {reason}.</translation>
    </message>
    <message>
        <source>Try again later. If the error persists, report it: the interface may have changed.</source>
        <extracomment>trajganr_core/data/street_view/mapillary_api.py</extracomment>
        <translation>Réessayer plus tard. Si l'erreur persiste, la signaler : l'interface peut avoir changé.</translation>
    </message>
    <message>
        <source>Mapillary rejects the access token: it is invalid or has expired.</source>
        <extracomment>trajganr_core/data/street_view/mapillary_api.py</extracomment>
        <translation>Mapillary rejette le jeton d'accès : il n'est pas valable ou a expiré.</translation>
    </message>
    <message>
        <source>Copy the token again, or create a new one at https://www.mapillary.com/dashboard/developers.</source>
        <extracomment>trajganr_core/data/street_view/mapillary_api.py</extracomment>
        <translation>Copier à nouveau le jeton, ou en créer un sur https://www.mapillary.com/dashboard/developers.</translation>
    </message>
    <message>
        <source>Mapillary requires an access token.</source>
        <extracomment>trajganr_core/data/street_view/mapillary_api.py</extracomment>
        <translation>Mapillary demande un jeton d'accès.</translation>
    </message>
    <message>
        <source>Enter a token; create one at https://www.mapillary.com/dashboard/developers.</source>
        <extracomment>trajganr_core/data/street_view/mapillary_api.py</extracomment>
        <translation>Saisir un jeton ; il se crée sur https://www.mapillary.com/dashboard/developers.</translation>
    </message>
    <message>
        <source>{text} is not a date or time.</source>
        <extracomment>trajganr_core/data/street_view/mapillary_api.py</extracomment>
        <translation>{text} n'est ni une date ni une heure.</translation>
    </message>
    <message>
        <source>Write it like 2024-05-31 or 2024-05-31T18:00:00Z.</source>
        <extracomment>trajganr_core/data/street_view/mapillary_api.py</extracomment>
        <translation>L'écrire comme 2024-05-31 ou 2024-05-31T18:00:00Z.</translation>
    </message>
    <message>
        <source>whose picture could not be downloaded</source>
        <extracomment>trajganr_core/data/street_view/mapillary_pictures.py</extracomment>
        <translation>dont l'image n'a pas pu être téléchargée</translation>
    </message>
    <message>
        <source>without a picture of this size</source>
        <extracomment>trajganr_core/data/street_view/mapillary_pictures.py</extracomment>
        <translation>sans image de cette taille</translation>
    </message>
    <message>
        <source>whose picture is damaged</source>
        <extracomment>trajganr_core/data/street_view/mapillary_pictures.py</extracomment>
        <translation>dont l'image est endommagée</translation>
    </message>
    <message>
        <source>that no longer exist</source>
        <extracomment>trajganr_core/data/street_view/mapillary_pictures.py</extracomment>
        <translation>qui n'existent plus</translation>
    </message>
    <message>
        <source>The period is empty: {after} is not before {before}.</source>
        <extracomment>trajganr_core/data/street_view/mapillary_search.py</extracomment>
        <translation>Il n'y a pas d'heure après {after} et avant {before}.</translation>
    </message>
    <message>
        <source>Swap the dates.</source>
        <extracomment>trajganr_core/data/street_view/mapillary_search.py</extracomment>
        <translation>Échanger les dates.</translation>
    </message>
    <message>
        <source>outside the area</source>
        <extracomment>trajganr_core/data/street_view/mapillary_search.py</extracomment>
        <translation>hors de la zone</translation>
    </message>
    <message>
        <source>of unknown quality</source>
        <extracomment>trajganr_core/data/street_view/mapillary_search.py</extracomment>
        <translation>de qualité inconnue</translation>
    </message>
    <message>
        <source>of lower quality</source>
        <extracomment>trajganr_core/data/street_view/mapillary_search.py</extracomment>
        <translation>de qualité inférieure</translation>
    </message>
    <message>
        <source>without a usable id or position</source>
        <extracomment>trajganr_core/data/street_view/mapillary_search.py</extracomment>
        <translation>sans identifiant ou position utilisable</translation>
    </message>
    <message>
        <source>No photo has a usable position: {dropped}.</source>
        <extracomment>trajganr_core/data/street_view/photos.py</extracomment>
        <translation>Aucune photo n'a de position utilisable : {dropped}.</translation>
    </message>
    <message>
        <source>Use JPEG photos with a GPS position in their EXIF, or an index.csv with positions.</source>
        <extracomment>trajganr_core/data/street_view/photos.py</extracomment>
        <translation>Utiliser des photos JPEG avec une position GPS dans leur EXIF, ou un index.csv avec des positions.</translation>
    </message>
    <message>
        <source>in a format that cannot be read, such as HEIC</source>
        <extracomment>trajganr_core/data/street_view/photos.py</extracomment>
        <translation>dans un format illisible, tel que HEIC</translation>
    </message>
    <message>
        <source>whose file is damaged</source>
        <extracomment>trajganr_core/data/street_view/photos.py</extracomment>
        <translation>dont le fichier est endommagé</translation>
    </message>
    <message>
        <source>without a GPS position</source>
        <extracomment>trajganr_core/data/street_view/photos.py</extracomment>
        <translation>sans position GPS</translation>
    </message>
    <message>
        <source>whose GPS position is 0, 0</source>
        <extracomment>trajganr_core/data/street_view/photos.py</extracomment>
        <translation>dont la position GPS est 0, 0</translation>
    </message>
    <message>
        <source>{path} cannot be opened as ZIP: {reason}</source>
        <extracomment>trajganr_core/data/street_view/picture_files.py</extracomment>
        <translation>{path} ne peut être ouvert comme ZIP : {reason}</translation>
    </message>
    <message>
        <source>Create the ZIP again.</source>
        <extracomment>trajganr_core/data/street_view/picture_files.py</extracomment>
        <translation>Créer à nouveau le ZIP.</translation>
    </message>
    <message>
        <source>whose file is damaged or not a picture</source>
        <extracomment>trajganr_core/data/street_view/picture_files.py</extracomment>
        <translation>dont le fichier est endommagé ou n'est pas une image</translation>
    </message>
    <message>
        <source>of more than {most:,} million pixels ({jpeg:,} million for a JPEG)</source>
        <extracomment>trajganr_core/data/street_view/picture_files.py</extracomment>
        <translation>de plus de {most:,} millions de pixels ({jpeg:,} millions pour un JPEG)</translation>
    </message>
    <message>
        <source>{path} contains neither {index} nor photos; it has {count} files.</source>
        <extracomment>trajganr_core/data/street_view/pictures.py</extracomment>
        <translation>{path} ne contient ni {index} ni photos ; il a {count} fichiers.</translation>
    </message>
    <message>
        <source>Choose a folder or ZIP of geotagged photos, or one of pictures with an {index}.</source>
        <extracomment>trajganr_core/data/street_view/pictures.py</extracomment>
        <translation>Choisir un dossier ou un ZIP de photos géolocalisées, ou un dossier ou un ZIP d'images avec un {index}.</translation>
    </message>
    <message>
        <source>{n:,} photos with GPS positions in their EXIF.</source>
        <extracomment>trajganr_core/data/street_view/pictures.py</extracomment>
        <translation>{n:,} photos avec positions GPS dans leurs données EXIF.</translation>
    </message>
    <message>
        <source>without a position</source>
        <extracomment>trajganr_core/data/street_view/pictures.py</extracomment>
        <translation>sans position</translation>
    </message>
    <message>
        <source>pictures with an index ({name}).</source>
        <extracomment>trajganr_core/data/street_view/pictures.py</extracomment>
        <translation>images avec un index ({name}).</translation>
    </message>
    <message>
        <source>farther than {metres:g} m from every road</source>
        <extracomment>trajganr_core/data/street_view/pictures.py</extracomment>
        <translation>à plus de {metres:g} m de toute route</translation>
    </message>
    <message>
        <source>whose file is missing</source>
        <extracomment>trajganr_core/data/street_view/pictures.py</extracomment>
        <translation>dont le fichier manque</translation>
    </message>
    <message>
        <source>{path} has no field {field}; it has {names}.</source>
        <extracomment>trajganr_core/data/tables.py</extracomment>
        <translation>{path} n'a pas de champ {field} ; il a {names}.</translation>
    </message>
    <message>
        <source>Choose one of its fields, or rename the field.</source>
        <extracomment>trajganr_core/data/tables.py</extracomment>
        <translation>Choisir un de ses champs, ou renommer le champ.</translation>
    </message>
    <message>
        <source>{path} contains {count} CSV files.</source>
        <extracomment>trajganr_core/data/tables.py</extracomment>
        <translation>{path} contient {count} fichiers CSV.</translation>
    </message>
    <message>
        <source>Use a ZIP with exactly one CSV file.</source>
        <extracomment>trajganr_core/data/tables.py</extracomment>
        <translation>Utiliser un ZIP avec exactement un fichier CSV.</translation>
    </message>
    <message>
        <source>{path} is larger than {most} MB, the limit for this table.</source>
        <extracomment>trajganr_core/data/tables.py</extracomment>
        <translation>{path} dépasse {most} Mo, la limite pour cette table.</translation>
    </message>
    <message>
        <source>Save it as GeoPackage, or use a part of it.</source>
        <extracomment>trajganr_core/data/tables.py</extracomment>
        <translation>L'enregistrer en GeoPackage, ou en utiliser une partie.</translation>
    </message>
    <message>
        <source>Reading trips</source>
        <extracomment>trajganr_core/data/trips/clean_trips.py</extracomment>
        <translation>Lecture des trajets</translation>
    </message>
    <message>
        <source>Cleaning dropped all {trips} trips: {losses}</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>Le nettoyage a écarté la totalité des {trips} trajets : {losses}</translation>
    </message>
    <message>
        <source>Allow a higher speed, longer gaps or fewer fixes, or trim less of the ends of trips.</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>Permettre une vitesse plus élevée, des lacunes plus longues ou moins de points GPS, ou moins supprimer aux extrémités des trajets.</translation>
    </message>
    <message>
        <source>None of {trips} trips has two fixes with longitude, latitude and time.</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>Aucun des {trips} trajets n'a deux points GPS avec longitude, latitude et heure.</translation>
    </message>
    <message>
        <source>Check which fields contain the trip ID (not the ID of the fix), the time and the coordinates.</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>Vérifier quels champs contiennent l'identifiant du trajet (pas celui du point GPS), l'heure et les coordonnées.</translation>
    </message>
    <message>
        <source>Time increases from fix to fix in none of {trips} trips.</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>L'heure n'augmente de point GPS en point GPS dans aucun des {trips} trajets.</translation>
    </message>
    <message>
        <source>Check which field contains the time and that it has at least whole seconds, or sort fixes by time.</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>Vérifier quel champ contient l'heure et qu'il a au moins des secondes entières, ou trier les points GPS par heure.</translation>
    </message>
    <message>
        <source>Kept {fixes_kept:,} of {fixes_read:,} fixes, in {pieces_kept:,} pieces of {trips_kept:,} of {trips_read:,} trips.</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>{fixes_kept:,} points GPS sur {fixes_read:,} gardés, en {pieces_kept:,} morceaux de {trips_kept:,} trajets sur {trips_read:,}.</translation>
    </message>
    <message>
        <source>Dropped {fixes_incomplete:,} fixes without coordinates or time.</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>{fixes_incomplete:,} points GPS sans coordonnées ou sans heure écartés.</translation>
    </message>
    <message>
        <source>Dropped {fixes_off_earth:,} fixes outside ±180/±90 degrees.</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>{fixes_off_earth:,} points GPS hors de ±180/±90 degrés écartés.</translation>
    </message>
    <message>
        <source>Sorted the fixes of {trips_reordered:,} trips by time.</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>Les points GPS de {trips_reordered:,} trajets triés selon l'heure.</translation>
    </message>
    <message>
        <source>Dropped {fixes_back_in_time:,} fixes earlier than one before them.</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>{fixes_back_in_time:,} points GPS antérieurs à un point précédent écartés.</translation>
    </message>
    <message>
        <source>Dropped {fixes_repeated:,} fixes that repeat another one's time and place.</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>{fixes_repeated:,} points GPS répétant l'heure et la position d'un autre écartés.</translation>
    </message>
    <message>
        <source>Dropped {fixes_of_same_time:,} fixes at the time of another, at another place.</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>{fixes_of_same_time:,} points GPS à l'heure d'un autre, à une autre position, écartés.</translation>
    </message>
    <message>
        <source>Dropped {outliers_by_speed:,} fixes that exceed the maximum speed.</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>{outliers_by_speed:,} points GPS dépassant la vitesse maximale écartés.</translation>
    </message>
    <message>
        <source>Dropped {outliers_by_jump:,} fixes far from the ones before and after them.</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>{outliers_by_jump:,} points GPS loin de ceux d'avant et d'après écartés.</translation>
    </message>
    <message>
        <source>Dropped {fixes_near_ends:,} fixes at the ends of trips.</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>{fixes_near_ends:,} points GPS aux extrémités des trajets écartés.</translation>
    </message>
    <message>
        <source>Cut trips at {cuts_at_gaps:,} gaps.</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>Trajets coupés à {cuts_at_gaps:,} interruptions.</translation>
    </message>
    <message>
        <source>{trips_reporting_seldom:,} trips report seldom: a gap in them is longer than three of their usual intervals.</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>{trips_reporting_seldom:,} trajets émettent rarement : une lacune y est plus longue que trois de leurs intervalles habituels.</translation>
    </message>
    <message>
        <source>Dropped {fixes_in_stops:,} fixes of stops and cut the trips there.</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>{fixes_in_stops:,} points GPS d'arrêts écartés, et les trajets coupés à ces endroits.</translation>
    </message>
    <message>
        <source>Dropped {fixes_outside_area:,} fixes outside the study area.</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>{fixes_outside_area:,} points GPS hors de la zone d'étude écartés.</translation>
    </message>
    <message>
        <source>Dropped {pieces_too_short:,} trips and pieces of trips with too few fixes ({fixes_of_short_pieces:,} fixes).</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>{pieces_too_short:,} trajets et morceaux de trajets avec trop peu de points GPS écartés ({fixes_of_short_pieces:,} points GPS).</translation>
    </message>
    <message>
        <source>The salt of the ids has {length} characters; it must have at least {least}.</source>
        <extracomment>trajganr_core/data/trips/hashed_ids.py</extracomment>
        <translation>Le sel des identifiants a {length} caractères ; il en faut au moins {least}.</translation>
    </message>
    <message>
        <source>Use a long random text, and keep it secret.</source>
        <extracomment>trajganr_core/data/trips/hashed_ids.py</extracomment>
        <translation>Utiliser un long texte aléatoire, et le garder secret.</translation>
    </message>
    <message>
        <source>Ids of trips and drivers are hashed with a salt, which was not kept.</source>
        <extracomment>trajganr_core/data/trips/hashed_ids.py</extracomment>
        <translation>Les identifiants de trajets et de conducteurs sont hachés avec un sel, qui n'a pas été gardé.</translation>
    </message>
    <message>
        <source>No intervals: {n:,} labelled roads to calibrate them on, of which {level:.0%} intervals need {fewest:,}.</source>
        <extracomment>trajganr_core/evaluation/conformal.py</extracomment>
        <translation>Pas d'intervalles : {n:,} routes étiquetées pour les calibrer ; il en faut {fewest:,} pour des intervalles à {level:.0%}.</translation>
    </message>
    <message>
        <source>The study area has {count} places that could be held out: too few for a fair split.</source>
        <extracomment>trajganr_core/evaluation/splits.py</extracomment>
        <translation>La zone d'étude a {count} lieux qui pourraient être mis de côté : trop peu pour une partition équitable.</translation>
    </message>
    <message>
        <source>Prepare a larger area, or hold out single road segments instead of blocks.</source>
        <extracomment>trajganr_core/evaluation/splits.py</extracomment>
        <translation>Préparer une zone plus grande, ou mettre de côté des segments de route plutôt que des blocs.</translation>
    </message>
    <message>
        <source>One of {processes} processes was killed, as the system does when memory runs out.</source>
        <extracomment>trajganr_core/executors/process_pool.py</extracomment>
        <translation>L'un des {processes} processus a été tué, comme le fait le système quand la mémoire manque.</translation>
    </message>
    <message>
        <source>Repeat it with fewer processes, or with the engine in-process.</source>
        <extracomment>trajganr_core/executors/process_pool.py</extracomment>
        <translation>Répéter avec moins de processus, ou avec le moteur in-process.</translation>
    </message>
    <message>
        <source>The bundle {name!r} has {count} trips to learn from; its other {labels} make labels.</source>
        <extracomment>trajganr_core/features/input_trips.py</extracomment>
        <translation>Le jeu préparé {name!r} a {count} trajets dont apprendre ; ses {labels} autres font des étiquettes.</translation>
    </message>
    <message>
        <source>Prepare it with more trips, of several drivers, or a smaller share of label drivers.</source>
        <extracomment>trajganr_core/features/input_trips.py</extracomment>
        <translation>Le préparer avec plus de trajets, de plusieurs conducteurs, ou une part plus petite de conducteurs d'étiquettes.</translation>
    </message>
    <message>
        <source>The road function of the model {name!r} was made by another release.</source>
        <extracomment>trajganr_core/features/known_roads.py</extracomment>
        <translation>La fonction de route du modèle {name!r} a été créée par une autre version.</translation>
    </message>
    <message>
        <source>Pretrain the model again.</source>
        <extracomment>trajganr_core/features/known_roads.py</extracomment>
        <translation>Préentraîner à nouveau le modèle.</translation>
    </message>
    <message>
        <source>Embedding trips</source>
        <extracomment>trajganr_core/features/location_features.py</extracomment>
        <translation>Plongement des trajets</translation>
    </message>
    <message>
        <source>None of the {count} points of {path} lies in the study area {bbox}.</source>
        <extracomment>trajganr_core/inference/embed.py</extracomment>
        <translation>Aucun des {count} points de {path} n'est dans la zone d'étude {bbox}.</translation>
    </message>
    <message>
        <source>Check the layer's CRS, or use a model of the area in which the points are.</source>
        <extracomment>trajganr_core/inference/embed.py</extracomment>
        <translation>Vérifier le SCR de la couche, ou utiliser un modèle de la zone où sont les points.</translation>
    </message>
    <message>
        <source>{count} of {total} locations lie outside the study area {bbox}, first ({lon}, {lat}).</source>
        <extracomment>trajganr_core/inference/embed.py</extracomment>
        <translation>{count} lieux sur {total} sont hors de la zone d'étude {bbox}, le premier étant ({lon}, {lat}).</translation>
    </message>
    <message>
        <source>Give locations in the study area, as (longitude, latitude).</source>
        <extracomment>trajganr_core/inference/embed.py</extracomment>
        <translation>Donner des lieux dans la zone d'étude, sous la forme (longitude, latitude).</translation>
    </message>
    <message>
        <source>Embedding roads</source>
        <extracomment>trajganr_core/inference/embed.py</extracomment>
        <translation>Plongement des routes</translation>
    </message>
    <message>
        <source>Embedding locations</source>
        <extracomment>trajganr_core/inference/embed.py</extracomment>
        <translation>Plongement des lieux</translation>
    </message>
    <message>
        <source>{n:,} of {all:,} points are left out: they have no coordinates or lie outside the study area.</source>
        <extracomment>trajganr_core/inference/embed.py</extracomment>
        <translation>{n:,} des {all:,} points sont laissés de côté : ils n'ont pas de coordonnées ou sont hors de la zone d'étude.</translation>
    </message>
    <message>
        <source>The bundle {name!r} that the model learned from is no longer at {path}.</source>
        <extracomment>trajganr_core/inference/loaded_model.py</extracomment>
        <translation>Le jeu préparé {name!r} dont le modèle a appris n'est plus dans {path}.</translation>
    </message>
    <message>
        <source>Choose the bundle.</source>
        <extracomment>trajganr_core/inference/loaded_model.py</extracomment>
        <translation>Choisir le jeu préparé.</translation>
    </message>
    <message>
        <source>The bundle {bundle!r} has no street view {image!r}.</source>
        <extracomment>trajganr_core/inference/place_query/nearest_image.py</extracomment>
        <translation>Le jeu préparé {bundle!r} n'a pas de vue de rue {image!r}.</translation>
    </message>
    <message>
        <source>Choose a street view of this bundle.</source>
        <extracomment>trajganr_core/inference/place_query/nearest_image.py</extracomment>
        <translation>Choisir une vue de rue de ce jeu préparé.</translation>
    </message>
    <message>
        <source>There is no road {edge}; the bundle has {count}.</source>
        <extracomment>trajganr_core/inference/place_query/query_engine.py</extracomment>
        <translation>Il n'y a pas de route {edge} ; le jeu préparé en a {count}.</translation>
    </message>
    <message>
        <source>Choose an edge from 0 to {last}.</source>
        <extracomment>trajganr_core/inference/place_query/query_engine.py</extracomment>
        <translation>Choisir un segment (edge) de 0 à {last}.</translation>
    </message>
    <message>
        <source>The place ({lon}, {lat}) is not in the model's study area {bbox}.</source>
        <extracomment>trajganr_core/inference/place_query/query_engine.py</extracomment>
        <translation>Le lieu ({lon}, {lat}) n'est pas dans la zone d'étude {bbox} du modèle.</translation>
    </message>
    <message>
        <source>Choose a place (lon, lat) inside it, degrees in EPSG:4326, or a model of that area.</source>
        <extracomment>trajganr_core/inference/place_query/query_engine.py</extracomment>
        <translation>Choisir un lieu (lon, lat) à l'intérieur, en degrés EPSG:4326, ou un modèle de cette zone.</translation>
    </message>
    <message>
        <source>The roads are being prepared for comparison: {percent} %.</source>
        <extracomment>trajganr_core/inference/place_query/query_engine.py</extracomment>
        <translation>Les rues sont préparées pour la comparaison : {percent} %.</translation>
    </message>
    <message>
        <source>Wait a moment, then compare them again.</source>
        <extracomment>trajganr_core/inference/place_query/query_engine.py</extracomment>
        <translation>Patientez un instant, puis comparez-les à nouveau.</translation>
    </message>
    <message>
        <source>Asking</source>
        <extracomment>trajganr_core/inference/place_query/query_engine.py</extracomment>
        <translation>Interrogation</translation>
    </message>
    <message>
        <source>Predicting roads</source>
        <extracomment>trajganr_core/inference/predict.py</extracomment>
        <translation>Prédiction des routes</translation>
    </message>
    <message>
        <source>Predicting times</source>
        <extracomment>trajganr_core/inference/predict.py</extracomment>
        <translation>Prédiction des périodes</translation>
    </message>
    <message>
        <source>The model {name!r} has no head for {missing}.</source>
        <extracomment>trajganr_core/inference/predictors.py</extracomment>
        <translation>Le modèle {name!r} n'a pas de tête pour {missing}.</translation>
    </message>
    <message>
        <source>Fine-tune it on the task first.</source>
        <extracomment>trajganr_core/inference/predictors.py</extracomment>
        <translation>L'ajuster d'abord à cette tâche d'apprentissage.</translation>
    </message>
    <message>
        <source>The model {name!r} has not learned how fast roads are driven at times of the week.</source>
        <extracomment>trajganr_core/inference/road_times.py</extracomment>
        <translation>Le modèle {name!r} n'a pas appris à quelle vitesse on circule sur les routes à des périodes de la semaine.</translation>
    </message>
    <message>
        <source>Leave the times out, or pretrain a model with the preset best on trips of at least five drivers.</source>
        <extracomment>trajganr_core/inference/road_times.py</extracomment>
        <translation>Omettre les périodes, ou préentraîner un modèle avec le préréglage best sur des trajets d'au moins cinq conducteurs.</translation>
    </message>
    <message>
        <source>Predicting hours</source>
        <extracomment>trajganr_core/inference/road_times.py</extracomment>
        <translation>Prédiction des heures</translation>
    </message>
    <message>
        <source>The trips in the time set {name} are of {days}: another day may differ; intervals allow for it.</source>
        <extracomment>trajganr_core/inference/road_times.py</extracomment>
        <translation>Les trajets du moment {name} sont de {days} : un autre jour peut différer ; les intervalles en tiennent compte.</translation>
    </message>
    <message>
        <source>There are no trips in the time set {name}: its speeds are estimates from other times, and no number of passes is expected.</source>
        <extracomment>trajganr_core/inference/road_times.py</extracomment>
        <translation>Il n'y a pas de trajets dans la période {name} : ses vitesses sont des estimations d'après d'autres périodes, et aucun nombre de passages n'est attendu.</translation>
    </message>
    <message>
        <source>Half the squared speed that input trips lose per metre driven on the road, between fixes more than 2 s and at most 60 s apart, shrunk towards roads of its class, whose value roads with fewer than {least} drivers have; comparable between roads with similar sampling; it is not hard braking.</source>
        <extracomment>trajganr_core/inference/slowdown.py</extracomment>
        <translation>La moitié du carré de la vitesse que les trajets d'entrée perdent par mètre parcouru sur la route, entre des points GPS espacés de plus de 2 s et de 60 s au plus, rapprochée des routes de sa classe, dont les routes de moins de {least} conducteurs ont la valeur ; comparable entre des routes d'échantillonnage semblable ; ce n'est pas un freinage brusque.</translation>
    </message>
    <message>
        <source>Slow-down intensity is predicted without labels, from the trips on each road and on roads of its class; intervals are calibrated on {n:,} roads between two halves of the drivers.</source>
        <extracomment>trajganr_core/inference/slowdown.py</extracomment>
        <translation>L'intensité du ralentissement est prédite sans étiquettes, à partir des trajets sur chaque route et sur les routes de sa classe ; les intervalles sont calibrés sur {n:,} routes entre deux moitiés des conducteurs.</translation>
    </message>
    <message>
        <source>Writing pages</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Écriture des pages</translation>
    </message>
    <message>
        <source>There are no passes {side}: {what}.</source>
        <extracomment>trajganr_core/jobs/changes.py</extracomment>
        <translation>Il n’y a aucun passage {side} : {what}.</translation>
    </message>
    <message>
        <source>Choose other days or times of the week, or other trips.</source>
        <extracomment>trajganr_core/jobs/changes.py</extracomment>
        <translation>Choisir d'autres jours ou périodes de la semaine, ou d'autres trajets.</translation>
    </message>
    <message>
        <source>On no road are there passes of at least {least} drivers both before and after.</source>
        <extracomment>trajganr_core/jobs/changes.py</extracomment>
        <translation>Sur aucune route il n'y a de passages d'au moins {least} conducteurs à la fois avant et après.</translation>
    </message>
    <message>
        <source>Choose longer periods or times of the week, add trips of more drivers, or lower the minimum number of drivers.</source>
        <extracomment>trajganr_core/jobs/changes.py</extracomment>
        <translation>Choisir des périodes plus longues, ajouter des trajets d'autres conducteurs, ou abaisser le nombre minimal de conducteurs.</translation>
    </message>
    <message>
        <source>Predicted roads are given for the side after only.</source>
        <extracomment>trajganr_core/jobs/changes.py</extracomment>
        <translation>Les routes prédites ne sont données que pour le côté après.</translation>
    </message>
    <message>
        <source>Choose those of the side before too.</source>
        <extracomment>trajganr_core/jobs/changes.py</extracomment>
        <translation>Choisir aussi celles du côté avant.</translation>
    </message>
    <message>
        <source>Writing the layers</source>
        <extracomment>trajganr_core/jobs/changes.py</extracomment>
        <translation>Écriture des couches</translation>
    </message>
    <message>
        <source>{before:,} segments are known before only, {after:,} after only: the other side has no trips there, or its values are not written. Their changes are not tested.</source>
        <extracomment>trajganr_core/jobs/changes.py</extracomment>
        <translation>{before:,} segments ne sont connus qu'avant, {after:,} qu'après : l'autre côté n'y a pas de trajet, ou ses valeurs ne sont pas écrites. Leurs changements ne sont pas testés.</translation>
    </message>
    <message>
        <source>Values of fewer than {drivers:,} drivers are not written, nor those whose difference from the other side would be of fewer: {before:,} segments before and {after:,} after.</source>
        <extracomment>trajganr_core/jobs/changes.py</extracomment>
        <translation>Les valeurs de moins de {drivers:,} conducteurs ne sont pas écrites, ni celles dont la différence avec l'autre côté serait de moins de conducteurs : {before:,} segments avant et {after:,} après.</translation>
    </message>
    <message>
        <source>Intervals are {level:.0%} intervals. Of the roads flagged in a measure, at most {rate:.0%} are expected to be flagged by chance (Benjamini and Hochberg).</source>
        <extracomment>trajganr_core/jobs/changes.py</extracomment>
        <translation>Les intervalles sont des intervalles à {level:.0%}. Parmi les routes signalées pour une mesure, {rate:.0%} au plus devraient l'être par hasard (Benjamini et Hochberg).</translation>
    </message>
    <message>
        <source>Chance is which drivers and which days there were. Roads with passes on one day only of a side are not tested in speed and slow-down.</source>
        <extracomment>trajganr_core/jobs/changes.py</extracomment>
        <translation>Le hasard porte sur les conducteurs et les jours présents. Les routes qui n'ont de passages que pendant un jour d'un côté ne sont pas testées pour la vitesse et l'intensité du ralentissement.</translation>
    </message>
    <message>
        <source>Chance is which drivers there were: a side has fewer than {days:,} days, so that what was special about its days counts as a change.</source>
        <extracomment>trajganr_core/jobs/changes.py</extracomment>
        <translation>Le hasard porte sur les conducteurs présents : un côté a moins de {days:,} jours, de sorte que ce que ses jours avaient de particulier compte comme une évolution.</translation>
    </message>
    <message>
        <source>The hours of the day differ: {share:.0%} of the passes of one side would have to be at other hours for the sides to be alike. This alone can change mean speeds: compare the same hours.</source>
        <extracomment>trajganr_core/jobs/changes.py</extracomment>
        <translation>Les heures de la journée diffèrent : {share:.0%} des passages d'un côté devraient avoir lieu à d'autres heures pour que les deux côtés soient semblables. Cela seul peut changer les vitesses moyennes : comparer les mêmes heures.</translation>
    </message>
    <message>
        <source>Predicted changes are differences of two predictions, without an interval or a test: they may be errors of the models. Only changes of observed roads are flagged.</source>
        <extracomment>trajganr_core/jobs/changes.py</extracomment>
        <translation>Les changements prédits sont des différences de deux prédictions, sans intervalle ni test : ils peuvent être des erreurs des modèles. Seuls les changements de routes observées sont signalés.</translation>
    </message>
    <message>
        <source>{side}: {passes:,} passes of {drivers:,} drivers on {days}.</source>
        <extracomment>trajganr_core/jobs/changes.py</extracomment>
        <translation>{side} : {passes:,} passages de {drivers:,} conducteurs sur {days}.</translation>
    </message>
    <message>
        <source>{side}: {days}.</source>
        <extracomment>trajganr_core/jobs/changes.py</extracomment>
        <translation>{side} : {days}.</translation>
    </message>
    <message>
        <source>The networks differ: {before:,} segments are in the bundle before only, {after:,} in the bundle after only; the latter are not in the layer.</source>
        <extracomment>trajganr_core/jobs/changes.py</extracomment>
        <translation>Les réseaux diffèrent : {before:,} segments sont seulement dans le jeu d'avant, {after:,} seulement dans le jeu d'après ; ces derniers ne sont pas dans la couche.</translation>
    </message>
    <message>
        <source>Before: {side}</source>
        <extracomment>trajganr_core/jobs/changes.py</extracomment>
        <translation>Avant : {side}</translation>
    </message>
    <message>
        <source>After: {side}</source>
        <extracomment>trajganr_core/jobs/changes.py</extracomment>
        <translation>Après : {side}</translation>
    </message>
    <message>
        <source>The head for {task} was not fitted on the labels of the bundle {bundle!r}, as the model's latest one was.</source>
        <extracomment>trajganr_core/jobs/evaluate.py</extracomment>
        <translation>La tête pour {task} n'a pas été ajustée aux étiquettes du jeu préparé {bundle!r}, comme l'a été la plus récente du modèle.</translation>
    </message>
    <message>
        <source>Leave the task out, or name the bundle that it was fitted on.</source>
        <extracomment>trajganr_core/jobs/evaluate.py</extracomment>
        <translation>Omettre cette tâche d'apprentissage, ou indiquer le jeu préparé auquel elle a été ajustée.</translation>
    </message>
    <message>
        <source>No road of the bundle {bundle!r} has a label for {task} with enough observations.</source>
        <extracomment>trajganr_core/jobs/evaluate.py</extracomment>
        <translation>Aucune route du jeu préparé {bundle!r} n'a d'étiquette pour {task} avec assez d'observations.</translation>
    </message>
    <message>
        <source>Prepare it from more trips, or leave the task out.</source>
        <extracomment>trajganr_core/jobs/evaluate.py</extracomment>
        <translation>Le préparer avec plus de trajets, ou omettre cette tâche d'apprentissage.</translation>
    </message>
    <message>
        <source>roads may have been seen in training; {n:,} of {all:,} lie within {metres:g} m of one that the head has learned from.</source>
        <extracomment>trajganr_core/jobs/evaluate.py</extracomment>
        <translation>des routes peuvent avoir été vues à l'entraînement ; {n:,} sur {all:,} sont à {metres:g} m au plus d'une route dont la tête a appris.</translation>
    </message>
    <message>
        <source>the encoders have seen pictures or labels of tested roads.</source>
        <extracomment>trajganr_core/jobs/evaluate.py</extracomment>
        <translation>les encodeurs ont vu des images ou des étiquettes des routes testées.</translation>
    </message>
    <message>
        <source>it is not known whether the encoders have seen pictures or labels of tested roads: they have also learned from another bundle.</source>
        <extracomment>trajganr_core/jobs/evaluate.py</extracomment>
        <translation>on ne sait pas si les encodeurs ont vu des images ou des étiquettes des routes testées : ils ont aussi appris d'un autre jeu préparé.</translation>
    </message>
    <message>
        <source>{name} is {value:.4g}, and {expected:.4g} on the model's card, which was computed by another release or on another device.</source>
        <extracomment>trajganr_core/jobs/evaluate.py</extracomment>
        <translation>{name} vaut {value:.4g}, et {expected:.4g} sur la fiche du modèle, calculé par une autre version ou sur un autre appareil.</translation>
    </message>
    <message>
        <source>The bundle {bundle} has no {layer} to export.</source>
        <extracomment>trajganr_core/jobs/export.py</extracomment>
        <translation>Le jeu préparé {bundle} n'a rien à exporter pour : {layer}.</translation>
    </message>
    <message>
        <source>Leave the layer out, or prepare the study area with data for it.</source>
        <extracomment>trajganr_core/jobs/export.py</extracomment>
        <translation>Omettre la couche, ou préparer la zone d'étude avec les données nécessaires.</translation>
    </message>
    <message>
        <source>Writing trips</source>
        <extracomment>trajganr_core/jobs/export.py</extracomment>
        <translation>Écriture des trajets</translation>
    </message>
    <message>
        <source>{name} ({role}): {terms}.</source>
        <extracomment>trajganr_core/jobs/export.py</extracomment>
        <translation>{name} ({role}) : {terms}.</translation>
    </message>
    <message>
        <source>Through no junction is there a movement of at least {least} drivers at these times.</source>
        <extracomment>trajganr_core/jobs/junctions.py</extracomment>
        <translation>Par aucun carrefour ne passe, dans ces périodes, un mouvement d'au moins {least} conducteurs.</translation>
    </message>
    <message>
        <source>Choose longer times of the week, add trips of more drivers, or lower the minimum number of drivers.</source>
        <extracomment>trajganr_core/jobs/junctions.py</extracomment>
        <translation>Choisir des périodes de la semaine plus longues, ajouter des trajets d'autres conducteurs, ou diminuer le nombre minimal de conducteurs.</translation>
    </message>
    <message>
        <source>The roads of this bundle have no junction: nowhere do three roads meet.</source>
        <extracomment>trajganr_core/jobs/junctions.py</extracomment>
        <translation>Les routes de ce jeu préparé n'ont aucun carrefour : nulle part trois routes ne se rencontrent.</translation>
    </message>
    <message>
        <source>Prepare the study area with roads that share nodes where they meet.</source>
        <extracomment>trajganr_core/jobs/junctions.py</extracomment>
        <translation>Préparer la zone d'étude avec des routes qui partagent des nœuds là où elles se rencontrent.</translation>
    </message>
    <message>
        <source>No trip drives through a junction in the time set {times}; at all times, {n:,} do.</source>
        <extracomment>trajganr_core/jobs/junctions.py</extracomment>
        <translation>Dans la période {times}, aucun trajet ne passe par un carrefour ; il y a {n:,} passages en tout.</translation>
    </message>
    <message>
        <source>Choose other times of the week or other trips.</source>
        <extracomment>trajganr_core/jobs/junctions.py</extracomment>
        <translation>Choisir d'autres périodes de la semaine ou d'autres trajets.</translation>
    </message>
    <message>
        <source>Drawing the movements</source>
        <extracomment>trajganr_core/jobs/junctions.py</extracomment>
        <translation>Dessin des mouvements</translation>
    </message>
    <message>
        <source>Finding junctions</source>
        <extracomment>trajganr_core/jobs/junctions.py</extracomment>
        <translation>Recherche des carrefours</translation>
    </message>
    <message>
        <source>Measuring delays</source>
        <extracomment>trajganr_core/jobs/junctions.py</extracomment>
        <translation>Mesure des retards</translation>
    </message>
    <message>
        <source>Predicting delays</source>
        <extracomment>trajganr_core/jobs/junctions.py</extracomment>
        <translation>Prédiction des retards</translation>
    </message>
    <message>
        <source>Intervals contain {level:.0%} of the values of a bootstrap over drivers.</source>
        <extracomment>trajganr_core/jobs/junctions.py</extracomment>
        <translation>Les intervalles contiennent {level:.0%} des valeurs d'un bootstrap sur les conducteurs.</translation>
    </message>
    <message>
        <source>Movements that are not observed are predicted from their roads and from those that are. They say nothing of vehicles.</source>
        <extracomment>trajganr_core/jobs/junctions.py</extracomment>
        <translation>Les mouvements qui ne sont pas observés sont prédits de leurs routes et de ceux qui le sont. Ils ne disent rien des véhicules.</translation>
    </message>
    <message>
        <source>No trip drives through a junction in the time set {name}: there are no rows for it.</source>
        <extracomment>trajganr_core/jobs/junctions.py</extracomment>
        <translation>Dans la période {name}, aucun trajet ne passe par un carrefour : il n'y a pas de lignes pour elle.</translation>
    </message>
    <message>
        <source>In the time set {name}, too few movements are observed to predict the others.</source>
        <extracomment>trajganr_core/jobs/junctions.py</extracomment>
        <translation>Dans la période {name}, trop peu de mouvements sont observés pour prédire les autres.</translation>
    </message>
    <message>
        <source>Fixes are {spacing_s:g} s apart (median): a delay is an average over many passes.</source>
        <extracomment>trajganr_core/jobs/junctions.py</extracomment>
        <translation>Les points GPS sont espacés de {spacing_s:g} s (médiane) : un retard est une moyenne de nombreux passages.</translation>
    </message>
    <message>
        <source>The roads have no traffic signals in their data: levels of service are those of junctions without signals. Prepare the area with roads of OpenStreetMap, or say in the corrections where signals are.</source>
        <extracomment>trajganr_core/jobs/junctions.py</extracomment>
        <translation>Les routes n'ont pas de feux dans leurs données : les niveaux de service sont ceux de carrefours sans feux. Préparer la zone avec des routes d'OpenStreetMap, ou dire dans les corrections où sont les feux.</translation>
    </message>
    <message>
        <source>Writing labels</source>
        <extracomment>trajganr_core/jobs/labels.py</extracomment>
        <translation>Écriture des étiquettes</translation>
    </message>
    <message>
        <source>Reading OpenStreetMap</source>
        <extracomment>trajganr_core/jobs/load_osm.py</extracomment>
        <translation>Lecture d'OpenStreetMap</translation>
    </message>
    <message>
        <source>Reading roads</source>
        <extracomment>trajganr_core/jobs/match.py</extracomment>
        <translation>Lecture des routes</translation>
    </message>
    <message>
        <source>Preparing the network</source>
        <extracomment>trajganr_core/jobs/match.py</extracomment>
        <translation>Préparation du réseau</translation>
    </message>
    <message>
        <source>Learning from the trips</source>
        <extracomment>trajganr_core/jobs/match.py</extracomment>
        <translation>Apprentissage à partir des trajets</translation>
    </message>
    <message>
        <source>Recovering ways in gaps</source>
        <extracomment>trajganr_core/jobs/match.py</extracomment>
        <translation>Reconstitution des chemins dans les lacunes</translation>
    </message>
    <message>
        <source>On no road are there passes of at least {least} drivers at these times; the number of drivers of all trips is {drivers}.</source>
        <extracomment>trajganr_core/jobs/observe.py</extracomment>
        <translation>Aucune route n'a de passages d'au moins {least} conducteurs dans ces périodes ; le nombre de conducteurs de tous les trajets est {drivers}.</translation>
    </message>
    <message>
        <source>There are no passes in the time set {times}; the trips have passes in {hours} of the 168 hours of the week.</source>
        <extracomment>trajganr_core/jobs/observe.py</extracomment>
        <translation>Aucun trajet ne circule dans la période {times} ; les trajets ont des passages dans {hours} des 168 heures de la semaine.</translation>
    </message>
    <message>
        <source>Observing traffic</source>
        <extracomment>trajganr_core/jobs/observe.py</extracomment>
        <translation>Observation du trafic</translation>
    </message>
    <message>
        <source>There are no passes in the time set {name}: the layer has no rows for it.</source>
        <extracomment>trajganr_core/jobs/observe.py</extracomment>
        <translation>Il n'y a pas de passages dans la période {name} : la couche n'a pas de lignes pour elle.</translation>
    </message>
    <message>
        <source>Percentiles with fewer than {n:,} drivers at or beyond them are missing.</source>
        <extracomment>trajganr_core/jobs/observe.py</extracomment>
        <translation>Les percentiles que moins de {n:,} conducteurs atteignent ou dépassent sont absents.</translation>
    </message>
    <message>
        <source>The passes are in {hours:,} of the {week:,} hours of the week, on {days}; other times were not observed.</source>
        <extracomment>trajganr_core/jobs/observe.py</extracomment>
        <translation>Heures de la semaine avec des passages : {hours:,} sur {week:,}, {days} ; les autres n'ont pas été observées.</translation>
    </message>
    <message>
        <source>Between no two zones are there trips of at least {least} drivers in the time set {times}.</source>
        <extracomment>trajganr_core/jobs/od_matrix.py</extracomment>
        <translation>Entre aucune paire de zones il n'y a de trajets d'au moins {least} conducteurs dans la période {times}.</translation>
    </message>
    <message>
        <source>Choose larger zones or longer times of the week, add trips of more drivers, or lower the minimum number of drivers.</source>
        <extracomment>trajganr_core/jobs/od_matrix.py</extracomment>
        <translation>Choisir des zones plus grandes ou des périodes de la semaine plus longues, ajouter des trajets d'autres conducteurs, ou diminuer le nombre minimal de conducteurs.</translation>
    </message>
    <message>
        <source>{zones} zones at {times} times of the week are too many for noise: all of their pairs get it, and at most {most} numbers fit memory.</source>
        <extracomment>trajganr_core/jobs/od_matrix.py</extracomment>
        <translation>{zones} zones à {times} périodes de la semaine sont trop pour le bruit : toutes leurs paires en reçoivent, et au plus {most} nombres tiennent en mémoire.</translation>
    </message>
    <message>
        <source>Choose fewer zones or fewer times of the week.</source>
        <extracomment>trajganr_core/jobs/od_matrix.py</extracomment>
        <translation>Choisissez moins de zones ou moins de périodes de la semaine.</translation>
    </message>
    <message>
        <source>No number of trips is larger than the noise: with an ε of {epsilon}, numbers below {least} are not written.</source>
        <extracomment>trajganr_core/jobs/od_matrix.py</extracomment>
        <translation>Aucun nombre de trajets n'est plus grand que le bruit : avec un ε de {epsilon}, les nombres au-dessous de {least} ne sont pas écrits.</translation>
    </message>
    <message>
        <source>Choose larger zones, fewer times of the week, or a larger ε.</source>
        <extracomment>trajganr_core/jobs/od_matrix.py</extracomment>
        <translation>Choisissez des zones plus grandes, moins de périodes de la semaine, ou un ε plus grand.</translation>
    </message>
    <message>
        <source>No trip begins and ends in the zones in the time set {times}.</source>
        <extracomment>trajganr_core/jobs/od_matrix.py</extracomment>
        <translation>Aucun trajet ne commence et ne finit dans les zones dans la période {times}.</translation>
    </message>
    <message>
        <source>Choose other zones, other times of the week or other trips.</source>
        <extracomment>trajganr_core/jobs/od_matrix.py</extracomment>
        <translation>Choisir d'autres zones, d'autres périodes de la semaine ou d'autres trajets.</translation>
    </message>
    <message>
        <source>Finding trips</source>
        <extracomment>trajganr_core/jobs/od_matrix.py</extracomment>
        <translation>Recherche des trajets</translation>
    </message>
    <message>
        <source>Counting trips</source>
        <extracomment>trajganr_core/jobs/od_matrix.py</extracomment>
        <translation>Comptage des trajets</translation>
    </message>
    <message>
        <source>All numbers have noise: the table is differentially private with an ε of {epsilon:g} of a driver, or of a trip without a driver id. A driver counts with at most {trips:,} trips, numbers are off by {scale:,.1f} on average, and those below {least:,} are not written. Each further table of these trips adds its ε: publish one.</source>
        <extracomment>trajganr_core/jobs/od_matrix.py</extracomment>
        <translation>Tous les nombres sont bruités : la table est différentiellement confidentielle, avec un ε de {epsilon:g} par conducteur, ou par trajet sans identifiant de conducteur. Un conducteur compte pour au plus {trips:,} trajets, les nombres s'écartent de {scale:,.1f} en moyenne, et ceux au-dessous de {least:,} ne sont pas écrits. Chaque autre table de ces trajets ajoute son ε : n'en publiez qu'une.</translation>
    </message>
    <message>
        <source>Trips of fewer than {drivers:,} drivers begin or end outside all zones and were left out.</source>
        <extracomment>trajganr_core/jobs/od_matrix.py</extracomment>
        <translation>Les trajets de moins de {drivers:,} conducteurs commencent ou finissent hors de toutes les zones et ont été laissés de côté.</translation>
    </message>
    <message>
        <source>{n:,} trips begin or end outside all zones and were left out.</source>
        <extracomment>trajganr_core/jobs/od_matrix.py</extracomment>
        <translation>{n:,} trajets commencent ou finissent hors de toutes les zones et ont été laissés de côté.</translation>
    </message>
    <message>
        <source>Left out: 1 feature of the layer of zones {why}.</source>
        <extracomment>trajganr_core/jobs/od_matrix.py</extracomment>
        <translation>Laissé de côté : 1 entité de la couche des zones {why}.</translation>
    </message>
    <message>
        <source>Left out: {n:,} features of the layer of zones {why}.</source>
        <extracomment>trajganr_core/jobs/od_matrix.py</extracomment>
        <translation>Laissé de côté : {n:,} entités de la couche des zones {why}.</translation>
    </message>
    <message>
        <source>All rows of the time set {name} are withheld.</source>
        <extracomment>trajganr_core/jobs/od_matrix.py</extracomment>
        <translation>Toutes les lignes de la période {name} sont retenues.</translation>
    </message>
    <message>
        <source>No trip begins and ends in the zones in the time set {name}: there are no rows for it.</source>
        <extracomment>trajganr_core/jobs/od_matrix.py</extracomment>
        <translation>Aucun trajet ne commence et ne finit dans les zones dans la période {name} : il n'y a pas de lignes pour elle.</translation>
    </message>
    <message>
        <source>Zones without a name: {n:,}; their numbers in the layer are their names.</source>
        <extracomment>trajganr_core/jobs/od_matrix.py</extracomment>
        <translation>Zones sans nom : {n:,} ; leurs numéros dans la couche sont leurs noms.</translation>
    </message>
    <message>
        <source>Some origins and destinations are in several zones, which overlap; they count in the first of them, in the order of the layer.</source>
        <extracomment>trajganr_core/jobs/od_matrix.py</extracomment>
        <translation>Certaines origines et destinations sont dans plusieurs zones qui se chevauchent ; elles comptent dans la première, dans l'ordre de la couche.</translation>
    </message>
    <message>
        <source>Drawing</source>
        <extracomment>trajganr_core/jobs/report.py</extracomment>
        <translation>Dessin</translation>
    </message>
    <message>
        <source>{name} has none of the roads of the bundle.</source>
        <extracomment>trajganr_core/jobs/routing_export.py</extracomment>
        <translation>{name} ne contient aucune des routes du jeu préparé.</translation>
    </message>
    <message>
        <source>Use a file of the same area, whose ways have the ids of the bundle's roads. Roads of a layer need a field such as osm_id.</source>
        <extracomment>trajganr_core/jobs/routing_export.py</extracomment>
        <translation>Utiliser un fichier de la même zone, dont les chemins ont les identifiants des routes du jeu préparé. Les routes d’une couche ont besoin d’un champ comme osm_id.</translation>
    </message>
    <message>
        <source>Reading the extract</source>
        <extracomment>trajganr_core/jobs/routing_export.py</extracomment>
        <translation>Lecture de l’extrait</translation>
    </message>
    <message>
        <source>Writing tiles</source>
        <extracomment>trajganr_core/jobs/routing_export.py</extracomment>
        <translation>Écriture des tuiles</translation>
    </message>
    <message>
        <source>Segments of which the extract has no pair of nodes: {n:,} of {all:,}.</source>
        <extracomment>trajganr_core/jobs/routing_export.py</extracomment>
        <translation>Segments dont l'extrait n'a pas de paire de nœuds : {n:,} sur {all:,}.</translation>
    </message>
    <message>
        <source>Edges of Valhalla with speeds: {n:,} of {all:,}. The others, such as footways and roads outside the study area, keep those of the tiles.</source>
        <extracomment>trajganr_core/jobs/routing_export.py</extracomment>
        <translation>Arêtes de Valhalla avec des vitesses : {n:,} sur {all:,}. Les autres, comme les chemins piétons et les routes hors de la zone d'étude, gardent celles des tuiles.</translation>
    </message>
    <message>
        <source>Speeds are the mean paces of segments. What turns take beyond them is in the file of turns for OSRM and in travel times; the median of drives is in travel times only.</source>
        <extracomment>trajganr_core/jobs/routing_export.py</extracomment>
        <translation>Les vitesses sont les allures moyennes des segments. Ce que les mouvements prennent en plus figure dans le fichier des mouvements pour OSRM et dans les temps de parcours ; la médiane des trajets ne figure que dans les temps de parcours.</translation>
    </message>
    <message>
        <source>Trips of fewer than {least} drivers drive through the chosen roads in the time set {times}.</source>
        <extracomment>trajganr_core/jobs/select_link.py</extracomment>
        <translation>Des trajets de moins de {least} conducteurs passent par les routes choisies dans la période {times}.</translation>
    </message>
    <message>
        <source>Choose longer times of the week or more roads, add trips of more drivers, or lower the minimum number of drivers.</source>
        <extracomment>trajganr_core/jobs/select_link.py</extracomment>
        <translation>Choisir des périodes de la semaine plus longues ou plus de routes, ajouter des trajets d'autres conducteurs, ou diminuer le nombre minimal de conducteurs.</translation>
    </message>
    <message>
        <source>No road is chosen.</source>
        <extracomment>trajganr_core/jobs/select_link.py</extracomment>
        <translation>Aucune route n'est choisie.</translation>
    </message>
    <message>
        <source>Choose at least one directed segment.</source>
        <extracomment>trajganr_core/jobs/select_link.py</extracomment>
        <translation>Choisir au moins un segment orienté.</translation>
    </message>
    <message>
        <source>The bundle has no directed segment {edges}; its segments are 0 to {last}.</source>
        <extracomment>trajganr_core/jobs/select_link.py</extracomment>
        <translation>Le jeu préparé n'a pas de segment orienté {edges} ; ses segments vont de 0 à {last}.</translation>
    </message>
    <message>
        <source>Choose ids from the column edge of a layer of this bundle's roads.</source>
        <extracomment>trajganr_core/jobs/select_link.py</extracomment>
        <translation>Choisir des identifiants dans la colonne edge d'une couche de routes de ce jeu préparé.</translation>
    </message>
    <message>
        <source>No trip drives over the segments {through} and later over {then}.</source>
        <extracomment>trajganr_core/jobs/select_link.py</extracomment>
        <translation>Aucun trajet ne passe par les segments {through} puis par {then}.</translation>
    </message>
    <message>
        <source>No trip drives over the segments {through}.</source>
        <extracomment>trajganr_core/jobs/select_link.py</extracomment>
        <translation>Aucun trajet ne passe par les segments {through}.</translation>
    </message>
    <message>
        <source>Check the direction and the order of the segments, or choose more of them.</source>
        <extracomment>trajganr_core/jobs/select_link.py</extracomment>
        <translation>Vérifier le sens et l'ordre des segments, ou en choisir davantage.</translation>
    </message>
    <message>
        <source>No trip drives through the chosen roads in the time set {times}.</source>
        <extracomment>trajganr_core/jobs/select_link.py</extracomment>
        <translation>Aucun trajet ne passe par les routes choisies dans la période {times}.</translation>
    </message>
    <message>
        <source>No trip drives through the chosen roads in the time set {name}: there are no rows for it.</source>
        <extracomment>trajganr_core/jobs/select_link.py</extracomment>
        <translation>Aucun trajet ne passe par les routes choisies dans la période {name} : il n'y a pas de lignes pour elle.</translation>
    </message>
    <message>
        <source>Trips were recorded on {weekdays} and {weekend} of weekends; the hours are those of the whole week.</source>
        <extracomment>trajganr_core/jobs/select_link.py</extracomment>
        <translation>Jours avec des trajets : {weekdays} et, le week-end, {weekend} ; les heures sont celles de la semaine entière.</translation>
    </message>
    <message>
        <source>1 weekday</source>
        <extracomment>trajganr_core/jobs/select_link.py</extracomment>
        <translation>1 jour ouvré</translation>
    </message>
    <message>
        <source>{n:,} weekdays</source>
        <extracomment>trajganr_core/jobs/select_link.py</extracomment>
        <translation>{n:,} jours ouvrés</translation>
    </message>
    <message>
        <source>There are {pairs} pairs of origins and destinations; the limit is {most}.</source>
        <extracomment>trajganr_core/jobs/travel_times.py</extracomment>
        <translation>Il y a {pairs} paires d'origines et de destinations ; la limite est {most}.</translation>
    </message>
    <message>
        <source>Give fewer points, or run it several times.</source>
        <extracomment>trajganr_core/jobs/travel_times.py</extracomment>
        <translation>Donner moins de points, ou exécuter plusieurs fois.</translation>
    </message>
    <message>
        <source>Pairs without a route, whose times are empty: {n:,} of {all:,}.</source>
        <extracomment>trajganr_core/jobs/travel_times.py</extracomment>
        <translation>Paires sans itinéraire, dont les temps sont vides : {n:,} sur {all:,}.</translation>
    </message>
    <message>
        <source>Forbidden turns of the bundle, which no route makes: {n:,}.</source>
        <extracomment>trajganr_core/jobs/travel_times.py</extracomment>
        <translation>Mouvements interdits du jeu préparé, qu'aucun itinéraire ne fait : {n:,}.</translation>
    </message>
    <message>
        <source>The column minutes is the mean of drives, drive_minutes_median their median: half of the drives are shorter.</source>
        <extracomment>trajganr_core/jobs/travel_times.py</extracomment>
        <translation>La colonne minutes est la moyenne des trajets, drive_minutes_median leur médiane : la moitié des trajets sont plus courts.</translation>
    </message>
    <message>
        <source>Intervals of the mean assume that all segments of a route are slower or faster than predicted together.</source>
        <extracomment>trajganr_core/jobs/travel_times.py</extracomment>
        <translation>Les intervalles de la moyenne supposent que tous les segments d'un itinéraire sont ensemble plus lents ou plus rapides que prédit.</translation>
    </message>
    <message>
        <source>Writing the page</source>
        <extracomment>trajganr_core/jobs/webpage.py</extracomment>
        <translation>Écriture de la page</translation>
    </message>
    <message>
        <source>There are no trips in the time set {name}: the page says that its values are estimates from other times.</source>
        <extracomment>trajganr_core/jobs/webpage.py</extracomment>
        <translation>Il n'y a pas de trajets dans la période {name} : la page dit que ses valeurs sont des estimations d'après d'autres périodes.</translation>
    </message>
    <message>
        <source>The page has {size:.1f} MB.</source>
        <extracomment>trajganr_core/jobs/webpage.py</extracomment>
        <translation>La page fait {size:.1f} Mo.</translation>
    </message>
    <message>
        <source>The layer does not name the times of these columns, which are left out: {columns}.</source>
        <extracomment>trajganr_core/jobs/webpage.py</extracomment>
        <translation>La couche ne nomme pas les horaires de ces colonnes, qui sont laissées de côté : {columns}.</translation>
    </message>
    <message>
        <source>The layer does not name a licence, so the page does not show one.</source>
        <extracomment>trajganr_core/jobs/webpage.py</extracomment>
        <translation>La couche ne nomme pas de licence, donc la page n'en montre pas.</translation>
    </message>
    <message>
        <source>It opens slowly on phones: choose fewer times of the week or fewer roads.</source>
        <extracomment>trajganr_core/jobs/webpage.py</extracomment>
        <translation>Elle s'ouvre lentement sur un téléphone : choisir moins de périodes de la semaine ou moins de routes.</translation>
    </message>
    <message>
        <source>Another process is reading street views</source>
        <extracomment>trajganr_core/model/feature_cache.py</extracomment>
        <translation>Un autre processus lit des vues de rue</translation>
    </message>
    <message>
        <source>The model was trained in {model}, the bundle is of {bundle}.</source>
        <extracomment>trajganr_core/model/model_folder.py</extracomment>
        <translation>Le modèle a été entraîné dans {model}, le jeu préparé est de {bundle}.</translation>
    </message>
    <message>
        <source>The card of the model {folder} names the backbone {name}, which is larger than the file of its weights.</source>
        <extracomment>trajganr_core/model/model_folder.py</extracomment>
        <translation>La fiche du modèle {folder} nomme le backbone {name}, plus grand que le fichier de ses poids.</translation>
    </message>
    <message>
        <source>The model has no file {path}.</source>
        <extracomment>trajganr_core/model/model_folder.py</extracomment>
        <translation>Le modèle n'a pas de fichier {path}.</translation>
    </message>
    <message>
        <source>{path} is not the file that the model's card names.</source>
        <extracomment>trajganr_core/model/model_folder.py</extracomment>
        <translation>{path} n'est pas le fichier que nomme la fiche du modèle.</translation>
    </message>
    <message>
        <source>{path} does not fit the model's configuration: {reason}</source>
        <extracomment>trajganr_core/model/model_folder.py</extracomment>
        <translation>{path} ne va pas avec la configuration du modèle : {reason}</translation>
    </message>
    <message>
        <source>Use the release that made the model, or train it again.</source>
        <extracomment>trajganr_core/model/model_folder.py</extracomment>
        <translation>Utiliser la version qui a créé le modèle, ou l'entraîner à nouveau.</translation>
    </message>
    <message>
        <source>The picture {path} cannot be read: {reason}</source>
        <extracomment>trajganr_core/model/pictures.py</extracomment>
        <translation>L'image de vue de rue {path} ne peut être lue : {reason}</translation>
    </message>
    <message>
        <source>Replace or remove the picture, then prepare the bundle again.</source>
        <extracomment>trajganr_core/model/pictures.py</extracomment>
        <translation>Remplacer ou retirer l'image, puis préparer à nouveau le jeu.</translation>
    </message>
    <message>
        <source>timm {version} has no model {name!r}.</source>
        <extracomment>trajganr_core/model/street_view.py</extracomment>
        <translation>timm {version} n'a pas de modèle {name!r}.</translation>
    </message>
    <message>
        <source>Choose a name that `timm.list_models()` prints.</source>
        <extracomment>trajganr_core/model/street_view.py</extracomment>
        <translation>Choisir un nom que `timm.list_models()` affiche.</translation>
    </message>
    <message>
        <source>The weights of {name} could not be downloaded from the model hub: {reason}</source>
        <extracomment>trajganr_core/model/street_view.py</extracomment>
        <translation>Les poids de {name} n'ont pu être téléchargés du hub de modèles : {reason}</translation>
    </message>
    <message>
        <source>Check the connection and the proxy. Without them, choose trips and locations alone (modalities traj+loc), which need no pictures, or give a file of weights.</source>
        <extracomment>trajganr_core/model/street_view.py</extracomment>
        <translation>Vérifier la connexion et le proxy. À défaut, choisir les trajets et les lieux seuls (modalités traj+loc), qui n'ont pas besoin d'images, ou donner un fichier de poids.</translation>
    </message>
    <message>
        <source>Prepare the bundle again.</source>
        <extracomment>trajganr_core/model/street_view.py</extracomment>
        <translation>Préparer à nouveau le jeu.</translation>
    </message>
    <message>
        <source>Reading street views</source>
        <extracomment>trajganr_core/model/street_view.py</extracomment>
        <translation>Lecture des vues de rue</translation>
    </message>
    <message>
        <source>{path} does not hold the weights of {name}: {problem}.</source>
        <extracomment>trajganr_core/model/weights.py</extracomment>
        <translation>{path} ne contient pas les poids de {name} : {problem}.</translation>
    </message>
    <message>
        <source>Choose the backbone that the file was made for.</source>
        <extracomment>trajganr_core/model/weights.py</extracomment>
        <translation>Choisir le réseau de base pour lequel le fichier a été fait.</translation>
    </message>
    <message>
        <source>There is no weight file {path}.</source>
        <extracomment>trajganr_core/model/weights.py</extracomment>
        <translation>Il n'y a pas de fichier de poids {path}.</translation>
    </message>
    <message>
        <source>Give an existing file, `hub` or `none`.</source>
        <extracomment>trajganr_core/model/weights.py</extracomment>
        <translation>Donner un fichier existant, `hub` ou `none`.</translation>
    </message>
    <message>
        <source>{path} cannot be read as plain weights: {reason}</source>
        <extracomment>trajganr_core/model/weights.py</extracomment>
        <translation>{path} ne peut être lu comme de simples poids : {reason}</translation>
    </message>
    <message>
        <source>Save the model's state dict alone, best as safetensors, and give that file.</source>
        <extracomment>trajganr_core/model/weights.py</extracomment>
        <translation>Enregistrer seulement le dictionnaire d'état du modèle, de préférence en safetensors, et donner ce fichier.</translation>
    </message>
    <message>
        <source>{heading} (continued)</source>
        <extracomment>trajganr_core/publish/pdf_pages.py</extracomment>
        <translation>{heading} (suite)</translation>
    </message>
    <message>
        <source>{path} has no values that a page can show; its fields are {fields}.</source>
        <extracomment>trajganr_core/publish/shared_roads.py</extracomment>
        <translation>{path} n’a pas de valeurs qu’une page peut montrer ; ses champs sont {fields}.</translation>
    </message>
    <message>
        <source>Choose the output of 'Predict roads' or 'Observed traffic'.</source>
        <extracomment>trajganr_core/publish/shared_roads.py</extracomment>
        <translation>Choisir la sortie de « Prédire les routes » ou de « Trafic observé ».</translation>
    </message>
    <message>
        <source>The layer has the column {time_set} but not {edge}, the number of the segment.</source>
        <extracomment>trajganr_core/publish/shared_roads.py</extracomment>
        <translation>La couche a la colonne {time_set} mais pas {edge}, le numéro du tronçon.</translation>
    </message>
    <message>
        <source>Choose the output of 'Observed traffic' as it is.</source>
        <extracomment>trajganr_core/publish/shared_roads.py</extracomment>
        <translation>Choisir la sortie de « Trafic observé » telle quelle.</translation>
    </message>
    <message>
        <source>The layer has {count} times in the column {time_set}; a page has at most {most}.</source>
        <extracomment>trajganr_core/publish/shared_roads.py</extracomment>
        <translation>La couche a {count} périodes dans la colonne {time_set} ; une page en a au plus {most}.</translation>
    </message>
    <message>
        <source>Choose the output of 'Observed traffic' with fewer times of the week.</source>
        <extracomment>trajganr_core/publish/shared_roads.py</extracomment>
        <translation>Choisir la sortie de « Trafic observé » avec moins de périodes de la semaine.</translation>
    </message>
    <message>
        <source>Drawing isochrones</source>
        <extracomment>trajganr_core/routing/isochrones.py</extracomment>
        <translation>Tracé des isochrones</translation>
    </message>
    <message>
        <source>More than {most} parts of roads are reached from these points.</source>
        <extracomment>trajganr_core/routing/reached.py</extracomment>
        <translation>Plus de {most} parties de routes sont atteintes depuis ces points.</translation>
    </message>
    <message>
        <source>Give fewer origins or shorter times.</source>
        <extracomment>trajganr_core/routing/reached.py</extracomment>
        <translation>Donner moins d'origines ou des temps plus courts.</translation>
    </message>
    <message>
        <source>Finding reached roads</source>
        <extracomment>trajganr_core/routing/reached.py</extracomment>
        <translation>Recherche des routes atteintes</translation>
    </message>
    <message>
        <source>{count} of {total} points of {name} have no road of the study area within {metres} m; the first is ({lon}, {lat}).</source>
        <extracomment>trajganr_core/routing/stops.py</extracomment>
        <translation>{count} des {total} points de {name} n'ont aucune route de la zone d'étude à moins de {metres} m ; le premier est ({lon}, {lat}).</translation>
    </message>
    <message>
        <source>Move or remove these points, or raise the largest distance of a point from a road.</source>
        <extracomment>trajganr_core/routing/stops.py</extracomment>
        <translation>Déplacer ou supprimer ces points, ou augmenter la distance maximale d'un point à une route.</translation>
    </message>
    <message>
        <source>{name} has no points.</source>
        <extracomment>trajganr_core/routing/stops.py</extracomment>
        <translation>{name} n'a aucun point.</translation>
    </message>
    <message>
        <source>Choose a layer with points in the study area.</source>
        <extracomment>trajganr_core/routing/stops.py</extracomment>
        <translation>Choisir une couche avec des points dans la zone d'étude.</translation>
    </message>
    <message>
        <source>Finding routes</source>
        <extracomment>trajganr_core/routing/times.py</extracomment>
        <translation>Recherche des itinéraires</translation>
    </message>
    <message>
        <source>{path} is not an archive of tiles of Valhalla 3 ({reason}).</source>
        <extracomment>trajganr_core/routing/valhalla_tiles.py</extracomment>
        <translation>{path} n’est pas une archive de tuiles de Valhalla 3 ({reason}).</translation>
    </message>
    <message>
        <source>Build the tiles with valhalla_build_tiles and pack them with valhalla_build_extract or tar.</source>
        <extracomment>trajganr_core/routing/valhalla_tiles.py</extracomment>
        <translation>Créer les tuiles avec valhalla_build_tiles et les archiver avec valhalla_build_extract ou tar.</translation>
    </message>
    <message>
        <source>The roads of {path} are not those of the bundle.</source>
        <extracomment>trajganr_core/traffic/changes/predicted.py</extracomment>
        <translation>Les routes de {path} ne sont pas celles du jeu préparé.</translation>
    </message>
    <message>
        <source>Choose predictions of the bundle's own roads: 'Predict roads' without a road layer.</source>
        <extracomment>trajganr_core/traffic/changes/predicted.py</extracomment>
        <translation>Choisir des prédictions des routes du jeu préparé lui-même : « Prédire les routes » sans couche de routes.</translation>
    </message>
    <message>
        <source>{path} has no predictions for the time set {time}.</source>
        <extracomment>trajganr_core/traffic/changes/predicted.py</extracomment>
        <translation>{path} n'a pas de prédictions pour la période {time}.</translation>
    </message>
    <message>
        <source>Choose a layer of 'Predict roads' or 'trajganr predict' with these times of the week.</source>
        <extracomment>trajganr_core/traffic/changes/predicted.py</extracomment>
        <translation>Choisir une couche de « Prédire les routes » ou de « trajganr predict » avec ces périodes de la semaine.</translation>
    </message>
    <message>
        <source>The two bundles have {common} road segments in common, of {before} before and {after} after.</source>
        <extracomment>trajganr_core/traffic/changes/same_segments.py</extracomment>
        <translation>Les deux jeux préparés ont {common} segments de route en commun, sur {before} avant et {after} après.</translation>
    </message>
    <message>
        <source>Prepare both study areas with the same road layer and extent.</source>
        <extracomment>trajganr_core/traffic/changes/same_segments.py</extracomment>
        <translation>Préparer les deux zones d'étude avec la même couche de routes et la même emprise.</translation>
    </message>
    <message>
        <source>Comparing roads</source>
        <extracomment>trajganr_core/traffic/changes/sums.py</extracomment>
        <translation>Comparaison des routes</translation>
    </message>
    <message>
        <source>{path} has no field {field}; its fields are {fields}.</source>
        <extracomment>trajganr_core/traffic/flows/zones.py</extracomment>
        <translation>{path} n'a pas de champ {field} ; ses champs sont {fields}.</translation>
    </message>
    <message>
        <source>Choose one of them, or none for the numbers of the features.</source>
        <extracomment>trajganr_core/traffic/flows/zones.py</extracomment>
        <translation>Choisir l'un d'eux, ou aucun pour les numéros des entités.</translation>
    </message>
    <message>
        <source>{path} has no polygon in the study area {bbox}.</source>
        <extracomment>trajganr_core/traffic/flows/zones.py</extracomment>
        <translation>{path} n'a pas de polygone dans la zone d'étude {bbox}.</translation>
    </message>
    <message>
        <source>that are rings too large for a roundabout</source>
        <extracomment>trajganr_core/traffic/junctions/consolidation.py</extracomment>
        <translation>qui sont des anneaux trop grands pour un giratoire</translation>
    </message>
    <message>
        <source>{path} has {n:,} points and polygons in the study area {bbox}; 1 to {most:,} are possible.</source>
        <extracomment>trajganr_core/traffic/junctions/corrections.py</extracomment>
        <translation>{path} a {n:,} points et polygones dans la zone d'étude {bbox} ; 1 à {most:,} sont possibles.</translation>
    </message>
    <message>
        <source>Choose a layer of corrections of junctions, and check its CRS.</source>
        <extracomment>trajganr_core/traffic/junctions/corrections.py</extracomment>
        <translation>Choisir une couche de corrections de carrefours et vérifier son SCR.</translation>
    </message>
    <message>
        <source>{path}: {value} is no value of the field {field}.</source>
        <extracomment>trajganr_core/traffic/junctions/corrections.py</extracomment>
        <translation>{path} : {value} n'est pas une valeur du champ {field}.</translation>
    </message>
    <message>
        <source>Write {values}, or leave it empty.</source>
        <extracomment>trajganr_core/traffic/junctions/corrections.py</extracomment>
        <translation>Écrire {values}, ou le laisser vide.</translation>
    </message>
    <message>
        <source>Polygon {fid} of the corrections of junctions has {nodes:,} nodes of the roads; {most} are possible.</source>
        <extracomment>trajganr_core/traffic/junctions/corrections.py</extracomment>
        <translation>Le polygone {fid} des corrections de carrefours a {nodes:,} nœuds des routes ; {most} sont possibles.</translation>
    </message>
    <message>
        <source>Draw a polygon around the nodes of one junction.</source>
        <extracomment>trajganr_core/traffic/junctions/corrections.py</extracomment>
        <translation>Dessiner un polygone autour des nœuds d'un carrefour.</translation>
    </message>
    <message>
        <source>Features {one} and {another} of the corrections of junctions are for the same junction, and contradict each other or overlap.</source>
        <extracomment>trajganr_core/traffic/junctions/corrections.py</extracomment>
        <translation>Les entités {one} et {another} des corrections de carrefours sont pour le même carrefour et se contredisent ou se recouvrent.</translation>
    </message>
    <message>
        <source>Delete one of them, or draw polygons that do not overlap.</source>
        <extracomment>trajganr_core/traffic/junctions/corrections.py</extracomment>
        <translation>Supprimer l'une d'elles, ou dessiner des polygones qui ne se recouvrent pas.</translation>
    </message>
    <message>
        <source>that are points farther than {m:.0f} m from every junction</source>
        <extracomment>trajganr_core/traffic/junctions/corrections.py</extracomment>
        <translation>qui sont des points à plus de {m:.0f} m de tout carrefour</translation>
    </message>
    <message>
        <source>that are polygons without a node of the roads</source>
        <extracomment>trajganr_core/traffic/junctions/corrections.py</extracomment>
        <translation>qui sont des polygones sans nœud des routes</translation>
    </message>
    <message>
        <source>that are points without a value in junction or signal</source>
        <extracomment>trajganr_core/traffic/junctions/corrections.py</extracomment>
        <translation>qui sont des points sans valeur dans junction ou signal</translation>
    </message>
    <message>
        <source>Delays were measured in {measured:,} passes through junctions, from {up_m:g} m before the junction to {down_m:g} m after it.</source>
        <extracomment>trajganr_core/traffic/junctions/delays.py</extracomment>
        <translation>Les retards ont été mesurés dans {measured:,} passages par des carrefours, de {up_m:g} m avant le carrefour à {down_m:g} m après.</translation>
    </message>
    <message>
        <source>Of these, {shortened:,} were measured over a shorter way, because the next junction is nearer or the road ends.</source>
        <extracomment>trajganr_core/traffic/junctions/delays.py</extracomment>
        <translation>Parmi eux, {shortened:,} ont été mesurés sur un chemin plus court, parce que le carrefour suivant est plus proche ou que la route se termine.</translation>
    </message>
    <message>
        <source>{ends:,} passes through junctions have no delay: the trip begins or ends near the junction.</source>
        <extracomment>trajganr_core/traffic/junctions/delays.py</extracomment>
        <translation>{ends:,} passages par des carrefours n'ont pas de retard : le trajet commence ou finit près du carrefour.</translation>
    </message>
    <message>
        <source>{sparse:,} passes through junctions have no delay: there are no fixes for more than {gap_s:g} s.</source>
        <extracomment>trajganr_core/traffic/junctions/delays.py</extracomment>
        <translation>{sparse:,} passages par des carrefours n'ont pas de retard : il n'y a pas de points GPS pendant plus de {gap_s:g} s.</translation>
    </message>
    <message>
        <source>{parked:,} passes through junctions have no delay: the vehicle stood for more than {minutes:g} minutes.</source>
        <extracomment>trajganr_core/traffic/junctions/delays.py</extracomment>
        <translation>{parked:,} passages par des carrefours n'ont pas de retard : le véhicule est resté immobile plus de {minutes:g} minutes.</translation>
    </message>
    <message>
        <source>Fixes are {spacing_s:g} s apart (median). Above {close_s:g} s, long delays are measured too short and short ones too long: each by 5 % in a simulation with fixes each 30 s.</source>
        <extracomment>trajganr_core/traffic/junctions/delays.py</extracomment>
        <translation>Les points GPS sont espacés de {spacing_s:g} s (médiane). Au-dessus de {close_s:g} s, les longs retards sont mesurés trop courts et les courts trop longs : de 5 % chacun dans une simulation avec un point toutes les 30 s.</translation>
    </message>
    <message>
        <source>Observing junctions</source>
        <extracomment>trajganr_core/traffic/junctions/movement_statistics.py</extracomment>
        <translation>Observation des carrefours</translation>
    </message>
    <message>
        <source>A junction of the road network has {arms:,} arms: together, its movements are too many to be listed.</source>
        <extracomment>trajganr_core/traffic/junctions/movements.py</extracomment>
        <translation>Un carrefour du réseau a {arms:,} branches : ses mouvements sont trop nombreux pour être énumérés.</translation>
    </message>
    <message>
        <source>Check the roads at ({lon}, {lat}): roads that only cross there must not share a node.</source>
        <extracomment>trajganr_core/traffic/junctions/movements.py</extracomment>
        <translation>Vérifier les routes à ({lon}, {lat}) : des routes qui ne font que s'y croiser ne doivent pas partager de nœud.</translation>
    </message>
    <message>
        <source>Trips that begin within a junction: {begin:,}. They are not counted there.</source>
        <extracomment>trajganr_core/traffic/junctions/movements.py</extracomment>
        <translation>Trajets qui commencent dans un carrefour : {begin:,}. Ils n'y sont pas comptés.</translation>
    </message>
    <message>
        <source>Trips that end within a junction: {end:,}. They are not counted there.</source>
        <extracomment>trajganr_core/traffic/junctions/movements.py</extracomment>
        <translation>Trajets qui finissent dans un carrefour : {end:,}. Ils n'y sont pas comptés.</translation>
    </message>
    <message>
        <source>Left out: {uncertain:,} passes through junctions between distant fixes where other ways are as likely.</source>
        <extracomment>trajganr_core/traffic/junctions/movements.py</extracomment>
        <translation>Laissés de côté : {uncertain:,} passages par des carrefours entre des points GPS éloignés, où d'autres chemins sont aussi probables.</translation>
    </message>
    <message>
        <source>Left out: {not_permitted:,} passes through junctions by turns that the road network does not permit.</source>
        <extracomment>trajganr_core/traffic/junctions/movements.py</extracomment>
        <translation>Laissés de côté : {not_permitted:,} passages par des carrefours que le réseau ne permet pas.</translation>
    </message>
    <message>
        <source>Earlier outputs of the same trips: {n:,}. Differences from them may tell of fewer than {drivers:,} drivers: publish one only. Such are: {outputs}.</source>
        <extracomment>trajganr_core/traffic/ledger.py</extracomment>
        <translation>Sorties antérieures des mêmes trajets : {n:,}. Les différences avec elles peuvent renseigner sur moins de {drivers:,} conducteurs : n'en publiez qu'une. Ce sont : {outputs}.</translation>
    </message>
    <message>
        <source>The ledger of earlier outputs cannot be read or written: it warns of nothing.</source>
        <extracomment>trajganr_core/traffic/ledger.py</extracomment>
        <translation>Le registre des sorties antérieures ne peut pas être lu ou écrit : il n'avertit de rien.</translation>
    </message>
    <message>
        <source>{output} of {day} ({times})</source>
        <extracomment>trajganr_core/traffic/ledger.py</extracomment>
        <translation>{output} du {day} ({times})</translation>
    </message>
    <message>
        <source>{output} of {day} ({times}, input trips)</source>
        <extracomment>trajganr_core/traffic/ledger.py</extracomment>
        <translation>{output} du {day} ({times}, trajets d'entrée)</translation>
    </message>
    <message>
        <source>{output} of {day} ({times}, label trips)</source>
        <extracomment>trajganr_core/traffic/ledger.py</extracomment>
        <translation>{output} du {day} ({times}, trajets d'étiquettes)</translation>
    </message>
    <message>
        <source>The outlines of the polygons of {path} are too intricate: too many of their edges lie beside or across each other.</source>
        <extracomment>trajganr_core/traffic/polygons.py</extracomment>
        <translation>Les contours des polygones de {path} sont trop complexes : trop de leurs arêtes sont côte à côte ou se croisent.</translation>
    </message>
    <message>
        <source>Simplify the polygons or correct their geometry (in QGIS: Simplify, Fix geometries).</source>
        <extracomment>trajganr_core/traffic/polygons.py</extracomment>
        <translation>Simplifier les polygones ou corriger leur géométrie (dans QGIS : Simplifier, Réparer les géométries).</translation>
    </message>
    <message>
        <source>Rows of fewer than {n:,} drivers are not written, nor rows whose difference from other rows would be of fewer: {what}.</source>
        <extracomment>trajganr_core/traffic/published_layers.py</extracomment>
        <translation>Les lignes de moins de {n:,} conducteurs ne sont pas écrites, ni celles dont la différence avec d'autres lignes serait de moins de conducteurs : {what}.</translation>
    </message>
    <message>
        <source>{n:,} of {all:,} pieces of trips have no driver id: each of their trips counts as a driver, so that the minimum number of drivers protects trips, not persons.</source>
        <extracomment>trajganr_core/traffic/published_layers.py</extracomment>
        <translation>{n:,} morceaux de trajets sur {all:,} n'ont pas d'identifiant de conducteur : chacun de leurs trajets compte comme un conducteur, si bien que le nombre minimal de conducteurs protège les trajets, pas les personnes.</translation>
    </message>
    <message>
        <source>{withheld:,} of {all:,} rows of segments</source>
        <extracomment>trajganr_core/traffic/published_layers.py</extracomment>
        <translation>{withheld:,} lignes sur {all:,} de segments</translation>
    </message>
    <message>
        <source>{withheld:,} of {all:,} rows of cells</source>
        <extracomment>trajganr_core/traffic/published_layers.py</extracomment>
        <translation>{withheld:,} lignes sur {all:,} de cellules</translation>
    </message>
    <message>
        <source>{withheld:,} of {all:,} rows of hours</source>
        <extracomment>trajganr_core/traffic/published_layers.py</extracomment>
        <translation>{withheld:,} lignes sur {all:,} d'heures</translation>
    </message>
    <message>
        <source>{withheld:,} of {all:,} rows of movements</source>
        <extracomment>trajganr_core/traffic/published_layers.py</extracomment>
        <translation>{withheld:,} lignes de mouvements sur {all:,}</translation>
    </message>
    <message>
        <source>{withheld:,} of {all:,} rows of pairs of zones</source>
        <extracomment>trajganr_core/traffic/published_layers.py</extracomment>
        <translation>{withheld:,} lignes sur {all:,} de paires de zones</translation>
    </message>
    <message>
        <source>The checkpoint in {folder} is of another training: {reason}.</source>
        <extracomment>trajganr_core/training/engine/checkpoint.py</extracomment>
        <translation>Le point de reprise dans {folder} est d'un autre entraînement : {reason}.</translation>
    </message>
    <message>
        <source>Use the earlier options to resume that training, or delete the folder to start again.</source>
        <extracomment>trajganr_core/training/engine/checkpoint.py</extracomment>
        <translation>Utiliser les options d'avant pour reprendre cet entraînement, ou supprimer le dossier pour recommencer.</translation>
    </message>
    <message>
        <source>The checkpoint file {path} was changed or is damaged.</source>
        <extracomment>trajganr_core/training/engine/checkpoint.py</extracomment>
        <translation>Le fichier de point de reprise {path} a été modifié ou est endommagé.</translation>
    </message>
    <message>
        <source>Delete the folder {folder} to start the training again.</source>
        <extracomment>trajganr_core/training/engine/checkpoint.py</extracomment>
        <translation>Supprimer le dossier {folder} pour recommencer l'entraînement.</translation>
    </message>
    <message>
        <source>Training diverged in epoch {epoch}, step {step}: {terms}.</source>
        <extracomment>trajganr_core/training/engine/loop.py</extracomment>
        <translation>L'entraînement a divergé à l'époque {epoch}, pas {step} : {terms}.</translation>
    </message>
    <message>
        <source>Choose a smaller learning rate, or the precision `float32`; the weights before that step are in the checkpoint.</source>
        <extracomment>trajganr_core/training/engine/loop.py</extracomment>
        <translation>Choisir un taux d'apprentissage plus petit, ou la précision `float32` ; les poids d'avant ce pas sont dans le point de reprise.</translation>
    </message>
    <message>
        <source>A batch of {size} does not fit into the memory of the {device}.</source>
        <extracomment>trajganr_core/training/engine/out_of_memory.py</extracomment>
        <translation>Un lot de {size} ne tient pas dans la mémoire de {device}.</translation>
    </message>
    <message>
        <source>Halve the batch size.</source>
        <extracomment>trajganr_core/training/engine/out_of_memory.py</extracomment>
        <translation>Réduire de moitié la taille des lots.</translation>
    </message>
    <message>
        <source>Choose a smaller dimension, fewer layers or a smaller street-view backbone.</source>
        <extracomment>trajganr_core/training/engine/out_of_memory.py</extracomment>
        <translation>Choisir une dimension plus petite, moins de couches ou un modèle d'image plus petit.</translation>
    </message>
    <message>
        <source>Choose a batch size of {fits} or less.</source>
        <extracomment>trajganr_core/training/engine/out_of_memory.py</extracomment>
        <translation>Choisir une taille de lot de {fits} au plus.</translation>
    </message>
    <message>
        <source>The model was pretrained elsewhere ({areas}). Its encoders are applied in this study area's own frame; what they learned of places there does not hold here.</source>
        <extracomment>trajganr_core/training/finetuning/finetune.py</extracomment>
        <translation>Le modèle a été préentraîné ailleurs ({areas}). Ses encodeurs sont appliqués dans le repère propre à cette zone d'étude ; ce qu'ils ont appris des lieux là-bas ne vaut pas ici.</translation>
    </message>
    <message>
        <source>The model's heads for {tasks} are left out: they fit other encoders, or another study area.</source>
        <extracomment>trajganr_core/training/finetuning/finetune.py</extracomment>
        <translation>Les têtes du modèle pour {tasks} sont laissées de côté : elles vont avec d'autres encodeurs, ou une autre zone d'étude.</translation>
    </message>
    <message>
        <source>The model was pretrained without street views: the {n:,} of the bundle are not used.</source>
        <extracomment>trajganr_core/training/finetuning/finetune.py</extracomment>
        <translation>Le modèle a été préentraîné sans vues de rue : les {n:,} du jeu préparé ne sont pas utilisées.</translation>
    </message>
    <message>
        <source>The shipped model was trained on {seen}, of which the bundle is made: figures of held-out roads may be too good here.</source>
        <extracomment>trajganr_core/training/finetuning/finetune.py</extracomment>
        <translation>Le modèle fourni a été entraîné sur {seen}, dont est fait le paquet : les chiffres des routes mises de côté peuvent être ici trop bons.</translation>
    </message>
    <message>
        <source>Fine-tuning</source>
        <extracomment>trajganr_core/training/finetuning/head_learner.py</extracomment>
        <translation>Ajustement</translation>
    </message>
    <message>
        <source>{task} has {count} labelled roads, none of them in the part of the split for {part}.</source>
        <extracomment>trajganr_core/training/finetuning/task_data.py</extracomment>
        <translation>{task} a {count} routes étiquetées, dont aucune dans la part de la partition pour {part}.</translation>
    </message>
    <message>
        <source>Prepare a larger area or more trips, or leave the task out.</source>
        <extracomment>trajganr_core/training/finetuning/task_data.py</extracomment>
        <translation>Préparer une zone plus grande ou plus de trajets, ou omettre cette tâche d'apprentissage.</translation>
    </message>
    <message>
        <source>The bundle {name!r} has no labels for any task.</source>
        <extracomment>trajganr_core/training/finetuning/task_labels.py</extracomment>
        <translation>Le jeu préparé {name!r} n'a d'étiquettes pour aucune tâche.</translation>
    </message>
    <message>
        <source>The bundle has no labels for {task}: {reason}</source>
        <extracomment>trajganr_core/training/finetuning/task_labels.py</extracomment>
        <translation>Le jeu préparé n'a pas d'étiquettes pour {task} : {reason}</translation>
    </message>
    <message>
        <source>Prepare it from data that has them, or leave the task out.</source>
        <extracomment>trajganr_core/training/finetuning/task_labels.py</extracomment>
        <translation>Le préparer à partir de données qui en ont, ou omettre cette tâche d'apprentissage.</translation>
    </message>
    <message>
        <source>{count} labels of {task} in the column {column} {reason}.</source>
        <extracomment>trajganr_core/training/finetuning/task_labels.py</extracomment>
        <translation>{count} étiquettes de {task} dans la colonne {column} {reason}.</translation>
    </message>
    <message>
        <source>Correct them where the bundle's labels come from, and prepare it again.</source>
        <extracomment>trajganr_core/training/finetuning/task_labels.py</extracomment>
        <translation>Les corriger là d'où viennent les étiquettes du jeu, et le préparer à nouveau.</translation>
    </message>
    <message>
        <source>Growing trees</source>
        <extracomment>trajganr_core/training/finetuning/tree_heads.py</extracomment>
        <translation>Croissance des arbres</translation>
    </message>
    <message>
        <source>Training with the modalities {modalities!r} needs street views, and the study area has none for training.</source>
        <extracomment>trajganr_core/training/pretraining/objective.py</extracomment>
        <translation>L'entraînement avec les modalités {modalities!r} demande des vues de rue, et la zone d'étude n'en a pas pour l'entraînement.</translation>
    </message>
    <message>
        <source>Prepare it with street views, or choose modalities with trajectories.</source>
        <extracomment>trajganr_core/training/pretraining/objective.py</extracomment>
        <translation>La préparer avec des images, ou choisir des modalités avec des trajectoires.</translation>
    </message>
    <message>
        <source>No bundle is named.</source>
        <extracomment>trajganr_core/training/pretraining/pretrain.py</extracomment>
        <translation>Aucun jeu préparé n'est indiqué.</translation>
    </message>
    <message>
        <source>Name one to pretrain on, or several.</source>
        <extracomment>trajganr_core/training/pretraining/pretrain.py</extracomment>
        <translation>En indiquer un sur lequel préentraîner, ou plusieurs.</translation>
    </message>
    <message>
        <source>The bundle {name!r} is named twice; {path} has the same content.</source>
        <extracomment>trajganr_core/training/pretraining/pretrain.py</extracomment>
        <translation>Le jeu préparé {name!r} est indiqué deux fois ; {path} a le même contenu.</translation>
    </message>
    <message>
        <source>Loading the street-view backbone</source>
        <extracomment>trajganr_core/training/pretraining/pretrain.py</extracomment>
        <translation>Chargement du réseau de base des vues de rue</translation>
    </message>
    <message>
        <source>{count} coordinates of the bundle's {of} are not finite numbers.</source>
        <extracomment>trajganr_core/training/pretraining/trip_sampler.py</extracomment>
        <translation>{count} coordonnées du jeu préparé ({of}) ne sont pas des nombres finis.</translation>
    </message>
    <message>
        <source>Prepare the bundle again from data without such coordinates.</source>
        <extracomment>trajganr_core/training/pretraining/trip_sampler.py</extracomment>
        <translation>Préparer à nouveau le jeu à partir de données sans de telles coordonnées.</translation>
    </message>
    <message>
        <source>The model {name!r} has no road function that could be adapted.</source>
        <extracomment>trajganr_core/training/road_function/learn_roads.py</extracomment>
        <translation>Le modèle {name!r} n'a pas de fonction des routes qui puisse être adaptée.</translation>
    </message>
    <message>
        <source>Start from the shipped model, or train a new road function.</source>
        <extracomment>trajganr_core/training/road_function/learn_roads.py</extracomment>
        <translation>Partez du modèle fourni, ou entraînez une nouvelle fonction des routes.</translation>
    </message>
    <message>
        <source>Passes of {drivers} drivers are too few to learn how fast roads are driven.</source>
        <extracomment>trajganr_core/training/road_function/train_road_function.py</extracomment>
        <translation>Les passages de {drivers} conducteurs sont trop peu nombreux pour apprendre comment on circule sur les routes.</translation>
    </message>
    <message>
        <source>Prepare the study area with trips of at least {fewest} drivers.</source>
        <extracomment>trajganr_core/training/road_function/train_road_function.py</extracomment>
        <translation>Préparer la zone d'étude avec des trajets d'au moins {fewest} conducteurs.</translation>
    </message>
    <message>
        <source>Learning times of the week</source>
        <extracomment>trajganr_core/training/road_function/train_road_function.py</extracomment>
        <translation>Apprentissage des routes</translation>
    </message>
    <message>
        <source>torch {version} finds no CUDA device.</source>
        <extracomment>trajganr_core/utils/device.py</extracomment>
        <translation>torch {version} ne trouve pas d'appareil CUDA.</translation>
    </message>
    <message>
        <source>Install the driver and a CUDA build of torch in the worker's environment, or choose the device `cpu`.</source>
        <extracomment>trajganr_core/utils/device.py</extracomment>
        <translation>Installer le pilote et une version CUDA de torch dans l'environnement du worker, ou choisir l'appareil `cpu`.</translation>
    </message>
    <message>
        <source>The GPU {device} does not compute in bfloat16.</source>
        <extracomment>trajganr_core/utils/device.py</extracomment>
        <translation>Le GPU {device} ne calcule pas en bfloat16.</translation>
    </message>
    <message>
        <source>Choose the precision `float32` or `auto`.</source>
        <extracomment>trajganr_core/utils/device.py</extracomment>
        <translation>Choisir la précision `float32` ou `auto`.</translation>
    </message>
    <message>
        <source>1 day</source>
        <extracomment>trajganr_core/utils/remarks.py</extracomment>
        <translation>1 jour</translation>
    </message>
    <message>
        <source>{n:,} days</source>
        <extracomment>trajganr_core/utils/remarks.py</extracomment>
        <translation>{n:,} jours</translation>
    </message>
    <message>
        <source>Left out: 1 feature {why}.</source>
        <extracomment>trajganr_core/utils/remarks.py</extracomment>
        <translation>Laissé de côté : 1 entité {why}.</translation>
    </message>
    <message>
        <source>Left out: {n:,} features {why}.</source>
        <extracomment>trajganr_core/utils/remarks.py</extracomment>
        <translation>Laissé de côté : {n:,} entités {why}.</translation>
    </message>
    <message>
        <source>Left out: 1 pass {why}.</source>
        <extracomment>trajganr_core/utils/remarks.py</extracomment>
        <translation>Laissé de côté : 1 passage {why}.</translation>
    </message>
    <message>
        <source>Left out: {n:,} passes {why}.</source>
        <extracomment>trajganr_core/utils/remarks.py</extracomment>
        <translation>Laissé de côté : {n:,} passages {why}.</translation>
    </message>
    <message>
        <source>Left out: 1 picture {why}.</source>
        <extracomment>trajganr_core/utils/remarks.py</extracomment>
        <translation>Laissé de côté : 1 image {why}.</translation>
    </message>
    <message>
        <source>Left out: {n:,} pictures {why}.</source>
        <extracomment>trajganr_core/utils/remarks.py</extracomment>
        <translation>Laissé de côté : {n:,} images {why}.</translation>
    </message>
    <message>
        <source>Left out: 1 street view {why}.</source>
        <extracomment>trajganr_core/utils/remarks.py</extracomment>
        <translation>Laissé de côté : 1 vue de rue {why}.</translation>
    </message>
    <message>
        <source>Left out: {n:,} street views {why}.</source>
        <extracomment>trajganr_core/utils/remarks.py</extracomment>
        <translation>Laissé de côté : {n:,} vues de rue {why}.</translation>
    </message>
    <message>
        <source>The study area {bbox} is not a box of west &lt; east and south &lt; north in degrees.</source>
        <extracomment>trajganr_core/utils/study_area.py</extracomment>
        <translation>La zone d'étude {bbox} n'est pas un rectangle avec ouest &lt; est et sud &lt; nord en degrés.</translation>
    </message>
    <message>
        <source>They look like west, east, south, north. Give west, south, east, north: {meant}.</source>
        <extracomment>trajganr_core/utils/study_area.py</extracomment>
        <translation>Ils ressemblent à ouest, est, sud, nord. Donner ouest, sud, est, nord : {meant}.</translation>
    </message>
    <message>
        <source>They look like latitude, longitude. Give west, south, east, north: {meant}.</source>
        <extracomment>trajganr_core/utils/study_area.py</extracomment>
        <translation>Ils ressemblent à latitude, longitude. Donner ouest, sud, est, nord : {meant}.</translation>
    </message>
    <message>
        <source>Opposite sides look exchanged. Give west, south, east, north: {meant}.</source>
        <extracomment>trajganr_core/utils/study_area.py</extracomment>
        <translation>Des côtés opposés semblent échangés. Donner ouest, sud, est, nord : {meant}.</translation>
    </message>
    <message>
        <source>Give west, south, east, north in EPSG:4326; areas across the date line are prepared as two.</source>
        <extracomment>trajganr_core/utils/study_area.py</extracomment>
        <translation>Donner ouest, sud, est, nord en EPSG:4326 ; les zones qui passent la ligne de changement de date sont préparées en deux.</translation>
    </message>
    <message>
        <source>{source}: most coordinates are no places on Earth in its CRS, {crs}.</source>
        <extracomment>trajganr_core/utils/study_area.py</extracomment>
        <translation>{source} : la plupart des coordonnées ne sont pas des lieux sur Terre dans son SCR, {crs}.</translation>
    </message>
    <message>
        <source>Set the CRS that the coordinates are in (in QGIS: Layer &gt; Set CRS of Layer).</source>
        <extracomment>trajganr_core/utils/study_area.py</extracomment>
        <translation>Définir le SCR dans lequel sont les coordonnées (dans QGIS : Couche &gt; Définir le SCR des couches).</translation>
    </message>
    <message>
        <source>{source}: {count} coordinates lie outside ±180/±90 degrees, first ({lon}, {lat}).</source>
        <extracomment>trajganr_core/utils/study_area.py</extracomment>
        <translation>{source} : {count} coordonnées sont hors de ±180/±90 degrés, la première étant ({lon}, {lat}).</translation>
    </message>
    <message>
        <source>Coordinates must be (lon, lat) degrees, EPSG:4326: check the layer's CRS, or whether longitude and latitude are swapped.</source>
        <extracomment>trajganr_core/utils/study_area.py</extracomment>
        <translation>Les coordonnées doivent être des degrés (lon, lat), EPSG:4326 : vérifier le SCR de la couche, ou si longitude et latitude sont échangées.</translation>
    </message>
    <message>
        <source>{source}: its CRS is {crs}, in {unit}, but all coordinates are like degrees, first ({x}, {y}).</source>
        <extracomment>trajganr_core/utils/study_area.py</extracomment>
        <translation>{source} : son SCR est {crs}, en {unit}, mais toutes les coordonnées ressemblent à des degrés, la première étant ({x}, {y}).</translation>
    </message>
    <message>
        <source>If they are longitude and latitude, set the CRS to EPSG:4326 (in QGIS: Layer &gt; Set CRS of Layer; for a table: the option crs), which does not change the coordinates.</source>
        <extracomment>trajganr_core/utils/study_area.py</extracomment>
        <translation>Si ce sont une longitude et une latitude, choisir EPSG:4326 comme SCR (dans QGIS : Couche &gt; Définir le SCR des couches ; pour une table : l'option crs), ce qui ne change pas les coordonnées.</translation>
    </message>
    <message>
        <source>Other machines can reach {address}, and nobody has a key to this worker yet.</source>
        <extracomment>worker/trajganr_worker/access/auth.py</extracomment>
        <translation>D'autres machines peuvent atteindre {address}, et personne n'a encore de clé pour ce worker.</translation>
    </message>
    <message>
        <source>Make one with 'trajganr worker keys make NAME', or listen at tcp://127.0.0.1:PORT and reach the worker through an SSH tunnel.</source>
        <extracomment>worker/trajganr_worker/access/auth.py</extracomment>
        <translation>En créer une avec « trajganr worker keys make NAME », ou écouter à tcp://127.0.0.1:PORT et atteindre le worker par un tunnel SSH.</translation>
    </message>
    <message>
        <source>The list of keys {path} cannot be read: {reason}.</source>
        <extracomment>worker/trajganr_worker/access/auth.py</extracomment>
        <translation>La liste des clés {path} ne peut être lue : {reason}.</translation>
    </message>
    <message>
        <source>Restore it from a copy, or use the release that wrote it; or move it away and make new keys for everybody. A running worker continues with the list that it read last.</source>
        <extracomment>worker/trajganr_worker/access/auth.py</extracomment>
        <translation>La restaurer depuis une copie, ou utiliser la version qui l'a écrite ; ou la déplacer et créer de nouvelles clés pour tout le monde. Un worker en marche continue avec la dernière liste qu'il a lue.</translation>
    </message>
    <message>
        <source>The worker's own key {path} cannot be read: {reason}.</source>
        <extracomment>worker/trajganr_worker/access/auth.py</extracomment>
        <translation>La clé du worker lui-même, {path}, ne peut être lue : {reason}.</translation>
    </message>
    <message>
        <source>Restore it from a copy; or move it away and make new keys for everybody, whose key files name the worker's key.</source>
        <extracomment>worker/trajganr_worker/access/auth.py</extracomment>
        <translation>La restaurer depuis une copie ; ou la déplacer et créer de nouvelles clés pour tout le monde, car leurs fichiers de clé nomment celle du worker.</translation>
    </message>
    <message>
        <source>The worker no longer accepts this key.</source>
        <extracomment>worker/trajganr_worker/access/auth.py</extracomment>
        <translation>Le worker n'accepte plus cette clé.</translation>
    </message>
    <message>
        <source>Ask the person who runs the worker for a new one.</source>
        <extracomment>worker/trajganr_worker/access/auth.py</extracomment>
        <translation>En demander une nouvelle à qui gère le worker.</translation>
    </message>
    <message>
        <source>The {kind} {id!r} is shared with you, but it is not yours.</source>
        <extracomment>worker/trajganr_worker/access/permissions.py</extracomment>
        <translation>{kind} {id!r} est partagé avec tous, mais appartient à quelqu'un d'autre.</translation>
    </message>
    <message>
        <source>Ask the person who runs the worker to delete it.</source>
        <extracomment>worker/trajganr_worker/access/permissions.py</extracomment>
        <translation>Demander à qui gère le worker de le supprimer.</translation>
    </message>
    <message>
        <source>The worker has no bundle {bundle!r}, which the model {model!r} learned from.</source>
        <extracomment>worker/trajganr_worker/access/permissions.py</extracomment>
        <translation>Le worker n'a pas le jeu préparé {bundle!r}, dont le modèle {model!r} a appris.</translation>
    </message>
    <message>
        <source>Choose a bundle that the worker lists.</source>
        <extracomment>worker/trajganr_worker/access/permissions.py</extracomment>
        <translation>Choisir un jeu préparé que le worker indique.</translation>
    </message>
    <message>
        <source>There is no engine {name}.</source>
        <extracomment>worker/trajganr_worker/execution/executors.py</extracomment>
        <translation>Il n'y a pas de moteur {name}.</translation>
    </message>
    <message>
        <source>Choose from: {engines}.</source>
        <extracomment>worker/trajganr_worker/execution/executors.py</extracomment>
        <translation>Choisir parmi : {engines}.</translation>
    </message>
    <message>
        <source>The engine {name} does not use the cluster address {address}.</source>
        <extracomment>worker/trajganr_worker/execution/executors.py</extracomment>
        <translation>Le moteur {name} n'utilise pas l'adresse de cluster {address}.</translation>
    </message>
    <message>
        <source>Choose the engine ray, or omit the address.</source>
        <extracomment>worker/trajganr_worker/execution/executors.py</extracomment>
        <translation>Choisir le moteur ray, ou omettre l'adresse.</translation>
    </message>
    <message>
        <source>No Ray cluster responds at {address}: {reason}</source>
        <extracomment>worker/trajganr_worker/execution/ray_executor.py</extracomment>
        <translation>Aucun cluster Ray ne répond à {address} : {reason}</translation>
    </message>
    <message>
        <source>Start one, add this machine to it (ray start --address HOST:PORT), and name it with --engine-address when you start the worker.</source>
        <extracomment>worker/trajganr_worker/execution/ray_executor.py</extracomment>
        <translation>En démarrer un, y ajouter cette machine (ray start --address HOST:PORT), et l'indiquer avec --engine-address au démarrage du worker.</translation>
    </message>
    <message>
        <source>The Ray cluster at {address} has no processor for tasks.</source>
        <extracomment>worker/trajganr_worker/execution/ray_executor.py</extracomment>
        <translation>Le cluster Ray à {address} n'a pas de processeur pour des tâches.</translation>
    </message>
    <message>
        <source>Add a node to it: ray start --address HOST:PORT.</source>
        <extracomment>worker/trajganr_worker/execution/ray_executor.py</extracomment>
        <translation>Lui ajouter un nœud : ray start --address HOST:PORT.</translation>
    </message>
    <message>
        <source>A node of the Ray cluster has TrajGANR {node}, the worker has {worker}.</source>
        <extracomment>worker/trajganr_worker/execution/ray_executor.py</extracomment>
        <translation>Un nœud du cluster Ray a TrajGANR {node}, le worker a {worker}.</translation>
    </message>
    <message>
        <source>Install the same release on every node.</source>
        <extracomment>worker/trajganr_worker/execution/ray_executor.py</extracomment>
        <translation>Installer la même version sur chaque nœud.</translation>
    </message>
    <message>
        <source>{address} is not the address of a Ray cluster.</source>
        <extracomment>worker/trajganr_worker/execution/ray_executor.py</extracomment>
        <translation>{address} n'est pas l'adresse d'un cluster Ray.</translation>
    </message>
    <message>
        <source>Enter HOST:PORT of its head, as 'ray start --head' prints it, or auto.</source>
        <extracomment>worker/trajganr_worker/execution/ray_executor.py</extracomment>
        <translation>Saisir HOST:PORT de sa tête, comme « ray start --head » l'affiche, ou auto.</translation>
    </message>
    <message>
        <source>The engine ray needs the package ray, which this Python does not have.</source>
        <extracomment>worker/trajganr_worker/execution/ray_executor.py</extracomment>
        <translation>Le moteur ray a besoin du paquet ray, que ce Python n'a pas.</translation>
    </message>
    <message>
        <source>Install it on every node: pip install 'trajganr[cluster]'.</source>
        <extracomment>worker/trajganr_worker/execution/ray_executor.py</extracomment>
        <translation>L'installer sur chaque nœud : pip install 'trajganr[cluster]'.</translation>
    </message>
    <message>
        <source>The Ray cluster at {address} has no GPU, and the model is on one here.</source>
        <extracomment>worker/trajganr_worker/execution/ray_executor.py</extracomment>
        <translation>Le cluster Ray à {address} n'a pas de GPU, et le modèle est ici sur l'un d'eux.</translation>
    </message>
    <message>
        <source>Choose the device cpu, or add a node with a GPU to the cluster.</source>
        <extracomment>worker/trajganr_worker/execution/ray_executor.py</extracomment>
        <translation>Choisir l'appareil cpu, ou ajouter au cluster un nœud avec GPU.</translation>
    </message>
    <message>
        <source>A node of the Ray cluster had too little memory for a part of the work: {reason}</source>
        <extracomment>worker/trajganr_worker/execution/ray_executor.py</extracomment>
        <translation>Un nœud du cluster Ray n'avait pas assez de mémoire pour une partie du travail : {reason}</translation>
    </message>
    <message>
        <source>Start the node with fewer processors (ray start --num-cpus), or use larger nodes; then resume the job.</source>
        <extracomment>worker/trajganr_worker/execution/ray_executor.py</extracomment>
        <translation>Démarrer le nœud avec moins de processeurs (ray start --num-cpus), ou utiliser des nœuds plus grands ; puis reprendre la tâche.</translation>
    </message>
    <message>
        <source>The Ray cluster has lost a part of the work {count} times: {reason}</source>
        <extracomment>worker/trajganr_worker/execution/ray_executor.py</extracomment>
        <translation>Le cluster Ray a perdu une partie du travail {count} fois : {reason}</translation>
    </message>
    <message>
        <source>Check the cluster's nodes (ray status); then resume the job.</source>
        <extracomment>worker/trajganr_worker/execution/ray_executor.py</extracomment>
        <translation>Vérifier les nœuds du cluster (ray status) ; puis reprendre la tâche.</translation>
    </message>
    <message>
        <source>The training's processes have died {count} times.</source>
        <extracomment>worker/trajganr_worker/execution/torchrun_launcher.py</extracomment>
        <translation>Les processus de l'entraînement se sont arrêtés {count} fois.</translation>
    </message>
    <message>
        <source>Read the end of the job's log, and train again with fewer processes or a smaller batch size.</source>
        <extracomment>worker/trajganr_worker/execution/torchrun_launcher.py</extracomment>
        <translation>Lire la fin du journal de la tâche, puis entraîner de nouveau avec moins de processus ou une taille de lot plus petite.</translation>
    </message>
    <message>
        <source>The job's result has {size} bytes, more than {limit}.</source>
        <extracomment>worker/trajganr_worker/processes/job_process.py</extracomment>
        <translation>Le résultat de la tâche a {size} octets, plus que {limit}.</translation>
    </message>
    <message>
        <source>Report the problem with the job's log.</source>
        <extracomment>worker/trajganr_worker/processes/job_process.py</extracomment>
        <translation>Signaler le problème avec le journal de la tâche.</translation>
    </message>
    <message>
        <source>The answer has {size} bytes, more than {limit}.</source>
        <extracomment>worker/trajganr_worker/processes/place_query_process.py</extracomment>
        <translation>La réponse a {size} octets, plus que {limit}.</translation>
    </message>
    <message>
        <source>Request fewer trips or fewer similar roads.</source>
        <extracomment>worker/trajganr_worker/processes/place_query_process.py</extracomment>
        <translation>Demander moins de trajets ou moins de routes semblables.</translation>
    </message>
    <message>
        <source>The worker's program was replaced or removed while the worker ran.</source>
        <extracomment>worker/trajganr_worker/processes/program.py</extracomment>
        <translation>Le programme du worker a été remplacé ou supprimé pendant que le worker fonctionnait.</translation>
    </message>
    <message>
        <source>Restart the worker, then repeat this; a job can be resumed.</source>
        <extracomment>worker/trajganr_worker/processes/program.py</extracomment>
        <translation>Redémarrer le worker, puis répéter l'opération ; une tâche peut être reprise.</translation>
    </message>
    <message>
        <source>The training needs {processes} GPUs, one for each process; this worker has {gpus}.</source>
        <extracomment>worker/trajganr_worker/scheduling/slots.py</extracomment>
        <translation>L'entraînement demande {processes} GPU, un par processus ; ce worker en a {gpus}.</translation>
    </message>
    <message>
        <source>Choose at most as many processes as there are GPUs, or the device cpu.</source>
        <extracomment>worker/trajganr_worker/scheduling/slots.py</extracomment>
        <translation>Choisir au plus autant de processus qu'il y a de GPU, ou l'appareil cpu.</translation>
    </message>
    <message>
        <source>This job would wait for job {job}, which is {state}.</source>
        <extracomment>worker/trajganr_worker/server/admission.py</extracomment>
        <translation>Cette tâche attendrait la tâche {job}, qui est {state}.</translation>
    </message>
    <message>
        <source>Resume that one first.</source>
        <extracomment>worker/trajganr_worker/server/admission.py</extracomment>
        <translation>Reprendre d'abord celle-là.</translation>
    </message>
    <message>
        <source>The queue is full: {count} jobs are waiting.</source>
        <extracomment>worker/trajganr_worker/server/admission.py</extracomment>
        <translation>La file est pleine : {count} tâches attendent.</translation>
    </message>
    <message>
        <source>Submit the job again when some have ended, or cancel some.</source>
        <extracomment>worker/trajganr_worker/server/admission.py</extracomment>
        <translation>Soumettre à nouveau la tâche quand d'autres seront finies, ou en annuler.</translation>
    </message>
    <message>
        <source>Job {job} has no file {name!r} in its result.</source>
        <extracomment>worker/trajganr_worker/server/file_server.py</extracomment>
        <translation>La tâche {job} n'a pas de fichier {name!r} dans son résultat.</translation>
    </message>
    <message>
        <source>See 'files' in the job's result.</source>
        <extracomment>worker/trajganr_worker/server/file_server.py</extracomment>
        <translation>Voir « files » dans le résultat de la tâche.</translation>
    </message>
    <message>
        <source>'after' is not a list of at most {limit} jobs.</source>
        <extracomment>worker/trajganr_worker/server/job_request_schema.py</extracomment>
        <translation>« after » n'est pas une liste d'au plus {limit} tâches.</translation>
    </message>
    <message>
        <source>Name the ids of the jobs that this one waits for.</source>
        <extracomment>worker/trajganr_worker/server/job_request_schema.py</extracomment>
        <translation>Indiquer les identifiants des tâches que celle-ci attend.</translation>
    </message>
    <message>
        <source>Too many place queries: {count} are waiting for an answer.</source>
        <extracomment>worker/trajganr_worker/server/place_query_dispatcher.py</extracomment>
        <translation>Trop de requêtes sur des lieux : {count} attendent une réponse.</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <extracomment>worker/trajganr_worker/server/place_query_dispatcher.py</extracomment>
        <translation>Réessayer dans un instant.</translation>
    </message>
    <message>
        <source>The process that answers place queries has crashed several times.</source>
        <extracomment>worker/trajganr_worker/server/place_query_dispatcher.py</extracomment>
        <translation>Le processus qui répond aux requêtes sur des lieux a planté plusieurs fois.</translation>
    </message>
    <message>
        <source>Read place_queries.log in the worker's home. The worker tries again in a minute.</source>
        <extracomment>worker/trajganr_worker/server/place_query_dispatcher.py</extracomment>
        <translation>Lire place_queries.log dans le dossier du worker. Le worker réessaie dans une minute.</translation>
    </message>
    <message>
        <source>The {kind} {id} is needed by job {job}.</source>
        <extracomment>worker/trajganr_worker/server/request_handlers.py</extracomment>
        <translation>{kind} {id} est nécessaire à la tâche {job}.</translation>
    </message>
    <message>
        <source>Wait for that job, or cancel it first.</source>
        <extracomment>worker/trajganr_worker/server/request_handlers.py</extracomment>
        <translation>Attendre cette tâche, ou l'annuler d'abord.</translation>
    </message>
    <message>
        <source>Only an administrator may do that.</source>
        <extracomment>worker/trajganr_worker/server/request_handlers.py</extracomment>
        <translation>Seul un administrateur peut faire cela.</translation>
    </message>
    <message>
        <source>Ask the person who runs the worker.</source>
        <extracomment>worker/trajganr_worker/server/request_handlers.py</extracomment>
        <translation>Demander à qui gère le worker.</translation>
    </message>
    <message>
        <source>The {kind} {id} is needed by another person's job.</source>
        <extracomment>worker/trajganr_worker/server/request_handlers.py</extracomment>
        <translation>{kind} {id} est nécessaire à la tâche d'une autre personne.</translation>
    </message>
    <message>
        <source>Try again when that job has ended, or ask an administrator.</source>
        <extracomment>worker/trajganr_worker/server/request_handlers.py</extracomment>
        <translation>Réessayer quand cette tâche sera finie, ou demander à un administrateur.</translation>
    </message>
    <message>
        <source>Job {job} has not ended.</source>
        <extracomment>worker/trajganr_worker/server/request_handlers.py</extracomment>
        <translation>La tâche {job} n'est pas finie.</translation>
    </message>
    <message>
        <source>Cancel it first.</source>
        <extracomment>worker/trajganr_worker/server/request_handlers.py</extracomment>
        <translation>L'annuler d'abord.</translation>
    </message>
    <message>
        <source>Another job, {job}, was submitted with the same idempotency key.</source>
        <extracomment>worker/trajganr_worker/server/request_handlers.py</extracomment>
        <translation>Une autre tâche, {job}, a été soumise avec la même clé d'idempotence.</translation>
    </message>
    <message>
        <source>Use a different key for each job.</source>
        <extracomment>worker/trajganr_worker/server/request_handlers.py</extracomment>
        <translation>Utiliser une clé différente pour chaque tâche.</translation>
    </message>
    <message>
        <source>The worker does not support the request {verb!r}.</source>
        <extracomment>worker/trajganr_worker/server/router_socket.py</extracomment>
        <translation>Le worker ne prend pas en charge la requête {verb!r}.</translation>
    </message>
    <message>
        <source>Install the same release of plugin and worker.</source>
        <extracomment>worker/trajganr_worker/server/router_socket.py</extracomment>
        <translation>Installer extension et worker de la même version.</translation>
    </message>
    <message>
        <source>The worker cannot listen at {address}: {reason}.</source>
        <extracomment>worker/trajganr_worker/server/router_socket.py</extracomment>
        <translation>Le worker ne peut écouter à {address} : {reason}.</translation>
    </message>
    <message>
        <source>Choose another port, or stop the program that uses this one.</source>
        <extracomment>worker/trajganr_worker/server/router_socket.py</extracomment>
        <translation>Choisir un autre port, ou arrêter le programme qui utilise celui-ci.</translation>
    </message>
    <message>
        <source>The worker's disk has no room for {size} bytes.</source>
        <extracomment>worker/trajganr_worker/server/uploads.py</extracomment>
        <translation>Le disque du worker n'a pas de place pour {size} octets.</translation>
    </message>
    <message>
        <source>Delete jobs that are no longer needed, or free space on the worker's machine.</source>
        <extracomment>worker/trajganr_worker/server/uploads.py</extracomment>
        <translation>Supprimer des tâches devenues inutiles, ou libérer de la place sur la machine du worker.</translation>
    </message>
    <message>
        <source>The data sent for {name} do not match the announced size of {size} bytes.</source>
        <extracomment>worker/trajganr_worker/server/uploads.py</extracomment>
        <translation>Les données envoyées pour {name} ne correspondent pas à la taille annoncée de {size} octets.</translation>
    </message>
    <message>
        <source>Send the file again from its beginning.</source>
        <extracomment>worker/trajganr_worker/server/uploads.py</extracomment>
        <translation>Envoyer à nouveau le fichier depuis le début.</translation>
    </message>
    <message>
        <source>The piece of {name} at {offset} is not the next one, which begins at {received}.</source>
        <extracomment>worker/trajganr_worker/server/uploads.py</extracomment>
        <translation>Le morceau de {name} à {offset} n'est pas le suivant, qui commence à {received}.</translation>
    </message>
    <message>
        <source>Send the file again; received pieces are kept.</source>
        <extracomment>worker/trajganr_worker/server/uploads.py</extracomment>
        <translation>Envoyer à nouveau le fichier ; les morceaux reçus sont gardés.</translation>
    </message>
    <message>
        <source>The file has {size} bytes; the worker accepts at most {limit}.</source>
        <extracomment>worker/trajganr_worker/server/uploads.py</extracomment>
        <translation>Le fichier a {size} octets ; le worker en accepte au plus {limit}.</translation>
    </message>
    <message>
        <source>Send a part of it, or start the worker with a larger --max-upload-gb.</source>
        <extracomment>worker/trajganr_worker/server/uploads.py</extracomment>
        <translation>En envoyer une partie, ou lancer le worker avec un --max-upload-gb plus grand.</translation>
    </message>
    <message>
        <source>The worker is receiving {count} files already, {own} of them yours.</source>
        <extracomment>worker/trajganr_worker/server/uploads.py</extracomment>
        <translation>Le worker reçoit déjà {count} fichiers, dont {own} du même utilisateur.</translation>
    </message>
    <message>
        <source>Send the file again when one of them has arrived.</source>
        <extracomment>worker/trajganr_worker/server/uploads.py</extracomment>
        <translation>Envoyer à nouveau le fichier quand l'un d'eux sera arrivé.</translation>
    </message>
    <message>
        <source>The hash of {name} does not match the received file.</source>
        <extracomment>worker/trajganr_worker/server/uploads.py</extracomment>
        <translation>L'empreinte de {name} ne correspond pas au fichier reçu.</translation>
    </message>
    <message>
        <source>Send the file again; it may have changed meanwhile.</source>
        <extracomment>worker/trajganr_worker/server/uploads.py</extracomment>
        <translation>Envoyer à nouveau le fichier ; il a pu changer entre-temps.</translation>
    </message>
    <message>
        <source>The folder {name!r} in the worker's home has a name that no {kind} has.</source>
        <extracomment>worker/trajganr_worker/storage/artifacts.py</extracomment>
        <translation>Dans le dossier du worker, le dossier {name!r} a un nom qu'aucun élément de ce type ({kind}) n'a.</translation>
    </message>
    <message>
        <source>Rename it to letters, digits, - and _, or remove it, on the worker's machine.</source>
        <extracomment>worker/trajganr_worker/storage/artifacts.py</extracomment>
        <translation>Le renommer avec des lettres, des chiffres, - et _, ou le retirer, sur la machine du worker.</translation>
    </message>
    <message>
        <source>The job store {path} is damaged: {reason}.</source>
        <extracomment>worker/trajganr_worker/storage/database.py</extracomment>
        <translation>Le registre des tâches {path} est endommagé : {reason}.</translation>
    </message>
    <message>
        <source>Move it away and start the worker again: bundles and models stay, the list of jobs is lost. You can try to repair a copy of it with SQLite's '.recover'.</source>
        <extracomment>worker/trajganr_worker/storage/database.py</extracomment>
        <translation>Le déplacer et redémarrer le worker : jeux préparés et modèles restent, la liste des tâches est perdue. La réparation d'une copie peut être tentée avec le « .recover » de SQLite.</translation>
    </message>
    <message>
        <source>The job was killed (signal 9), as the system does when memory runs out.{peak}</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>La tâche a été tuée (signal 9), comme le fait le système quand la mémoire manque.{peak}</translation>
    </message>
    <message>
        <source>Run fewer jobs at once and resume the job, or train again with a smaller batch size or on a machine with more memory.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Exécuter moins de tâches à la fois et reprendre la tâche, ou entraîner de nouveau avec une taille de lot plus petite ou sur une machine avec plus de mémoire.</translation>
    </message>
    <message>
        <source>Run fewer jobs at once and resume the job, or start it again with a smaller study area, with fewer files or on a machine with more memory.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Exécuter moins de tâches à la fois et reprendre la tâche, ou la relancer avec une zone d'étude plus petite, moins de fichiers ou sur une machine avec plus de mémoire.</translation>
    </message>
    <message>
        <source>The worker stopped while the job was running.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Le worker s'est arrêté pendant que la tâche tournait.</translation>
    </message>
    <message>
        <source>It continues when the worker is started again; if not, resume it.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Elle continue au redémarrage du worker ; sinon, la reprendre.</translation>
    </message>
    <message>
        <source>The job's process stopped responding and was killed.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Le processus de la tâche ne répondait plus et a été tué.</translation>
    </message>
    <message>
        <source>Read the end of the job's log, check disk and network, and resume the job.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Lire la fin du journal de la tâche, vérifier disque et réseau, et reprendre la tâche.</translation>
    </message>
    <message>
        <source>The worker crashed {ends} times while it started or ended this job, which has therefore failed.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Le worker a planté {ends} fois au démarrage ou à la fin de cette tâche, qui a donc échoué.</translation>
    </message>
    <message>
        <source>Report the problem with the worker's log. To try again, resume the job.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Signaler le problème avec le journal du worker. Pour réessayer, reprendre la tâche.</translation>
    </message>
    <message>
        <source>The job's process exited unexpectedly with status {status}.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Le processus de la tâche s'est terminé de façon inattendue avec le code de retour {status}.</translation>
    </message>
    <message>
        <source>Read the end of the job's log. Report the problem with the log.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Lire la fin du journal de la tâche. Signaler le problème avec le journal.</translation>
    </message>
    <message>
        <source>The job waits for job {needed}, which is {state}.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>La tâche attend la tâche {needed}, qui est {state}.</translation>
    </message>
    <message>
        <source>Resume that one, then this one.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Reprendre celle-là, puis celle-ci.</translation>
    </message>
    <message>
        <source>Wait for it, or cancel it first.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>L'attendre, ou l'annuler d'abord.</translation>
    </message>
    <message>
        <source>The worker was restarted and no longer has the token or proxy of this job, which it does not store.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Le worker a redémarré et n'a plus le jeton ou le proxy de cette tâche, qu'il ne stocke pas.</translation>
    </message>
    <message>
        <source>Submit the job again; files that were fetched are kept.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Soumettre à nouveau la tâche ; les fichiers téléchargés sont gardés.</translation>
    </message>
    <message>
        <source>The GPU has too little memory for this job.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Le GPU a trop peu de mémoire pour cette tâche.</translation>
    </message>
    <message>
        <source>Train again with a smaller batch size (trips or locations per step), or on the device cpu.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Entraîner de nouveau avec une taille de lot plus petite (trajets ou lieux par pas), ou sur l'appareil cpu.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Le disque est plein.</translation>
    </message>
    <message>
        <source>Free some space, for example by deleting jobs that are no longer needed.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Libérer de la place, par exemple en supprimant des tâches devenues inutiles.</translation>
    </message>
    <message>
        <source>This account may not read or write {path}: {reason}.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Ce compte n'a pas le droit de lire ou d'écrire {path} : {reason}.</translation>
    </message>
    <message>
        <source>Change the permissions or the owner of the file or folder, or name another one. 'trajganr worker doctor' checks a worker's home.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Changer les droits d'accès ou le propriétaire du fichier ou du dossier, ou en indiquer un autre. « trajganr worker doctor » vérifie le dossier d'un worker.</translation>
    </message>
    <message>
        <source>A layer could not be read or written. GDAL reports: {reason}</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Une couche n'a pu être lue ou écrite. Message de GDAL : {reason}</translation>
    </message>
    <message>
        <source>Check that its file is complete, that the disk has space, and that its fields have different names.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Vérifier que son fichier est complet, qu'il y a de la place sur le disque et que ses champs ont des noms différents.</translation>
    </message>
    <message>
        <source>The worker's Python environment cannot import {package}: {reason}.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>L'environnement Python du worker ne peut importer {package} : {reason}.</translation>
    </message>
    <message>
        <source>Set up the worker's environment again.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Installer à nouveau l'environnement du worker.</translation>
    </message>
    <message>
        <source>Job {job} has succeeded; there is nothing left to do.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>La tâche {job} a réussi ; il ne reste rien à faire.</translation>
    </message>
    <message>
        <source>Submit a new job to do it again.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Soumettre une nouvelle tâche pour la refaire.</translation>
    </message>
    <message>
        <source>Use the references and ids that the worker returned.</source>
        <extracomment>worker/trajganr_worker/storage/home.py</extracomment>
        <translation>Utiliser les références et identifiants que le worker a renvoyés.</translation>
    </message>
    <message>
        <source>The worker has no {kind} {id!r}.</source>
        <extracomment>worker/trajganr_worker/storage/home.py</extracomment>
        <translation>Le worker n'a pas cet élément ({kind}) : {id!r}.</translation>
    </message>
    <message>
        <source>Choose one that the worker lists, or make it again.</source>
        <extracomment>worker/trajganr_worker/storage/home.py</extracomment>
        <translation>En choisir un qui figure dans la liste du worker, ou le refaire.</translation>
    </message>
    <message>
        <source>The worker does not have the file {reference}.</source>
        <extracomment>worker/trajganr_worker/storage/home.py</extracomment>
        <translation>Le worker n'a pas le fichier {reference}.</translation>
    </message>
    <message>
        <source>Send it before the job.</source>
        <extracomment>worker/trajganr_worker/storage/home.py</extracomment>
        <translation>L'envoyer avant la tâche.</translation>
    </message>
    <message>
        <source>Other accounts can enter the worker's home {home}, and this one cannot change that.</source>
        <extracomment>worker/trajganr_worker/storage/home.py</extracomment>
        <translation>D'autres comptes ont accès au dossier du worker {home}, et celui-ci ne peut rien y changer.</translation>
    </message>
    <message>
        <source>Run 'chmod 700' on it as its owner, or name a folder of your own with --home or in TRAJGANR_HOME, on a file system that keeps permissions.</source>
        <extracomment>worker/trajganr_worker/storage/home.py</extracomment>
        <translation>Exécuter « chmod 700 » sur ce dossier en tant que propriétaire, ou indiquer un dossier à soi avec --home ou dans TRAJGANR_HOME, sur un système de fichiers qui conserve les droits d'accès.</translation>
    </message>
    <message>
        <source>Another worker uses {home}.</source>
        <extracomment>worker/trajganr_worker/storage/home.py</extracomment>
        <translation>Un autre worker utilise {home}.</translation>
    </message>
    <message>
        <source>Stop it with 'trajganr worker stop', or give this one a --home of its own.</source>
        <extracomment>worker/trajganr_worker/storage/home.py</extracomment>
        <translation>L'arrêter avec « trajganr worker stop », ou donner à celui-ci un --home propre.</translation>
    </message>
    <message>
        <source>There is no job {job!r}.</source>
        <extracomment>worker/trajganr_worker/storage/job_queries.py</extracomment>
        <translation>Il n'y a pas de tâche {job!r}.</translation>
    </message>
    <message>
        <source>List the jobs to see which there are.</source>
        <extracomment>worker/trajganr_worker/storage/job_queries.py</extracomment>
        <translation>Lister les tâches pour voir lesquelles il y a.</translation>
    </message>
    <message>
        <source>The {kind} {id!r} is damaged: its {name} cannot be used ({reason}).</source>
        <extracomment>worker/trajganr_worker/storage/manifest_reader.py</extracomment>
        <translation>{kind} {id!r} est endommagé : son {name} est inutilisable ({reason}).</translation>
    </message>
    <message>
        <source>Delete it and make it again, or copy its folder again.</source>
        <extracomment>worker/trajganr_worker/storage/manifest_reader.py</extracomment>
        <translation>Le supprimer et le refaire, ou copier à nouveau son dossier.</translation>
    </message>
    <message>
        <source>The worker has too many files and connections open.</source>
        <extracomment>worker/trajganr_worker/storage/open_files.py</extracomment>
        <translation>Le worker a trop de fichiers et de connexions ouverts.</translation>
    </message>
    <message>
        <source>Try again later. If the error persists, run 'trajganr worker doctor' on the worker's machine, and raise its limit of open files (ulimit -n, or LimitNOFILE= of its service).</source>
        <extracomment>worker/trajganr_worker/storage/open_files.py</extracomment>
        <translation>Réessayer plus tard. Si l'erreur persiste, exécuter « trajganr worker doctor » sur la machine du worker, et relever sa limite de fichiers ouverts (ulimit -n, ou LimitNOFILE= de son service).</translation>
    </message>
    <message>
        <source>The job store {path} was written by an earlier development version.</source>
        <extracomment>worker/trajganr_worker/storage/schema.py</extracomment>
        <translation>La base des tâches {path} a été écrite par une version de développement antérieure.</translation>
    </message>
    <message>
        <source>Move this file, and those beside it whose names begin like it, to another folder and start the worker again. Bundles and models are kept and stay their owners'; those whose owner is not recorded belong to administrators. The list of jobs starts empty.</source>
        <extracomment>worker/trajganr_worker/storage/schema.py</extracomment>
        <translation>Déplacer ce fichier, ainsi que ceux à côté dont le nom commence de la même façon, dans un autre dossier et redémarrer le worker. Les jeux préparés et les modèles sont conservés et restent à leurs propriétaires ; ceux dont le propriétaire n'est pas enregistré appartiennent aux administrateurs. La liste des tâches est vide au départ.</translation>
    </message>
    <message>
        <source>The job store {path} was written by a newer release.</source>
        <extracomment>worker/trajganr_worker/storage/schema.py</extracomment>
        <translation>Le registre des tâches {path} a été écrit par une version plus récente.</translation>
    </message>
    <message>
        <source>Start the worker of that release, or give this one a --home of its own.</source>
        <extracomment>worker/trajganr_worker/storage/schema.py</extracomment>
        <translation>Lancer le worker de cette version-là, ou donner à celui-ci un --home propre.</translation>
    </message>
    <message>
        <source>&lt;p&gt;Creates a report of a study area and what a model predicts of it, as one PDF. Page 1 is a summary: a map, the main figures, and what they are good enough for. Maps and tables follow, of the data, the errors of held-out roads, and the slowest and least reliable observed roads with 90&amp;nbsp;% intervals. It is written in English, German or French.&lt;/p&gt;</source>
        <extracomment>resources/help/areareport.html</extracomment>
        <translation>&lt;p&gt;Crée un rapport sur une zone d'étude et ce qu'un modèle en prédit, en un seul PDF. La page 1 est un résumé : une carte, les principaux chiffres et ce pour quoi ils suffisent. Suivent des cartes et des tableaux : les données, les erreurs sur les routes mises de côté, et les routes observées les plus lentes et les moins fiables avec leurs intervalles à 90&amp;nbsp;%. Il est en anglais, en allemand ou en français.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Observed roads are shown only where enough drivers made passes. The extremes of many roads are partly chance: compare their intervals.&lt;/p&gt;</source>
        <extracomment>resources/help/areareport.html</extracomment>
        <translation>&lt;p&gt;Les routes observées ne sont montrées que là où assez de conducteurs sont passés. Les extrêmes de nombreuses routes sont en partie dus au hasard : comparer leurs intervalles.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Exports layers of many bundles and models into one folder. Each bundle gets a folder with a subfolder for each model of its study area. Models of other study areas are skipped; the log lists them.&lt;/p&gt;</source>
        <extracomment>resources/help/batchexport.html</extracomment>
        <translation>&lt;p&gt;Exporte des couches de nombreux jeux préparés et modèles dans un dossier. Chaque jeu préparé reçoit un dossier avec un sous-dossier pour chaque modèle de sa zone d'étude. Les modèles d'autres zones d'étude sont ignorés ; le journal les liste.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Complete files in the folder are not created again. After an interruption, or to add bundles, models and layers, run the algorithm again with the same folder. All jobs are submitted first, so the worker continues when QGIS is closed; the next run downloads the finished results. The file &lt;i&gt;batch.json&lt;/i&gt; in the folder records what is complete.&lt;/p&gt;</source>
        <extracomment>resources/help/batchexport.html</extracomment>
        <translation>&lt;p&gt;Les fichiers complets du dossier ne sont pas recréés. Après une interruption, ou pour ajouter des jeux préparés, des modèles et des couches, relancer l'algorithme avec le même dossier. Toutes les tâches sont soumises d'abord, le worker continue donc quand QGIS est fermé ; l'exécution suivante télécharge les résultats terminés. Le fichier &lt;i&gt;batch.json&lt;/i&gt; du dossier enregistre ce qui est complet.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;A failed export does not stop the others. All failures are listed at the end, and the algorithm then ends with an error.&lt;/p&gt;</source>
        <extracomment>resources/help/batchexport.html</extracomment>
        <translation>&lt;p&gt;Un export qui échoue n'arrête pas les autres. Tous les échecs sont listés à la fin, et l'algorithme se termine alors par une erreur.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;On the command line: &lt;i&gt;trajganr batch-export&lt;/i&gt;.&lt;/p&gt;</source>
        <extracomment>resources/help/batchexport.html</extracomment>
        <translation>&lt;p&gt;En ligne de commande : &lt;i&gt;trajganr batch-export&lt;/i&gt;.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Creates the quality report of a bundle: one HTML file with maps and figures of the data that were read and left out, trips per segment, sampling intervals, distances between fixes and roads, and street views per segment. It opens in the Results Viewer. &lt;i&gt;Quality report&lt;/i&gt; in the dock opens it in the browser.&lt;/p&gt;</source>
        <extracomment>resources/help/bundlereport.html</extracomment>
        <translation>&lt;p&gt;Crée le rapport de qualité d'un jeu préparé : un fichier HTML avec les cartes et les chiffres des données lues et laissées de côté, les trajets par segment, les intervalles d'échantillonnage, les distances entre points GPS et routes, et les vues de rue par segment. Il s'ouvre dans le Visualiseur de résultats. &lt;i&gt;Rapport&lt;/i&gt; dans le panneau l'ouvre dans le navigateur.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Compares two sides of one road network: two bundles, two periods, or two times of the week. Only trips are needed; predicted roads of both sides can be compared as well.&lt;/p&gt;</source>
        <extracomment>resources/help/changes.html</extracomment>
        <translation>&lt;p&gt;Compare deux côtés d'un même réseau de routes : deux jeux préparés, deux suites de jours ou deux périodes de la semaine. Seuls des trajets sont nécessaires ; les routes prédites des deux côtés peuvent aussi être comparées.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Choose what differs: another bundle after, other days, or another time of the week. Days are written like &lt;i&gt;2013-07-01&lt;/i&gt; or &lt;i&gt;2013-07-01/2013-09-30&lt;/i&gt;, times like &lt;i&gt;Mon-Fri 07:00-09:00&lt;/i&gt; or &lt;i&gt;weekend&lt;/i&gt;.&lt;/p&gt;</source>
        <extracomment>resources/help/changes.html</extracomment>
        <translation>&lt;p&gt;Choisir ce qui diffère : un autre jeu préparé après, d'autres jours ou une autre période de la semaine. Les jours s'écrivent comme &lt;i&gt;2013-07-01&lt;/i&gt; ou &lt;i&gt;2013-07-01/2013-09-30&lt;/i&gt;, les périodes comme &lt;i&gt;Mon-Fri 07:00-09:00&lt;/i&gt; ou &lt;i&gt;weekend&lt;/i&gt;.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;speed_kmh_…&lt;/b&gt;: space-mean speed before and after, and its change&lt;/li&gt;</source>
        <extracomment>resources/help/changes.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;speed_kmh_…&lt;/b&gt; : vitesse moyenne spatiale avant et après, et son évolution&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;trip_share_…&lt;/b&gt;: popularity: the share of the side's trips that drive over the road&lt;/li&gt;</source>
        <extracomment>resources/help/changes.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;trip_share_…&lt;/b&gt; : fréquentation : la part des trajets du côté qui empruntent la route&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;slowdown_mps2_…&lt;/b&gt;: slow-down intensity&lt;/li&gt;</source>
        <extracomment>resources/help/changes.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;slowdown_mps2_…&lt;/b&gt; : intensité du ralentissement&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;…_change_low&lt;/b&gt;, &lt;b&gt;…_change_high&lt;/b&gt;: 90 % interval of the change&lt;/li&gt;</source>
        <extracomment>resources/help/changes.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;…_change_low&lt;/b&gt;, &lt;b&gt;…_change_high&lt;/b&gt; : intervalle à 90 % de l'évolution&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;…_changed&lt;/b&gt;: &lt;i&gt;up&lt;/i&gt; or &lt;i&gt;down&lt;/i&gt; where the change is more than chance, otherwise &lt;i&gt;no&lt;/i&gt;; of these roads, at most the false-discovery rate (5 %) is expected to be flagged by chance&lt;/li&gt;</source>
        <extracomment>resources/help/changes.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;…_changed&lt;/b&gt; : &lt;i&gt;up&lt;/i&gt; ou &lt;i&gt;down&lt;/i&gt; où l'évolution dépasse le hasard, sinon &lt;i&gt;no&lt;/i&gt; ; parmi ces routes, au plus le taux de fausses découvertes (5 %) devrait être signalé par hasard&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;known&lt;/b&gt;: &lt;i&gt;both&lt;/i&gt;, or &lt;i&gt;before&lt;/i&gt; or &lt;i&gt;after&lt;/i&gt; for roads with enough drivers on one side only; their changes are not tested&lt;/li&gt;</source>
        <extracomment>resources/help/changes.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;known&lt;/b&gt; : &lt;i&gt;both&lt;/i&gt; (les deux), ou &lt;i&gt;before&lt;/i&gt; (avant) ou &lt;i&gt;after&lt;/i&gt; (après) pour les routes avec assez de conducteurs d'un seul côté ; leurs évolutions ne sont pas testées&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Chance is which drivers and which days there were. With fewer than five days on a side, it is which drivers only: what was special about these days, such as an accident or rain, counts as a change. Compare periods of many days.&lt;/p&gt;</source>
        <extracomment>resources/help/changes.html</extracomment>
        <translation>&lt;p&gt;Le hasard porte sur les conducteurs et les jours présents. Avec moins de cinq jours d'un côté, il ne porte que sur les conducteurs : ce que ces jours avaient de particulier, comme un accident ou la pluie, compte comme une évolution. Comparer plutôt des périodes de nombreux jours.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Orange roads are slower or have fewer trips after, blue ones are faster or have more. &lt;i&gt;Styles&lt;/i&gt; in the layer's context menu shows the other measures. The optional table counts changed roads by class and by district.&lt;/p&gt;</source>
        <extracomment>resources/help/changes.html</extracomment>
        <translation>&lt;p&gt;Les routes orange sont ensuite plus lentes ou moins fréquentées, les bleues plus rapides ou plus fréquentées. &lt;i&gt;Styles&lt;/i&gt; dans le menu contextuel de la couche montre les autres grandeurs. La table facultative compte les routes modifiées par classe et par quartier.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Values of a side with fewer drivers than the minimum are not written, nor those of the smaller side where both differ by the passes of fewer drivers; the log says how many there are.&lt;/p&gt;</source>
        <extracomment>resources/help/changes.html</extracomment>
        <translation>&lt;p&gt;Les valeurs d'un côté avec moins de conducteurs que le minimum ne sont pas écrites, ni celles du plus petit côté là où les deux diffèrent des passages de moins de conducteurs ; le journal dit combien il y en a.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Prints the output of &lt;i&gt;Before and after&lt;/i&gt; as a PDF of two pages. The first one has a map and a legend for the changes of speed, popularity and slow-down; the second one has charts by road class and by district.&lt;/p&gt;</source>
        <extracomment>resources/help/changesreport.html</extracomment>
        <translation>&lt;p&gt;Imprime le résultat de &lt;i&gt;Avant et après&lt;/i&gt; en un PDF de deux pages. La première a une carte et une légende pour les évolutions de la vitesse, de la fréquentation et du ralentissement ; la seconde a des graphiques par classe de route et par quartier.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Coloured roads and bars are those whose change is more than chance. In the charts, the bar to the left is the share of the compared roads that are flagged as down, and the bar to the right that of those flagged as up; the numbers are beside them. Groups of fewer than five compared roads are left out, and so are all but the twelve largest groups.&lt;/p&gt;</source>
        <extracomment>resources/help/changesreport.html</extracomment>
        <translation>&lt;p&gt;Les routes et les barres en couleur sont celles dont l'évolution dépasse le hasard. Dans les graphiques, la barre de gauche est la part des routes comparées signalées en baisse, et celle de droite la part des routes signalées en hausse ; les nombres sont à côté. Les groupes de moins de cinq routes comparées sont omis, ainsi que tous sauf les douze plus grands.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The layers below the roads, such as a base map, are optional.&lt;/p&gt;</source>
        <extracomment>resources/help/changesreport.html</extracomment>
        <translation>&lt;p&gt;Les couches sous les routes, comme un fond de carte, sont facultatives.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Writes the labels of a bundle as a line layer with one feature per direction: traffic speed (the space or time mean that was chosen in &lt;i&gt;Prepare study area&lt;/i&gt;; the log says which), number of trips, hard braking or slow-down intensity, shares of place categories, and the number of observations behind each label. &lt;i&gt;edge&lt;/i&gt; is the number of the segment in the bundle; use it to join labels and predictions. The labels come from the label trips only, or from a layer of your own that was given to &lt;i&gt;Prepare study area&lt;/i&gt;.&lt;/p&gt;</source>
        <extracomment>resources/help/derivelabels.html</extracomment>
        <translation>&lt;p&gt;Écrit les étiquettes d'un jeu préparé dans une couche de lignes avec une entité par sens : vitesse du trafic (la moyenne spatiale ou temporelle choisie dans &lt;i&gt;Préparer la zone d'étude&lt;/i&gt; ; le journal indique laquelle), nombre de trajets, freinage brusque ou intensité du ralentissement, parts des catégories de lieux, et nombre d'observations derrière chaque étiquette. &lt;i&gt;edge&lt;/i&gt; est le numéro du segment dans le jeu préparé ; l'utiliser pour joindre étiquettes et prédictions. Les étiquettes viennent uniquement des trajets d'étiquetage, ou d'une couche personnelle donnée à &lt;i&gt;Préparer la zone d'étude&lt;/i&gt;.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Only roads with enough observations are used for training. For each task, the log and the outputs show how many roads these are, or why the task has no labels.&lt;/p&gt;</source>
        <extracomment>resources/help/derivelabels.html</extracomment>
        <translation>&lt;p&gt;Seules les routes qui ont assez d'observations servent à l'entraînement. Pour chaque tâche d'apprentissage, le journal et les sorties indiquent le nombre de ces routes, ou pourquoi la tâche n'a pas d'étiquettes.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Downloads street views of a study area from Mapillary. They are saved in a ZIP file, and a point layer has one feature per street view, as &lt;i&gt;Load street view&lt;/i&gt; creates it. Keep both files together: the layer refers to the files in the ZIP.&lt;/p&gt;</source>
        <extracomment>resources/help/downloadmapillary.html</extracomment>
        <translation>&lt;p&gt;Télécharge de Mapillary les vues de rue d'une zone d'étude. Elles sont enregistrées dans un fichier ZIP, et une couche de points a une entité par vue de rue, telle que &lt;i&gt;Charger des vues de rue&lt;/i&gt; la crée. Garder les deux fichiers ensemble : la couche renvoie aux fichiers du ZIP.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;You need a free access token from &lt;a href="https://www.mapillary.com/dashboard/developers"&gt;Mapillary's developer page&lt;/a&gt;. Save it in QGIS under &lt;i&gt;Settings › Options › Authentication&lt;/i&gt; as a configuration of type &lt;i&gt;Basic&lt;/i&gt; with the token as password. The token is not logged and not stored anywhere else.&lt;/p&gt;</source>
        <extracomment>resources/help/downloadmapillary.html</extracomment>
        <translation>&lt;p&gt;Il faut un jeton d'accès gratuit de la &lt;a href="https://www.mapillary.com/dashboard/developers"&gt;page des développeurs de Mapillary&lt;/a&gt;. L'enregistrer dans QGIS sous &lt;i&gt;Préférences › Options › Authentification&lt;/i&gt; comme configuration de type &lt;i&gt;Basic&lt;/i&gt; avec le jeton comme mot de passe. Le jeton n'est ni journalisé ni enregistré ailleurs.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The worker downloads them with the proxy and certificates of QGIS. Downloaded ones stay in the worker's cache, so an interrupted download continues where it stopped. &lt;i&gt;Mapillary coverage&lt;/i&gt; shows beforehand where street views exist.&lt;/p&gt;</source>
        <extracomment>resources/help/downloadmapillary.html</extracomment>
        <translation>&lt;p&gt;Le worker les télécharge avec le proxy et les certificats de QGIS. Celles qui sont téléchargées restent dans le cache du worker, un téléchargement interrompu reprend donc là où il s'est arrêté. &lt;i&gt;Couverture Mapillary&lt;/i&gt; montre au préalable où il y a des vues de rue.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Street views are © Mapillary contributors, CC BY-SA 4.0; the layer's metadata include this.&lt;/p&gt;</source>
        <extracomment>resources/help/downloadmapillary.html</extracomment>
        <translation>&lt;p&gt;Les vues de rue sont © Mapillary contributors, CC BY-SA 4.0 ; les métadonnées de la couche le mentionnent.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Downloads roads and places (points of interest) of a study area from an Overpass API. The two layers have the same fields as those of &lt;i&gt;Load OpenStreetMap extract&lt;/i&gt;.&lt;/p&gt;</source>
        <extracomment>resources/help/downloadosm.html</extracomment>
        <translation>&lt;p&gt;Télécharge les routes et les lieux (points d'intérêt) d'une zone d'étude depuis une API Overpass. Les deux couches ont les mêmes champs que celles de &lt;i&gt;Charger un extrait OpenStreetMap&lt;/i&gt;.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The worker downloads the data with the proxy and certificates of QGIS. If the service is busy, the worker waits and tries again; you can cancel at any time. For areas larger than a city, load an extract instead: public services refuse large requests.&lt;/p&gt;</source>
        <extracomment>resources/help/downloadosm.html</extracomment>
        <translation>&lt;p&gt;Le worker télécharge les données avec le proxy et les certificats de QGIS. Si le service est occupé, le worker attend et réessaie ; l'annulation est possible à tout moment. Pour des zones plus grandes qu'une ville, charger plutôt un extrait : les services publics refusent les grosses requêtes.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Data are © OpenStreetMap contributors, ODbL; the layers' metadata include this.&lt;/p&gt;</source>
        <extracomment>resources/help/downloadosm.html</extracomment>
        <translation>&lt;p&gt;Les données sont © OpenStreetMap contributors, ODbL ; les métadonnées des couches le mentionnent.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Writes embeddings (vectors of numbers) of all road segments, in each direction, or of your own points. Use them for clustering, your own regression models or nearest-neighbour search.&lt;/p&gt;</source>
        <extracomment>resources/help/embedlocations.html</extracomment>
        <translation>&lt;p&gt;Écrit les plongements (vecteurs de nombres) de tous les segments de route, dans chaque sens, ou de points personnels. Ils servent au partitionnement (clustering), à d'autres modèles de régression ou à la recherche des plus proches voisins.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;An embedding has three parts of length one: the street view, the location, and the trips that pass. A part without data is zero. The dot product of two embeddings is therefore the sum of three cosine similarities. &lt;i&gt;trips&lt;/i&gt;, &lt;i&gt;images&lt;/i&gt; and &lt;i&gt;basis&lt;/i&gt; show which data an embedding is based on.&lt;/p&gt;</source>
        <extracomment>resources/help/embedlocations.html</extracomment>
        <translation>&lt;p&gt;Un plongement a trois parties de longueur un : la vue de rue, le lieu et les trajets qui passent. Une partie sans données est nulle. Le produit scalaire de deux plongements est donc la somme de trois similarités cosinus. &lt;i&gt;trips&lt;/i&gt;, &lt;i&gt;images&lt;/i&gt; et &lt;i&gt;basis&lt;/i&gt; indiquent sur quelles données repose un plongement.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Without points and roads, the roads of the bundle are embedded. For a point, the trips on the nearest road within 25 m are used; &lt;i&gt;road_edge&lt;/i&gt;, &lt;i&gt;road_fid&lt;/i&gt; and &lt;i&gt;road_osm_id&lt;/i&gt; identify that road. Points outside the study area are left out and counted.&lt;/p&gt;</source>
        <extracomment>resources/help/embedlocations.html</extracomment>
        <translation>&lt;p&gt;Sans points ni routes, les plongements sont ceux des routes du jeu préparé. Pour un point, les trajets de la route la plus proche à 25 m au plus sont utilisés ; &lt;i&gt;road_edge&lt;/i&gt;, &lt;i&gt;road_fid&lt;/i&gt; et &lt;i&gt;road_osm_id&lt;/i&gt; identifient cette route. Les points hors de la zone d'étude sont laissés de côté et comptés.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;GeoPackage, FlatGeobuf and CSV have one column per dimension (&lt;i&gt;e_000&lt;/i&gt; and so on). GeoParquet has one array column; it is available here only if this QGIS can write GeoParquet. &lt;i&gt;Export layers&lt;/i&gt; can always write it.&lt;/p&gt;</source>
        <extracomment>resources/help/embedlocations.html</extracomment>
        <translation>&lt;p&gt;GeoPackage, FlatGeobuf et CSV ont une colonne par dimension (&lt;i&gt;e_000&lt;/i&gt;, etc.). GeoParquet a une seule colonne de tableaux ; il n'est disponible ici que si ce QGIS peut écrire du GeoParquet. &lt;i&gt;Exporter les couches&lt;/i&gt; peut toujours l'écrire.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Compares the predictions of a fine-tuned model with labels. Without a bundle, the roads are those that were held out in fine-tuning. With another bundle of the same study area, all its labelled roads are used. The model may have been trained on some of them: the log shows how many.&lt;/p&gt;</source>
        <extracomment>resources/help/evaluate.html</extracomment>
        <translation>&lt;p&gt;Compare les prédictions d'un modèle ajusté avec des étiquettes. Sans jeu préparé, les routes sont celles mises de côté à l'ajustement. Avec un autre jeu préparé de la même zone d'étude, toutes ses routes étiquetées sont utilisées. Le modèle peut avoir été entraîné sur certaines d'entre elles : le journal indique combien.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The metrics are outputs for the Model Designer and scripts. The log shows them beside those of the mean of the road's own trips, and says whether that mean is enough. It also shows the errors, and how many roads lie inside their 90 % intervals, by road class, number of trips, basis and district.&lt;/p&gt;</source>
        <extracomment>resources/help/evaluate.html</extracomment>
        <translation>&lt;p&gt;Les métriques sont des sorties pour le modeleur graphique et les scripts. Le journal les affiche à côté de celles de la moyenne des propres trajets de la route, et dit si cette moyenne suffit. Il indique aussi les erreurs, et combien de routes sont dans leur intervalle à 90 %, par classe de route, par nombre de trajets, par base et par quartier.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The layer has, for each task, the label (&lt;i&gt;…_true&lt;/i&gt;: the behaviour of a few observed vehicles, or your own labels), the prediction, and the residual (label minus prediction). Each task has a style: brown where the prediction is too high, teal where it is too low. For the area-of-interest function, the style shows the residual of the category with the largest predicted share.&lt;/p&gt;</source>
        <extracomment>resources/help/evaluate.html</extracomment>
        <translation>&lt;p&gt;La couche contient, pour chaque tâche d'apprentissage, l'étiquette (&lt;i&gt;…_true&lt;/i&gt; : le comportement de quelques véhicules observés, ou des étiquettes personnelles), la prédiction et le résidu (étiquette moins prédiction). Chaque tâche a un style : brun là où la prédiction est trop élevée, bleu-vert là où elle est trop basse. Pour la fonction des alentours, le style montre le résidu de la catégorie dont la part prédite est la plus grande.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Writes layers of a bundle for other programs, one file each: &lt;i&gt;roads&lt;/i&gt; with node numbers, matched &lt;i&gt;trips&lt;/i&gt; with times, &lt;i&gt;images&lt;/i&gt;, &lt;i&gt;labels&lt;/i&gt;, and, with a model, the &lt;i&gt;predictions&lt;/i&gt; and &lt;i&gt;embeddings&lt;/i&gt; of the bundle's roads.&lt;/p&gt;</source>
        <extracomment>resources/help/exportlayers.html</extracomment>
        <translation>&lt;p&gt;Écrit des couches d'un jeu préparé pour d'autres programmes, un fichier chacune : les routes (&lt;i&gt;roads&lt;/i&gt;) avec les numéros des nœuds, les trajets appariés (&lt;i&gt;trips&lt;/i&gt;) avec les heures, &lt;i&gt;images&lt;/i&gt;, &lt;i&gt;labels&lt;/i&gt; et, avec un modèle, les prédictions (&lt;i&gt;predictions&lt;/i&gt;) et les plongements (&lt;i&gt;embeddings&lt;/i&gt;) des routes du jeu préparé.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Everything is in EPSG:4326. Existing files with these names in the folder are replaced. The log lists the licences of the bundle's sources.&lt;/p&gt;</source>
        <extracomment>resources/help/exportlayers.html</extracomment>
        <translation>&lt;p&gt;Tout est en EPSG:4326. Les fichiers du dossier qui portent ces noms sont remplacés. Le journal liste les licences des sources du jeu préparé.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;For many bundles and models, use &lt;i&gt;Batch export&lt;/i&gt;.&lt;/p&gt;</source>
        <extracomment>resources/help/exportlayers.html</extracomment>
        <translation>&lt;p&gt;Pour de nombreux jeux préparés et modèles, utiliser &lt;i&gt;Export par lots&lt;/i&gt;.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Trains one head per task on a pretrained model and measures its accuracy on held-out roads.&lt;/p&gt;</source>
        <extracomment>resources/help/finetune.html</extracomment>
        <translation>&lt;p&gt;Entraîne une tête par tâche d'apprentissage sur un modèle préentraîné et mesure sa précision sur des routes mises de côté.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;Traffic speed&lt;/b&gt;: mean speed in km/h, by default the space mean (metres ÷ seconds), whose travel times add up&lt;/li&gt;</source>
        <extracomment>resources/help/finetune.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;Vitesse du trafic&lt;/b&gt; : vitesse moyenne en km/h, par défaut la moyenne spatiale (mètres ÷ secondes), dont les temps de parcours s'additionnent&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;Road popularity&lt;/b&gt;: how often a road is used, in five classes&lt;/li&gt;</source>
        <extracomment>resources/help/finetune.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;Fréquentation de la route&lt;/b&gt; : à quel point une route est empruntée, en cinq classes&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;Area-of-interest function&lt;/b&gt;: shares of place categories around a road; needs places in the bundle&lt;/li&gt;</source>
        <extracomment>resources/help/finetune.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;Fonction des alentours&lt;/b&gt; : parts des catégories de lieux autour d'une route ; demande des lieux dans le jeu préparé&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;Hard braking&lt;/b&gt;: events per vehicle-km; needs fixes at most 2 s apart with measured speed&lt;/li&gt;</source>
        <extracomment>resources/help/finetune.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;Freinage brusque&lt;/b&gt; : événements par véhicule-km ; demande des points GPS espacés d'au plus 2 s avec vitesse mesurée&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;Slow-down intensity&lt;/b&gt;: how strongly vehicles slow down along the road, in m/s²; from fixes more than 2 s and at most 60 s apart. It is not hard braking, which such fixes do not show. Compare it only between roads whose trips have a similar sampling interval&lt;/li&gt;</source>
        <extracomment>resources/help/finetune.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;Intensité du ralentissement&lt;/b&gt; : à quel point les véhicules ralentissent le long de la route, en m/s² ; à partir de points GPS espacés de plus de 2 s et d'au plus 60 s. Ce n'est pas le freinage brusque, que de tels points ne montrent pas. Ne la comparer qu'entre des routes dont les trajets ont un intervalle d'échantillonnage semblable&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;With the &lt;i&gt;shipped model&lt;/i&gt;, nothing has to be pretrained; street views are then not used. The log shows each figure beside that of the mean of the road's own trips and, for speed, of the shipped model. It says so if the training gains nothing over them.&lt;/p&gt;</source>
        <extracomment>resources/help/finetune.html</extracomment>
        <translation>&lt;p&gt;Avec le &lt;i&gt;modèle fourni&lt;/i&gt;, rien ne doit être préentraîné ; les vues de rue ne sont alors pas utilisées. Le journal montre chaque chiffre à côté de celui de la moyenne des trajets de la route et, pour la vitesse, du modèle fourni. Il dit si l'entraînement n'y gagne rien.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Options under &lt;i&gt;Advanced&lt;/i&gt; that you leave empty are taken from the model: the held-out roads from its pretraining, the inputs of the heads from its preset. The log shows the values.&lt;/p&gt;</source>
        <extracomment>resources/help/finetune.html</extracomment>
        <translation>&lt;p&gt;Les options des &lt;i&gt;Paramètres avancés&lt;/i&gt; laissées vides sont reprises du modèle : les routes mises de côté de son préentraînement, les entrées des têtes de son préréglage. Le journal indique les valeurs.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The bundle may be of another study area than those that the model was pretrained in. What the model learned about motion and street views transfers; what it learned about locations does not. Heads for another area are left out. The log says so.&lt;/p&gt;</source>
        <extracomment>resources/help/finetune.html</extracomment>
        <translation>&lt;p&gt;Le jeu préparé peut être d'une autre zone d'étude que celles du préentraînement du modèle. Ce que le modèle a appris du mouvement et des vues de rue se transfère ; ce qu'il a appris des lieux ne se transfère pas. Les têtes pour une autre zone sont laissées de côté. Le journal le mentionne.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The held-out metrics are outputs (&lt;i&gt;SPEED_MAE&lt;/i&gt;, &lt;i&gt;POPULARITY_F1_MACRO&lt;/i&gt;, …), and the log shows them beside those of the mean of the road's own trips. Outputs such as &lt;i&gt;SPEED_COVERAGE&lt;/i&gt; are the share of held-out roads whose label lies inside the 90 % interval.&lt;/p&gt;</source>
        <extracomment>resources/help/finetune.html</extracomment>
        <translation>&lt;p&gt;Les métriques sur les routes mises de côté sont des sorties (&lt;i&gt;SPEED_MAE&lt;/i&gt;, &lt;i&gt;POPULARITY_F1_MACRO&lt;/i&gt;, …), et le journal les affiche à côté de celles de la moyenne des trajets de la route. Des sorties comme &lt;i&gt;SPEED_COVERAGE&lt;/i&gt; sont la part des routes mises de côté dont l'étiquette se trouve dans l'intervalle à 90 %.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Adds predictions to a road layer as fields. The geometry and the fields of the roads do not change. Fields of roads without predictions are empty.&lt;/p&gt;</source>
        <extracomment>resources/help/joinpredictions.html</extracomment>
        <translation>&lt;p&gt;Ajoute les prédictions à une couche de routes sous forme de champs. La géométrie et les champs des routes ne changent pas. Les champs des routes sans prédictions sont vides.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;A road may have been cut into several segments at junctions. Their values are combined: numbers and shares by the length-weighted mean; the popularity by the length-weighted median; intervals, sets and bounds by the widest; &lt;i&gt;trips&lt;/i&gt;, &lt;i&gt;images&lt;/i&gt; and &lt;i&gt;passes&lt;/i&gt; by the smallest. Speeds at times of the week and at hours are the total length ÷ the total time.&lt;/p&gt;</source>
        <extracomment>resources/help/joinpredictions.html</extracomment>
        <translation>&lt;p&gt;Une route peut avoir été coupée en plusieurs segments aux carrefours. Leurs valeurs sont combinées : nombres et parts par la moyenne pondérée par la longueur ; la fréquentation par la médiane pondérée par la longueur ; intervalles, ensembles et bornes par le plus large ; &lt;i&gt;trips&lt;/i&gt;, &lt;i&gt;images&lt;/i&gt; et &lt;i&gt;passes&lt;/i&gt; par le plus petit. Les vitesses à des périodes de la semaine et à chaque heure sont la longueur totale ÷ le temps total.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Layers of directed segments that have the fields &lt;i&gt;edge&lt;/i&gt;, &lt;i&gt;source_fid&lt;/i&gt; and &lt;i&gt;direction&lt;/i&gt;, such as the roads and labels of a bundle, are joined segment by segment by &lt;i&gt;edge&lt;/i&gt;. Both layers must come from the same bundle or the same road layer.&lt;/p&gt;</source>
        <extracomment>resources/help/joinpredictions.html</extracomment>
        <translation>&lt;p&gt;Les couches de segments orientés qui ont les champs &lt;i&gt;edge&lt;/i&gt;, &lt;i&gt;source_fid&lt;/i&gt; et &lt;i&gt;direction&lt;/i&gt;, comme les routes et les étiquettes d'un jeu préparé, sont jointes segment par segment selon &lt;i&gt;edge&lt;/i&gt;. Les deux couches doivent venir du même jeu préparé ou de la même couche de routes.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;i&gt;separate&lt;/i&gt; keeps both directions: &lt;i&gt;fwd_…&lt;/i&gt; is the direction in which the line is drawn, &lt;i&gt;bwd_…&lt;/i&gt; the opposite one, and each side of the road is coloured by its own value. &lt;i&gt;mean&lt;/i&gt; averages both directions. &lt;i&gt;worse&lt;/i&gt; takes the lower speed and the higher value of hard braking or slow-down; popularity and area-of-interest function have no worse direction: both directions are combined as for &lt;i&gt;mean&lt;/i&gt;.&lt;/p&gt;</source>
        <extracomment>resources/help/joinpredictions.html</extracomment>
        <translation>&lt;p&gt;&lt;i&gt;separate&lt;/i&gt; garde les deux sens : &lt;i&gt;fwd_…&lt;/i&gt; est le sens dans lequel la ligne est dessinée, &lt;i&gt;bwd_…&lt;/i&gt; le sens opposé, et chaque côté de la route est coloré selon sa propre valeur. &lt;i&gt;mean&lt;/i&gt; fait la moyenne des deux sens. &lt;i&gt;worse&lt;/i&gt; prend la vitesse la plus basse et la valeur la plus élevée du freinage brusque ou du ralentissement ; la fréquentation et la fonction des alentours n'ont pas de sens moins bon : les deux sens sont combinés comme pour &lt;i&gt;mean&lt;/i&gt;.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Measures where trips lose time at junctions: each way through a junction, from an approach to an exit, at times of the week. No model is needed. Dual carriageways, roundabouts and clusters of signals are one junction.&lt;/p&gt;</source>
        <extracomment>resources/help/junctions.html</extracomment>
        <translation>&lt;p&gt;Mesure où les trajets perdent du temps aux carrefours : pour chaque chemin par un carrefour, d'une entrée à une sortie, dans des périodes de la semaine. Aucun modèle n'est nécessaire. Des chaussées séparées, un giratoire ou un groupe de feux sont un seul carrefour.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;Junctions&lt;/b&gt;: a point with the level of service as colour and letter, the mean delay of all passes and the worst movement&lt;/li&gt;</source>
        <extracomment>resources/help/junctions.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;Carrefours&lt;/b&gt; : un point avec le niveau de service en couleur et en lettre, le retard moyen de tous les passages et le pire mouvement&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;Movements&lt;/b&gt;: an arrow from 1:6,000 on, wider for more passes, in the colour of its control delay. Broken ones are predicted&lt;/li&gt;</source>
        <extracomment>resources/help/junctions.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;Mouvements&lt;/b&gt; : une flèche à partir de 1:6 000, plus large pour plus de passages, dans la couleur de son retard. Celles en tireté sont prédites&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;delay_s&lt;/b&gt;: seconds from 100 m before the junction to 50 m after it, or less where the next one is near, beyond those at free flow&lt;/li&gt;</source>
        <extracomment>resources/help/junctions.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;delay_s&lt;/b&gt; : secondes de 100 m avant le carrefour à 50 m après, ou moins si le suivant est proche, en plus de celles en circulation fluide&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;share&lt;/b&gt;: the turn ratio, passes of the movement ÷ passes of its approach&lt;/li&gt;</source>
        <extracomment>resources/help/junctions.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;share&lt;/b&gt; : la part de la direction, passages du mouvement ÷ passages de son entrée&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;level_of_service&lt;/b&gt;: A to F by the thresholds of the Highway Capacity Manual, with or without traffic signals&lt;/li&gt;</source>
        <extracomment>resources/help/junctions.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;level_of_service&lt;/b&gt; : A à F selon les seuils du Highway Capacity Manual, avec ou sans feux&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;A delay is a mean over many passes. Movements that too few drivers made are predicted from their roads and from observed ones; they have no numbers of vehicles.&lt;/p&gt;</source>
        <extracomment>resources/help/junctions.html</extracomment>
        <translation>&lt;p&gt;Un retard est une moyenne de nombreux passages. Les mouvements de trop peu de conducteurs sont prédits de leurs routes et de ceux qui sont observés ; ils n'ont pas de nombres de véhicules.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Each time of the week has a style of its own, which you choose with &lt;i&gt;Styles&lt;/i&gt; in the layer's context menu. &lt;i&gt;Ask a place&lt;/i&gt; draws the turning diagram of the junction that you click.&lt;/p&gt;</source>
        <extracomment>resources/help/junctions.html</extracomment>
        <translation>&lt;p&gt;Chaque période de la semaine a son propre style, à choisir avec &lt;i&gt;Styles&lt;/i&gt; dans le menu contextuel de la couche. &lt;i&gt;Interroger un lieu&lt;/i&gt; dessine le diagramme des mouvements du carrefour sur lequel on clique.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Corrections are a layer of polygons, which make one junction of the nodes in them, and of points, which with &lt;i&gt;apart&lt;/i&gt; in the field &lt;i&gt;junction&lt;/i&gt; part the nearest one. The field &lt;i&gt;signal&lt;/i&gt; says &lt;i&gt;yes&lt;/i&gt; or &lt;i&gt;no&lt;/i&gt;.&lt;/p&gt;</source>
        <extracomment>resources/help/junctions.html</extracomment>
        <translation>&lt;p&gt;Les corrections sont une couche de polygones, qui font un carrefour des nœuds qu'ils contiennent, et de points, qui avec &lt;i&gt;apart&lt;/i&gt; dans le champ &lt;i&gt;junction&lt;/i&gt; séparent le plus proche. Le champ &lt;i&gt;signal&lt;/i&gt; dit &lt;i&gt;yes&lt;/i&gt; ou &lt;i&gt;no&lt;/i&gt;.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Reads roads and places (points of interest) from an OpenStreetMap extract (&lt;i&gt;.osm, .osm.gz, .osm.bz2, .osm.pbf&lt;/i&gt;), such as those of Geofabrik, into two layers. &lt;i&gt;Prepare study area&lt;/i&gt; and &lt;i&gt;Match trips to roads&lt;/i&gt; can use them directly.&lt;/p&gt;</source>
        <extracomment>resources/help/loadosm.html</extracomment>
        <translation>&lt;p&gt;Lit les routes et les lieux (points d'intérêt) d'un extrait OpenStreetMap (&lt;i&gt;.osm, .osm.gz, .osm.bz2, .osm.pbf&lt;/i&gt;), comme ceux de Geofabrik, dans deux couches. &lt;i&gt;Préparer la zone d'étude&lt;/i&gt; et &lt;i&gt;Apparier les trajets aux routes&lt;/i&gt; peuvent les utiliser directement.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Places have one of the categories food, shop, education, health, leisure, tourism, office and transport, according to a table of OpenStreetMap tags. You can choose another table under &lt;i&gt;Advanced&lt;/i&gt;.&lt;/p&gt;</source>
        <extracomment>resources/help/loadosm.html</extracomment>
        <translation>&lt;p&gt;Les lieux ont l'une des catégories food, shop, education, health, leisure, tourism, office et transport, selon une table de tags OpenStreetMap. Une autre table peut être choisie dans les &lt;i&gt;Paramètres avancés&lt;/i&gt;.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;If you set a study area, only data inside it are read. Always set it for a large extract. Data are © OpenStreetMap contributors, ODbL; the layers' metadata include this.&lt;/p&gt;</source>
        <extracomment>resources/help/loadosm.html</extracomment>
        <translation>&lt;p&gt;Si une zone d'étude est définie, seules les données qui s'y trouvent sont lues. Toujours en définir une pour un grand extrait. Les données sont © OpenStreetMap contributors, ODbL ; les métadonnées des couches le mentionnent.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Reads street views into a point layer. Their files are not copied; the field &lt;i&gt;path&lt;/i&gt; refers to them.&lt;/p&gt;</source>
        <extracomment>resources/help/loadstreetview.html</extracomment>
        <translation>&lt;p&gt;Lit des vues de rue dans une couche de points. Leurs fichiers ne sont pas copiés ; le champ &lt;i&gt;path&lt;/i&gt; y renvoie.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;An index is a CSV file with the columns &lt;i&gt;id, file, lon, lat&lt;/i&gt; and optionally &lt;i&gt;compass_angle&lt;/i&gt; and &lt;i&gt;captured_at&lt;/i&gt;; &lt;i&gt;file&lt;/i&gt; is relative to the index. A ZIP file or a folder that contains an &lt;i&gt;index.csv&lt;/i&gt; and the photos can be read too.&lt;/p&gt;</source>
        <extracomment>resources/help/loadstreetview.html</extracomment>
        <translation>&lt;p&gt;Un index est un fichier CSV avec les colonnes &lt;i&gt;id, file, lon, lat&lt;/i&gt; et, en option, &lt;i&gt;compass_angle&lt;/i&gt; et &lt;i&gt;captured_at&lt;/i&gt; ; &lt;i&gt;file&lt;/i&gt; est relatif à l'index. Un fichier ZIP ou un dossier qui contient un &lt;i&gt;index.csv&lt;/i&gt; et les photos peut être lu aussi.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;In a folder without an index, all subfolders are searched for photos with a position in their EXIF data. Viewing direction and time are read if present.&lt;/p&gt;</source>
        <extracomment>resources/help/loadstreetview.html</extracomment>
        <translation>&lt;p&gt;Dans un dossier sans index, les photos qui ont une position dans leurs données EXIF sont cherchées dans tous les sous-dossiers. La direction de vue et l'heure sont lues si elles sont présentes.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Street views without a position, or whose file is missing, are left out; the log shows how many.&lt;/p&gt;</source>
        <extracomment>resources/help/loadstreetview.html</extracomment>
        <translation>&lt;p&gt;Les vues de rue sans position ou sans fichier sont laissées de côté ; le journal indique combien.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Reads trips into a line layer: one line per trip, EPSG:4326, with the time of each fix as M value (Unix seconds, UTC). The worker reads the data. The log shows the format that it recognised, and what was left out and why.&lt;/p&gt;</source>
        <extracomment>resources/help/loadtrips.html</extracomment>
        <translation>&lt;p&gt;Lit des trajets dans une couche de lignes : une ligne par trajet, EPSG:4326, avec l'heure de chaque point GPS en valeur M (secondes Unix, UTC). Le worker lit les données. Le journal indique le format reconnu, et ce qui a été laissé de côté et pourquoi.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Supported formats: the CSV of the ECML/PKDD 2015 taxi challenge, also zipped; tables with one row per fix; Cabspotting files, also as folder or ZIP; GPX; MovingFeatures JSON; and point layers or measured line layers in any format that GDAL opens. Instead of a file you can choose a layer of the project, for example from a database.&lt;/p&gt;</source>
        <extracomment>resources/help/loadtrips.html</extracomment>
        <translation>&lt;p&gt;Formats pris en charge : le CSV du défi taxi ECML/PKDD 2015, aussi en ZIP ; les tableaux avec une ligne par point GPS ; les fichiers Cabspotting, aussi en dossier ou en ZIP ; GPX ; MovingFeatures JSON ; et les couches de points ou de lignes mesurées dans tout format que GDAL ouvre. Au lieu d'un fichier, une couche du projet peut être choisie, par exemple d'une base de données.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Times are Unix seconds or milliseconds (UTC) or ISO 8601. Times without a time zone are refused until you set the zone under &lt;i&gt;Advanced&lt;/i&gt;. Speeds are read if the unit is part of the field's name (for example &lt;i&gt;speed_kmh&lt;/i&gt;) or is set there.&lt;/p&gt;</source>
        <extracomment>resources/help/loadtrips.html</extracomment>
        <translation>&lt;p&gt;Les heures sont des secondes ou millisecondes Unix (UTC) ou au format ISO 8601. Les heures sans fuseau sont refusées tant que le fuseau n'est pas défini dans les &lt;i&gt;Paramètres avancés&lt;/i&gt;. Les vitesses sont lues si l'unité fait partie du nom du champ (par exemple &lt;i&gt;speed_kmh&lt;/i&gt;) ou y est définie.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Trips are cleaned: fixes are sorted by time; fixes with a repeated time or an impossible speed are removed; trips are cut at gaps, optionally at stops, and at the border of the study area. You can change each rule under &lt;i&gt;Advanced&lt;/i&gt;; 0 turns it off.&lt;/p&gt;</source>
        <extracomment>resources/help/loadtrips.html</extracomment>
        <translation>&lt;p&gt;Les trajets sont nettoyés : les points GPS sont triés par heure ; ceux dont l'heure se répète ou dont la vitesse est impossible sont supprimés ; les trajets sont coupés aux lacunes, en option aux arrêts, et à la limite de la zone d'étude. Chaque règle peut être modifiée dans les &lt;i&gt;Paramètres avancés&lt;/i&gt; ; 0 la désactive.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;A heading (degrees clockwise from north; for example a field &lt;i&gt;heading&lt;/i&gt; or &lt;i&gt;course&lt;/i&gt;) improves the matching to roads. The field &lt;i&gt;headings&lt;/i&gt; contains those of all fixes, if the file has any.&lt;/p&gt;</source>
        <extracomment>resources/help/loadtrips.html</extracomment>
        <translation>&lt;p&gt;Un cap (degrés dans le sens horaire depuis le nord ; par exemple un champ &lt;i&gt;heading&lt;/i&gt; ou &lt;i&gt;course&lt;/i&gt;) améliore l'appariement aux routes. Le champ &lt;i&gt;headings&lt;/i&gt; contient ceux de tous les points GPS, si le fichier en a.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The field &lt;i&gt;speeds&lt;/i&gt; contains the measured speed of each fix in km/h, if the file has speeds. Hard braking needs measured speeds at most two seconds apart. Slow-down intensity is derived from sparser fixes and needs no measured speeds.&lt;/p&gt;</source>
        <extracomment>resources/help/loadtrips.html</extracomment>
        <translation>&lt;p&gt;Le champ &lt;i&gt;speeds&lt;/i&gt; contient la vitesse mesurée de chaque point GPS en km/h, si le fichier a des vitesses. Le freinage brusque demande des vitesses mesurées espacées d'au plus deux secondes. L'intensité du ralentissement est dérivée de points GPS plus espacés et ne demande pas de vitesses mesurées.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Shows where Mapillary has street views and how many, without downloading any. The result is a layer of squares of about 100 m with the number of street views, panoramas and sequences, and the oldest and newest date.&lt;/p&gt;</source>
        <extracomment>resources/help/mapillarycoverage.html</extracomment>
        <translation>&lt;p&gt;Montre où Mapillary a des vues de rue et combien, sans en télécharger. Le résultat est une couche de carrés d'environ 100 m avec le nombre de vues de rue, de panoramas et de séquences, et la date la plus ancienne et la plus récente.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;You need an access token; see &lt;i&gt;Download Mapillary street views&lt;/i&gt;.&lt;/p&gt;</source>
        <extracomment>resources/help/mapillarycoverage.html</extracomment>
        <translation>&lt;p&gt;Il faut un jeton d'accès ; voir &lt;i&gt;Télécharger des vues de rue Mapillary&lt;/i&gt;.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Matches trips to roads. &lt;i&gt;Matched paths&lt;/i&gt; has one line per matched part of a trip, along the roads, with times as M values. &lt;i&gt;Matched fixes&lt;/i&gt; (optional) has each fix at its position on the road, with the road's &lt;i&gt;source_fid&lt;/i&gt; and &lt;i&gt;osm_id&lt;/i&gt;, the directed segment (&lt;i&gt;edge&lt;/i&gt;, numbered within this road layer), the distance along the path (&lt;i&gt;distance_m&lt;/i&gt;), and that from the road (&lt;i&gt;road_distance_m&lt;/i&gt;). &lt;i&gt;Edges of the paths&lt;/i&gt; (optional) is a table of the directed segments of each path, in the order driven: the &lt;i&gt;number&lt;/i&gt; in the path, the road, the direction of travel along the digitised line, the positions where the path enters and leaves the segment (&lt;i&gt;enter_m&lt;/i&gt;, &lt;i&gt;exit_m&lt;/i&gt;: metres from the start of the segment in its direction of travel), and the times there (&lt;i&gt;enter_t&lt;/i&gt;, &lt;i&gt;exit_t&lt;/i&gt;), interpolated between fixes.&lt;/p&gt;</source>
        <extracomment>resources/help/matchtrips.html</extracomment>
        <translation>&lt;p&gt;Apparie des trajets aux routes. &lt;i&gt;Chemins appariés&lt;/i&gt; a une ligne par partie appariée d'un trajet, le long des routes, avec les heures en valeurs M. &lt;i&gt;Points GPS appariés&lt;/i&gt; (facultatif) a chaque point GPS à sa position sur la route, avec le &lt;i&gt;source_fid&lt;/i&gt; et l'&lt;i&gt;osm_id&lt;/i&gt; de la route, le segment orienté (&lt;i&gt;edge&lt;/i&gt;, numéroté dans cette couche de routes), la distance le long du chemin (&lt;i&gt;distance_m&lt;/i&gt;) et la distance à la route (&lt;i&gt;road_distance_m&lt;/i&gt;). &lt;i&gt;Arêtes des chemins&lt;/i&gt; (facultatif) est une table des segments orientés de chaque chemin, dans l'ordre parcouru : le numéro dans le chemin (&lt;i&gt;number&lt;/i&gt;), la route, le sens de circulation le long de la ligne numérisée, les positions où le chemin entre sur le segment et en sort (&lt;i&gt;enter_m&lt;/i&gt;, &lt;i&gt;exit_m&lt;/i&gt; : mètres depuis le début du segment dans son sens de circulation), et les heures correspondantes (&lt;i&gt;enter_t&lt;/i&gt;, &lt;i&gt;exit_t&lt;/i&gt;), interpolées entre les points GPS.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Segments that the vehicle enters or leaves between two fixes more than 15 s apart are marked as &lt;i&gt;inferred&lt;/i&gt;: the path there is only the most likely one. &lt;i&gt;probability&lt;/i&gt; says how likely the vehicle drove there: it is 1 between close fixes, and below 0.5 where another way is about as fast.&lt;/p&gt;</source>
        <extracomment>resources/help/matchtrips.html</extracomment>
        <translation>&lt;p&gt;Les segments dans lesquels le véhicule entre ou qu'il quitte entre deux positions distantes de plus de 15 s sont marqués &lt;i&gt;inferred&lt;/i&gt; : le chemin n'y est que le plus probable. &lt;i&gt;probability&lt;/i&gt; donne la probabilité que le véhicule soit passé là : 1 entre positions proches, moins de 0,5 là où un autre chemin est à peu près aussi rapide.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;If part of a trip fits no road of the layer, the trip is cut there and the remaining parts are kept. &lt;i&gt;rms_m&lt;/i&gt; is the root mean square distance between fixes and path; &lt;i&gt;share_matched&lt;/i&gt; is the matched share of the trip; &lt;i&gt;confidence&lt;/i&gt;, from 0 to 1, is the mean probability that a fix is on the path and not on another road nearby.&lt;/p&gt;</source>
        <extracomment>resources/help/matchtrips.html</extracomment>
        <translation>&lt;p&gt;Si une partie d'un trajet ne correspond à aucune route de la couche, le trajet y est coupé et les autres parties sont gardées. &lt;i&gt;rms_m&lt;/i&gt; est la distance quadratique moyenne entre les points GPS et le chemin ; &lt;i&gt;share_matched&lt;/i&gt; est la part appariée du trajet ; &lt;i&gt;confidence&lt;/i&gt;, de 0 à 1, est la probabilité moyenne qu'un point GPS soit sur le chemin et non sur une autre route proche.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Roads are connected where they share a vertex, as in OpenStreetMap. One-way roads are respected. For layers from other sources, set the fields of class, direction and name under &lt;i&gt;Advanced&lt;/i&gt;.&lt;/p&gt;</source>
        <extracomment>resources/help/matchtrips.html</extracomment>
        <translation>&lt;p&gt;Les routes sont reliées là où elles partagent un sommet, comme dans OpenStreetMap. Les sens uniques sont respectés. Pour des couches d'autres sources, définir les champs de la classe, du sens et du nom dans les &lt;i&gt;Paramètres avancés&lt;/i&gt;.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Writes the observed traffic of a bundle's roads: one feature for each direction of each road and each time of the week. No model is needed.&lt;/p&gt;</source>
        <extracomment>resources/help/observedtraffic.html</extracomment>
        <translation>&lt;p&gt;Écrit le trafic observé des routes d'un jeu préparé : une entité pour chaque sens de chaque route et chaque période de la semaine. Aucun modèle n'est nécessaire.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Times of the week are local times of the study area, such as &lt;i&gt;Mon-Fri 07:00-09:00&lt;/i&gt;, &lt;i&gt;Sat,Sun&lt;/i&gt; or &lt;i&gt;22:00-05:00&lt;/i&gt;, or names such as &lt;i&gt;weekday morning peak&lt;/i&gt;. Tick named times or type others; separate several with |. Each has a style of its own, which you choose with &lt;i&gt;Styles&lt;/i&gt; in the layer's context menu.&lt;/p&gt;</source>
        <extracomment>resources/help/observedtraffic.html</extracomment>
        <translation>&lt;p&gt;Les périodes de la semaine sont en heure locale de la zone d'étude, par exemple &lt;i&gt;Mon-Fri 07:00-09:00&lt;/i&gt;, &lt;i&gt;Sat,Sun&lt;/i&gt; ou &lt;i&gt;22:00-05:00&lt;/i&gt;, ou des noms comme &lt;i&gt;weekday morning peak&lt;/i&gt;. Cocher des périodes nommées ou en saisir d'autres ; s'il y en a plusieurs, les séparer par |. Chacune a son propre style, à choisir sous &lt;i&gt;Styles&lt;/i&gt; dans le menu contextuel de la couche.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;speed_kmh&lt;/b&gt;: space-mean speed, the metres of all passes ÷ their seconds, so that travel times add up&lt;/li&gt;</source>
        <extracomment>resources/help/observedtraffic.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;speed_kmh&lt;/b&gt; : moyenne spatiale de la vitesse, le total des mètres de tous les passages ÷ le total de leurs secondes, de sorte que les temps de parcours s'additionnent&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;speed_p15_kmh&lt;/b&gt;, &lt;b&gt;speed_p50_kmh&lt;/b&gt;, &lt;b&gt;speed_p85_kmh&lt;/b&gt;: percentiles of the speeds of passes&lt;/li&gt;</source>
        <extracomment>resources/help/observedtraffic.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;speed_p15_kmh&lt;/b&gt;, &lt;b&gt;speed_p50_kmh&lt;/b&gt;, &lt;b&gt;speed_p85_kmh&lt;/b&gt; : centiles des vitesses des passages&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;free_flow_kmh&lt;/b&gt;: the 85th percentile at night, or of the whole week where the night has fewer than 10 passes&lt;/li&gt;</source>
        <extracomment>resources/help/observedtraffic.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;free_flow_kmh&lt;/b&gt; : le 85e centile de la nuit, ou de toute la semaine là où la nuit a moins de 10 passages&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;buffer_index&lt;/b&gt;: time to add to the mean travel time to arrive on time in 95 % of cases, as a share of the mean&lt;/li&gt;</source>
        <extracomment>resources/help/observedtraffic.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;buffer_index&lt;/b&gt; : temps à ajouter au temps de parcours moyen pour arriver à l'heure dans 95 % des cas, en part de ce temps moyen&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;planning_time_index&lt;/b&gt;: travel time that is enough in 95 % of cases ÷ free-flow travel time&lt;/li&gt;</source>
        <extracomment>resources/help/observedtraffic.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;planning_time_index&lt;/b&gt; : temps de parcours suffisant dans 95 % des cas ÷ temps de parcours en écoulement libre&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The intervals (&lt;i&gt;…_low&lt;/i&gt;, &lt;i&gt;…_high&lt;/i&gt;) contain 90 % of the values of a bootstrap over drivers. They are empty with fewer than 5 drivers.&lt;/p&gt;</source>
        <extracomment>resources/help/observedtraffic.html</extracomment>
        <translation>&lt;p&gt;Les intervalles (&lt;i&gt;…_low&lt;/i&gt;, &lt;i&gt;…_high&lt;/i&gt;) contiennent 90 % des valeurs d'un bootstrap sur les conducteurs. Ils sont vides s'il y a moins de 5 conducteurs.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Nothing that fewer drivers than the minimum made is written, and nothing from which it would follow by subtraction: where two times of the week differ by the passes of fewer drivers on a road, the smaller one has no row. Percentiles and the indices are empty where fewer drivers are at or beyond them. The log says how many rows are left out. The log also names times of the week without any pass.&lt;/p&gt;</source>
        <extracomment>resources/help/observedtraffic.html</extracomment>
        <translation>&lt;p&gt;Ce que moins de conducteurs que le minimum ont fait n'est pas écrit, ni rien dont cela découlerait par soustraction : là où deux périodes de la semaine diffèrent, sur une route, des passages de moins de conducteurs, la plus petite n'a pas de ligne. Les percentiles et les indices sont vides là où moins de conducteurs les atteignent ou les dépassent. Le journal dit combien de lignes sont laissées de côté. Il nomme aussi les périodes de la semaine sans aucun passage.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Counts the trips of a bundle from zone to zone, as a table and as desire lines. Zones are the polygons of any layer, such as districts. No model is needed.&lt;/p&gt;</source>
        <extracomment>resources/help/odmatrix.html</extracomment>
        <translation>&lt;p&gt;Compte les trajets d'un jeu préparé de zone en zone, en tableau et en lignes de désir. Les zones sont les polygones d'une couche quelconque, par exemple des quartiers. Aucun modèle n'est nécessaire.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;A trip leads from the zone of its first matched fix to that of its last one, and belongs to the time of the week at which it begins. The table also has the trips within a zone, for which there is no line.&lt;/p&gt;</source>
        <extracomment>resources/help/odmatrix.html</extracomment>
        <translation>&lt;p&gt;Un trajet mène de la zone de son premier point GPS apparié à celle du dernier, et appartient à la période de la semaine où il commence. Le tableau a aussi les trajets à l'intérieur d'une zone, qui n'ont pas de ligne.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Each time of the week has a style of its own, which you choose with &lt;i&gt;Styles&lt;/i&gt; in the layer's context menu. The lines of both directions are side by side, and wider for more trips.&lt;/p&gt;</source>
        <extracomment>resources/help/odmatrix.html</extracomment>
        <translation>&lt;p&gt;Chaque période de la semaine a son propre style, à choisir sous &lt;i&gt;Styles&lt;/i&gt; dans le menu contextuel de la couche. Les lignes des deux sens sont côte à côte, et plus larges pour plus de trajets.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Nothing that trips of fewer drivers than the minimum did is written, and nothing from which it would follow by subtraction. Shares are those of the trips that are written. The log says how many rows are left out, how many trips begin or end outside all zones, and whether ends are in zones that overlap.&lt;/p&gt;</source>
        <extracomment>resources/help/odmatrix.html</extracomment>
        <translation>&lt;p&gt;Ce qui vient de trajets de moins de conducteurs que le minimum n'est pas écrit, ni rien dont cela découlerait par soustraction. Les parts sont celles des trajets écrits. Le journal dit combien de lignes sont laissées de côté, combien de trajets commencent ou finissent hors de toutes les zones, et si des extrémités sont dans des zones qui se chevauchent.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Noise for open data.&lt;/b&gt; With an ε, such as 1, all numbers have random noise, so that a table that everybody may read does not tell whether a driver is in the data. Small numbers are then not written, and nothing exact is told. Each table has other noise: publish one only.&lt;/p&gt;</source>
        <extracomment>resources/help/odmatrix.html</extracomment>
        <translation>&lt;p&gt;&lt;b&gt;Bruit pour données ouvertes.&lt;/b&gt; Avec un ε, par exemple 1, tous les nombres ont un bruit aléatoire, de sorte qu'une table que tout le monde peut lire ne dit pas si un conducteur est dans les données. Les petits nombres ne sont alors pas écrits, et rien d'exact n'est dit. Chaque table a un autre bruit : n'en publiez qu'une.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Creates a page (A4, landscape) with a map of each predicted task, legends, scale bar, north arrow, owners and date. Without a title, it has the layer's name. The layer's current style has no effect. Slow-down intensity takes the position of hard braking; if the layer has both, hard braking is shown and the page says so.&lt;/p&gt;</source>
        <extracomment>resources/help/predictionsmap.html</extracomment>
        <translation>&lt;p&gt;Crée une page (A4, paysage) avec une carte de chaque tâche prédite, des légendes, une échelle, une flèche du nord, les propriétaires et la date. Sans titre, elle porte le nom de la couche. Le style actuel de la couche n'a pas d'effet. L'intensité du ralentissement prend la place du freinage brusque ; si la couche a les deux, le freinage brusque est montré et la page le dit.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The maps are as large as the page allows. Layers below the roads, such as a base map, are drawn in all of them.&lt;/p&gt;</source>
        <extracomment>resources/help/predictionsmap.html</extracomment>
        <translation>&lt;p&gt;Les cartes sont aussi grandes que la page le permet. Les couches sous les routes, comme un fond de carte, sont dessinées dans toutes.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;To edit the page, add it to the project; it is then listed under &lt;i&gt;Project › Layouts&lt;/i&gt;.&lt;/p&gt;</source>
        <extracomment>resources/help/predictionsmap.html</extracomment>
        <translation>&lt;p&gt;Pour modifier la page, l'ajouter au projet ; elle figure alors sous &lt;i&gt;Projet › Mises en page&lt;/i&gt;.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Predicts the speed of every direction of every road of a city from GPS trips, in one step and without training. Choose the trips and the roads, each a layer or a file, and press &lt;i&gt;Run&lt;/i&gt;. All other parameters may stay as they are.&lt;/p&gt;</source>
        <extracomment>resources/help/predictmycity.html</extracomment>
        <translation>&lt;p&gt;Prédit la vitesse de chaque sens de chaque route d'une ville à partir de trajets GPS, en une étape et sans entraînement. Choisissez les trajets et les routes, chacun une couche ou un fichier, et appuyez sur &lt;i&gt;Exécuter&lt;/i&gt;. Tous les autres paramètres peuvent rester tels quels.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Roads&lt;/b&gt; are lines that share vertices at junctions, or an OpenStreetMap extract. Leave them empty to download those of the area from OpenStreetMap: its server then sees where the area is, and nothing else.&lt;/p&gt;</source>
        <extracomment>resources/help/predictmycity.html</extracomment>
        <translation>&lt;p&gt;Les &lt;b&gt;routes&lt;/b&gt; sont des lignes qui partagent leurs sommets aux carrefours, ou un extrait d'OpenStreetMap. Laissez-les vides pour télécharger celles de la zone d'OpenStreetMap : son serveur voit alors où est la zone, et rien d'autre.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;The study area&lt;/b&gt; is that of the trips, as far as there are roads. The log says which it is. If trips and roads do not overlap, the message says where each of them is.&lt;/p&gt;</source>
        <extracomment>resources/help/predictmycity.html</extracomment>
        <translation>&lt;p&gt;&lt;b&gt;La zone d'étude&lt;/b&gt; est celle des trajets, là où il y a des routes. Le journal la nomme. Si les trajets et les routes ne se recouvrent pas, le message dit où se trouvent les uns et les autres.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Two jobs run one after the other, with one progress: &lt;i&gt;Prepare study area&lt;/i&gt; and &lt;i&gt;Predict roads&lt;/i&gt; with the shipped model. &lt;i&gt;Cancel&lt;/i&gt; stops them and keeps what is finished; press &lt;i&gt;Continue&lt;/i&gt; to go on. The prepared study area is then listed in the dock, for all other algorithms.&lt;/p&gt;</source>
        <extracomment>resources/help/predictmycity.html</extracomment>
        <translation>&lt;p&gt;Deux tâches se suivent, avec une seule progression : &lt;i&gt;Préparer la zone d'étude&lt;/i&gt; et &lt;i&gt;Prédire les routes&lt;/i&gt; avec le modèle fourni. &lt;i&gt;Annuler&lt;/i&gt; les arrête et garde ce qui est terminé ; appuyez sur &lt;i&gt;Continuer&lt;/i&gt; pour reprendre. La zone d'étude préparée est alors dans le panneau, pour tous les autres algorithmes.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;At the end, the roads are drawn on a base map, and three sentences say what was found, how sure the speeds are, and what comes next.&lt;/p&gt;</source>
        <extracomment>resources/help/predictmycity.html</extracomment>
        <translation>&lt;p&gt;À la fin, les routes sont dessinées sur un fond de carte, et trois phrases disent ce qui a été trouvé, à quel point les vitesses sont sûres, et ce qui vient ensuite.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Predicts every direction of every road with a model. The result is a GeoPackage with one line per direction, drawn on the side of the road on which vehicles drive. It contains one style per task and time of the week: choose one under &lt;i&gt;Styles&lt;/i&gt; in the layer's context menu.&lt;/p&gt;</source>
        <extracomment>resources/help/predictroads.html</extracomment>
        <translation>&lt;p&gt;Prédit chaque sens de chaque route avec un modèle. Le résultat est un GeoPackage avec une ligne par sens, dessinée du côté de la route où roulent les véhicules. Il contient un style par tâche d'apprentissage et par période de la semaine : en choisir un sous &lt;i&gt;Styles&lt;/i&gt; dans le menu contextuel de la couche.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The &lt;i&gt;shipped model&lt;/i&gt; needs no training. It is adapted to the trips of the bundle, which takes up to half a minute the first time, and predicts speeds and the expected passes of your vehicles, over the whole week or at its times, and, where the fixes show it, slow-down. The log says to how many drivers it was adapted, and on how many further drivers the intervals are calibrated. Tasks need a fine-tuned model.&lt;/p&gt;</source>
        <extracomment>resources/help/predictroads.html</extracomment>
        <translation>&lt;p&gt;Le &lt;i&gt;modèle fourni&lt;/i&gt; n'a pas besoin d'entraînement. Il est adapté aux trajets du jeu préparé, ce qui prend jusqu'à une demi-minute la première fois, et prédit les vitesses et les passages attendus de vos véhicules, sur la semaine entière ou à ses moments, et, là où les points GPS la montrent, l'intensité du ralentissement. Le journal dit à combien de conducteurs il a été adapté, et sur combien d'autres conducteurs les intervalles sont calibrés. Les tâches ont besoin d'un modèle ajusté.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Without a road layer, the roads of the bundle are predicted. &lt;i&gt;source_fid&lt;/i&gt; is the id of the original feature, and &lt;i&gt;osm_id&lt;/i&gt; its OpenStreetMap way, if the road layer has it; use either to join predictions to your layer. A feature that is cut at junctions becomes several segments: &lt;i&gt;edge&lt;/i&gt; is the number of a segment, and &lt;i&gt;from_node&lt;/i&gt; and &lt;i&gt;to_node&lt;/i&gt; are its end nodes. These numbers are the same in all layers of one bundle. The fields &lt;i&gt;trips&lt;/i&gt; and &lt;i&gt;images&lt;/i&gt; show how many trips and street views a prediction is based on. Empty values are unknown.&lt;/p&gt;</source>
        <extracomment>resources/help/predictroads.html</extracomment>
        <translation>&lt;p&gt;Sans couche de routes, les routes du jeu préparé sont prédites. &lt;i&gt;source_fid&lt;/i&gt; est l'identifiant de l'entité d'origine, et &lt;i&gt;osm_id&lt;/i&gt; son chemin OpenStreetMap, si la couche de routes l'indique ; utiliser l'un ou l'autre pour joindre les prédictions à une autre couche. Une entité coupée aux carrefours devient plusieurs segments : &lt;i&gt;edge&lt;/i&gt; est le numéro d'un segment, et &lt;i&gt;from_node&lt;/i&gt; et &lt;i&gt;to_node&lt;/i&gt; sont ses nœuds d'extrémité. Ces numéros sont les mêmes dans toutes les couches d'un jeu préparé. Les champs &lt;i&gt;trips&lt;/i&gt; et &lt;i&gt;images&lt;/i&gt; indiquent sur combien de trajets et de vues de rue repose une prédiction. Les valeurs vides sont inconnues.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Each prediction has a 90 % interval (&lt;i&gt;speed_kmh_low&lt;/i&gt; and &lt;i&gt;speed_kmh_high&lt;/i&gt;; a set of classes for &lt;i&gt;popularity&lt;/i&gt;; a bound for &lt;i&gt;aoi&lt;/i&gt;). It contains the label of about nine in ten roads. A label is the behaviour of a few observed vehicles, not of all traffic. Intervals are narrower for roads with many trips. A road whose set has three or more popularity classes is drawn with a dashed line. &lt;i&gt;basis&lt;/i&gt; shows what a prediction is based on, &lt;i&gt;caution&lt;/i&gt; why it may be less reliable. To read these values, turn on &lt;i&gt;View › Show Map Tips&lt;/i&gt; and point at a road.&lt;/p&gt;</source>
        <extracomment>resources/help/predictroads.html</extracomment>
        <translation>&lt;p&gt;Chaque prédiction a un intervalle à 90 % (&lt;i&gt;speed_kmh_low&lt;/i&gt; et &lt;i&gt;speed_kmh_high&lt;/i&gt; ; un ensemble de classes pour &lt;i&gt;popularity&lt;/i&gt; ; une borne pour &lt;i&gt;aoi&lt;/i&gt;). Il contient l'étiquette d'environ neuf routes sur dix. Une étiquette est le comportement de quelques véhicules observés, pas de tout le trafic. Les routes qui ont beaucoup de trajets ont des intervalles plus étroits. Une route dont l'ensemble a trois classes de fréquentation ou plus est dessinée en tirets. &lt;i&gt;basis&lt;/i&gt; indique sur quoi repose une prédiction, &lt;i&gt;caution&lt;/i&gt; pourquoi elle peut être moins fiable. Pour lire ces valeurs, activer &lt;i&gt;Vue › Afficher les infobulles&lt;/i&gt; et pointer une route.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Times of the week.&lt;/b&gt; Tick named times or type others, such as &lt;i&gt;Mon-Fri 07:00-09:00&lt;/i&gt;; separate several with |. They are local times of the study area. Each adds a style and the fields &lt;i&gt;speed_kmh_…&lt;/i&gt; (space-mean speed), its 90 % interval, the 15th, 50th and 85th percentile of the speeds of vehicles, the number of &lt;i&gt;passes&lt;/i&gt; of the road at these times, and &lt;i&gt;basis&lt;/i&gt;: &lt;i&gt;passes&lt;/i&gt;, &lt;i&gt;few passes&lt;/i&gt; (of fewer than five drivers, or none; their number is not written), or &lt;i&gt;prior&lt;/i&gt; (no pass of any road at these times). A model that is only pretrained has no tasks, but it can predict speeds at times of the week.&lt;/p&gt;</source>
        <extracomment>resources/help/predictroads.html</extracomment>
        <translation>&lt;p&gt;&lt;b&gt;Périodes de la semaine.&lt;/b&gt; Cocher des périodes nommées ou en saisir d'autres, par exemple &lt;i&gt;Mon-Fri 07:00-09:00&lt;/i&gt; ; s'il y en a plusieurs, les séparer par |. Elles sont en heure locale de la zone d'étude. Chacune ajoute un style et les champs &lt;i&gt;speed_kmh_…&lt;/i&gt; (moyenne spatiale de la vitesse), son intervalle à 90 %, les 15e, 50e et 85e centiles des vitesses des véhicules, le nombre de passages (&lt;i&gt;passes&lt;/i&gt;) sur la route dans cette période, et &lt;i&gt;basis&lt;/i&gt; : &lt;i&gt;passes&lt;/i&gt;, &lt;i&gt;few passes&lt;/i&gt; (de moins de cinq conducteurs, ou aucun ; leur nombre n'est pas écrit) ou &lt;i&gt;prior&lt;/i&gt; (aucun passage sur aucune route dans cette période). Un modèle seulement préentraîné n'a pas de tâches d'apprentissage, mais peut prédire des vitesses à des périodes de la semaine.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Each hour&lt;/b&gt; adds the speed at each hour of a weekday and of a weekend day. To play a day, choose the style &lt;i&gt;Traffic speed, hour of the temporal controller&lt;/i&gt;, open &lt;i&gt;View › Panels › Temporal Controller&lt;/i&gt;, switch on animated navigation, and press play. Saturdays and Sundays have the hours of a weekend day, all other dates those of a weekday. If the temporal controller is not in use, it is set to a Friday and a Saturday in steps of one hour.&lt;/p&gt;</source>
        <extracomment>resources/help/predictroads.html</extracomment>
        <translation>&lt;p&gt;&lt;b&gt;Chaque heure&lt;/b&gt; ajoute la vitesse à chaque heure d'un jour de semaine et d'un jour de week-end. Pour faire défiler une journée, choisir le style &lt;i&gt;Vitesse du trafic, heure du contrôleur temporel&lt;/i&gt;, ouvrir &lt;i&gt;Vue › Panneaux › Contrôleur temporel&lt;/i&gt;, activer la navigation temporelle animée et lancer la lecture. Les samedis et dimanches ont les heures d'un jour de week-end, toutes les autres dates celles d'un jour de semaine. Si le contrôleur temporel n'est pas utilisé, il est réglé sur un vendredi et un samedi par pas d'une heure.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The layer's metadata contain the model, the bundle, the worker and its device.&lt;/p&gt;</source>
        <extracomment>resources/help/predictroads.html</extracomment>
        <translation>&lt;p&gt;Les métadonnées de la couche contiennent le modèle, le jeu préparé, le worker et son appareil.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;i&gt;Join predictions to roads&lt;/i&gt; adds the predictions to your own layer as fields. &lt;i&gt;Print a map of predictions&lt;/i&gt; draws all tasks on one page.&lt;/p&gt;</source>
        <extracomment>resources/help/predictroads.html</extracomment>
        <translation>&lt;p&gt;&lt;i&gt;Joindre les prédictions aux routes&lt;/i&gt; ajoute les prédictions à une couche personnelle sous forme de champs. &lt;i&gt;Imprimer une carte des prédictions&lt;/i&gt; dessine toutes les tâches d'apprentissage sur une page.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Creates a &lt;b&gt;bundle&lt;/b&gt; of a study area: trips are matched to the roads, street views are assigned to the nearest road, and labels for the tasks are derived. Pretraining, fine-tuning and prediction all start from a bundle.&lt;/p&gt;</source>
        <extracomment>resources/help/prepare.html</extracomment>
        <translation>&lt;p&gt;Crée un &lt;b&gt;jeu préparé&lt;/b&gt; d'une zone d'étude : les trajets sont appariés aux routes, les vues de rue sont attribuées à la route la plus proche, et les étiquettes des tâches d'apprentissage sont dérivées. Préentraînement, ajustement et prédiction partent tous d'un jeu préparé.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The data inside the study area are uploaded to the worker. Files that it already has are not uploaded again, and steps whose inputs have not changed are not computed again. Trips are a layer from &lt;i&gt;Load trips&lt;/i&gt;, or files. Street views come from &lt;i&gt;Load street view&lt;/i&gt; or &lt;i&gt;Download Mapillary street views&lt;/i&gt;. Roads and places can be any layer, for example from &lt;i&gt;Load OpenStreetMap extract&lt;/i&gt;.&lt;/p&gt;</source>
        <extracomment>resources/help/prepare.html</extracomment>
        <translation>&lt;p&gt;Les données de la zone d'étude sont envoyées au worker. Les fichiers qu'il a déjà ne sont pas envoyés à nouveau, et les étapes dont les entrées n'ont pas changé ne sont pas recalculées. Les trajets sont une couche de &lt;i&gt;Charger des trajets&lt;/i&gt;, ou des fichiers. Les vues de rue viennent de &lt;i&gt;Charger des vues de rue&lt;/i&gt; ou de &lt;i&gt;Télécharger des vues de rue Mapillary&lt;/i&gt;. Les routes et les lieux peuvent être une couche quelconque, par exemple de &lt;i&gt;Charger un extrait OpenStreetMap&lt;/i&gt;.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Labels are derived from the trips of some drivers; the model sees only the trips of the others. Alternatively, choose a line layer with your own labels under &lt;i&gt;Advanced&lt;/i&gt;.&lt;/p&gt;</source>
        <extracomment>resources/help/prepare.html</extracomment>
        <translation>&lt;p&gt;Les étiquettes sont dérivées des trajets de certains conducteurs ; le modèle ne voit que les trajets des autres. Ou bien choisir une couche de lignes avec des étiquettes personnelles dans les &lt;i&gt;Paramètres avancés&lt;/i&gt;.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Places are points or areas with a field &lt;i&gt;category&lt;/i&gt;, or with OpenStreetMap tags as fields (&lt;i&gt;amenity, shop, tourism&lt;/i&gt;, …). The area-of-interest function needs them.&lt;/p&gt;</source>
        <extracomment>resources/help/prepare.html</extracomment>
        <translation>&lt;p&gt;Les lieux sont des points ou des surfaces avec un champ &lt;i&gt;category&lt;/i&gt;, ou avec des tags OpenStreetMap en champs (&lt;i&gt;amenity, shop, tourism&lt;/i&gt;, …). La fonction des alentours en a besoin.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The next algorithms need the &lt;b&gt;Bundle ID&lt;/b&gt;. &lt;i&gt;Quality report of a bundle&lt;/i&gt; shows what the bundle contains.&lt;/p&gt;</source>
        <extracomment>resources/help/prepare.html</extracomment>
        <translation>&lt;p&gt;Les algorithmes suivants demandent l'&lt;b&gt;identifiant du jeu préparé&lt;/b&gt;. &lt;i&gt;Rapport de qualité d'un jeu préparé&lt;/i&gt; montre ce que contient le jeu préparé.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;To predict from new data with an existing model, choose the model under &lt;i&gt;Advanced&lt;/i&gt; instead of a study area: the bundle then uses exactly the model's extent. With neither, the study area is the area that both roads and trips cover.&lt;/p&gt;</source>
        <extracomment>resources/help/prepare.html</extracomment>
        <translation>&lt;p&gt;Pour prédire à partir de nouvelles données avec un modèle existant, choisir le modèle dans les &lt;i&gt;Paramètres avancés&lt;/i&gt; au lieu d'une zone d'étude : le jeu préparé utilise alors exactement l'emprise du modèle. Sans l'un ni l'autre, la zone d'étude est la zone que couvrent à la fois les routes et les trajets.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Trains the three encoders of TrajGANR on a bundle, so that the embeddings of a trip at a location, of the street view there, and of the location itself become similar. It needs no labels.&lt;/p&gt;</source>
        <extracomment>resources/help/pretrain.html</extracomment>
        <translation>&lt;p&gt;Entraîne les trois encodeurs de TrajGANR sur un jeu préparé, pour que les plongements d'un trajet en un lieu, de la vue de rue de ce lieu et du lieu lui-même deviennent semblables. Aucune étiquette n'est nécessaire.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Speeds, travel times and expected passes need no training: the &lt;i&gt;shipped model&lt;/i&gt; predicts them in &lt;i&gt;Predict roads&lt;/i&gt;. Train a model for labels of your own, for what street views show, or out of curiosity. The log of &lt;i&gt;Fine-tune model&lt;/i&gt; says what this gains over the shipped model.&lt;/p&gt;</source>
        <extracomment>resources/help/pretrain.html</extracomment>
        <translation>&lt;p&gt;Les vitesses, les temps de parcours et les passages attendus n'ont pas besoin d'entraînement : le &lt;i&gt;modèle fourni&lt;/i&gt; les prédit dans &lt;i&gt;Prédire les routes&lt;/i&gt;. Un modèle à soi sert pour ses propres étiquettes, pour ce que montrent les vues de rue, ou par curiosité. Le journal de &lt;i&gt;Ajuster le modèle&lt;/i&gt; dit ce que cela gagne par rapport au modèle fourni.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Preset&lt;/b&gt;: &lt;i&gt;best&lt;/i&gt; describes trips by their motion relative to the query location and also learns to predict the motion at masked fixes, and how fast roads are driven at times of the week. &lt;i&gt;paper&lt;/i&gt; follows the published method; the page &lt;i&gt;Method&lt;/i&gt; of the guide lists the deviations. Options under &lt;i&gt;Advanced&lt;/i&gt; that you leave empty have the preset's values.&lt;/p&gt;</source>
        <extracomment>resources/help/pretrain.html</extracomment>
        <translation>&lt;p&gt;&lt;b&gt;Préréglage&lt;/b&gt; : &lt;i&gt;best&lt;/i&gt; décrit les trajets par leur mouvement relatif au lieu interrogé et apprend aussi à prédire le mouvement aux points GPS masqués, et à quelle vitesse on circule sur les routes à des périodes de la semaine. &lt;i&gt;paper&lt;/i&gt; suit la méthode publiée ; la page &lt;i&gt;Method&lt;/i&gt; du guide liste les écarts. Les options des &lt;i&gt;Paramètres avancés&lt;/i&gt; laissées vides ont les valeurs du préréglage.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Street views are optional; without them, trips and locations are aligned. Those of held-out roads are not used, so that the later evaluation on these roads is unbiased.&lt;/p&gt;</source>
        <extracomment>resources/help/pretrain.html</extracomment>
        <translation>&lt;p&gt;Les vues de rue sont facultatives ; sans elles, les trajets et les lieux sont alignés. Celles des routes mises de côté ne sont pas utilisées, pour que l'évaluation ultérieure sur ces routes ne soit pas biaisée.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Bundles of further study areas&lt;/b&gt;: trains one model on several cities. You can fine-tune it in any of them or in a new city.&lt;/p&gt;</source>
        <extracomment>resources/help/pretrain.html</extracomment>
        <translation>&lt;p&gt;&lt;b&gt;Jeux préparés d'autres zones d'étude&lt;/b&gt; : entraîne un modèle sur plusieurs villes. Il peut être ajusté dans chacune d'elles ou dans une nouvelle ville.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Epochs&lt;/b&gt; and &lt;b&gt;Time budget&lt;/b&gt; set the length of the training; it ends with the first of them. If both are empty, a GPU trains 100 epochs, and a processor at most 30 minutes. The result of a training with a budget depends on the speed of the machine. The log and the model's details state the number of steps, and by how much the loss on held-out trips still fell at the end: if it fell, a longer training may help.&lt;/p&gt;</source>
        <extracomment>resources/help/pretrain.html</extracomment>
        <translation>&lt;p&gt;&lt;b&gt;Époques&lt;/b&gt; et &lt;b&gt;Budget de temps&lt;/b&gt; fixent la longueur de l'entraînement ; il se termine dès que l'un des deux est atteint. Si les deux sont vides, un GPU entraîne 100 époques, et un processeur au plus 30 minutes. Le résultat d'un entraînement avec budget dépend de la vitesse de la machine. Le journal et les détails du modèle indiquent le nombre de pas, et de combien la perte sur les trajets mis de côté baissait encore à la fin : si elle baissait, un entraînement plus long peut aider.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;A smaller width and fewer layers take less time. On the command line, &lt;i&gt;trajganr pretrain … --dry-run&lt;/i&gt; estimates time and memory.&lt;/p&gt;</source>
        <extracomment>resources/help/pretrain.html</extracomment>
        <translation>&lt;p&gt;Une largeur plus petite et moins de couches demandent moins de temps. En ligne de commande, &lt;i&gt;trajganr pretrain … --dry-run&lt;/i&gt; estime le temps et la mémoire.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;i&gt;Fine-tune model&lt;/i&gt; needs the &lt;b&gt;Model ID&lt;/b&gt;.&lt;/p&gt;</source>
        <extracomment>resources/help/pretrain.html</extracomment>
        <translation>&lt;p&gt;&lt;i&gt;Ajuster le modèle&lt;/i&gt; demande l'&lt;b&gt;identifiant du modèle&lt;/b&gt;.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;For trackers that report every one to ten minutes: finds the likeliest way between each two fixes, and when the vehicle was where on it. &lt;i&gt;Recovered positions&lt;/i&gt; has the fixes, each at its place on the road, and a position every so many seconds between them. &lt;i&gt;Recovered ways&lt;/i&gt; has the way between each two distant fixes, a line for each stretch of one probability. &lt;i&gt;Recovered paths&lt;/i&gt; (optional) has one line per trip. Lines have times as M values, and QGIS' temporal controller plays the layers.&lt;/p&gt;</source>
        <extracomment>resources/help/recovertrips.html</extracomment>
        <translation>&lt;p&gt;Pour des traceurs qui émettent toutes les une à dix minutes : trouve le chemin le plus probable entre deux points GPS, et quand le véhicule y était où. &lt;i&gt;Positions reconstituées&lt;/i&gt; contient les points GPS, chacun à sa place sur la route, et entre eux une position à intervalles réguliers. &lt;i&gt;Chemins reconstitués&lt;/i&gt; contient le chemin entre deux points GPS éloignés, une ligne par tronçon de même probabilité. &lt;i&gt;Trajets reconstitués&lt;/i&gt; (facultatif) a une ligne par trajet. Les lignes ont les heures comme valeurs M, et le contrôleur temporel de QGIS anime les couches.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;How trips turn and how fast they drive is learned from the trips themselves, dense and sparse ones alike, on top of what is shipped. Nothing has to be trained. Every way has a &lt;i&gt;probability&lt;/i&gt; between 0 and 1: in Porto, about four in five of the ways said to be 80 % likely were driven. Less certain ways are lighter and broken on the map. A time between two fixes has an interval that holds nine times in ten (&lt;i&gt;time_low&lt;/i&gt; to &lt;i&gt;time_high&lt;/i&gt;).&lt;/p&gt;</source>
        <extracomment>resources/help/recovertrips.html</extracomment>
        <translation>&lt;p&gt;Comment les trajets tournent et à quelle vitesse ils roulent est appris des trajets eux-mêmes, denses ou épars, à partir de ce qui est fourni. Rien n'est à entraîner. Chaque chemin a une &lt;i&gt;probabilité&lt;/i&gt; entre 0 et 1 : à Porto, parmi les chemins annoncés probables à 80 %, environ quatre sur cinq ont été parcourus. Les chemins moins sûrs sont plus clairs et tiretés sur la carte. Une heure entre deux points GPS a un intervalle qui est juste neuf fois sur dix (&lt;i&gt;time_low&lt;/i&gt; à &lt;i&gt;time_high&lt;/i&gt;).&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;i&gt;Ways between distant fixes&lt;/i&gt; says which gaps are recovered: by default those of 45 s and more. Where no way fits the roads, the trip keeps its shortest path, and the log says how often.&lt;/p&gt;</source>
        <extracomment>resources/help/recovertrips.html</extracomment>
        <translation>&lt;p&gt;&lt;i&gt;Chemins entre points GPS éloignés&lt;/i&gt; dit quelles lacunes sont reconstituées : par défaut celles de 45 s et plus. Là où aucun chemin ne convient aux routes, le trajet garde son plus court chemin, et le journal dit combien de fois.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Trips may be a layer, or a file of any format of &lt;i&gt;Load trips&lt;/i&gt;; roads a line layer, or an OpenStreetMap extract. The gaps at which trips are cut follow each vehicle's usual interval; set &lt;i&gt;Maximum gap&lt;/i&gt; and, for records without trip IDs, &lt;i&gt;Gap that begins a new trip&lt;/i&gt; to change that.&lt;/p&gt;</source>
        <extracomment>resources/help/recovertrips.html</extracomment>
        <translation>&lt;p&gt;Les trajets sont une couche ou un fichier d'un format de &lt;i&gt;Charger des trajets&lt;/i&gt;, les routes une couche de lignes ou un extrait d'OpenStreetMap. Les lacunes auxquelles les trajets sont coupés suivent l'intervalle habituel de chaque véhicule ; &lt;i&gt;Lacune maximale&lt;/i&gt; et, pour des enregistrements sans identifiants de trajets, &lt;i&gt;Lacune qui commence un nouveau trajet&lt;/i&gt; changent cela.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Writes the speeds that a model predicts for each direction of each road, at times of the week, in formats that routing programs read. The model must have learned times of the week; it needs no tasks.&lt;/p&gt;</source>
        <extracomment>resources/help/routingexport.html</extracomment>
        <translation>&lt;p&gt;Écrit les vitesses qu’un modèle prédit pour chaque sens de chaque route, à des moments de la semaine, dans des formats que lisent les calculateurs d’itinéraires. Le modèle doit avoir appris des moments de la semaine ; il n’a pas besoin de tâches.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;speeds.csv&lt;/b&gt;, &lt;b&gt;speeds.parquet&lt;/b&gt;: one row for each directed segment with its nodes, way, length, speed and travel time; the second one is GeoParquet with the lines&lt;/li&gt;</source>
        <extracomment>resources/help/routingexport.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;speeds.csv&lt;/b&gt;, &lt;b&gt;speeds.parquet&lt;/b&gt; : une ligne pour chaque segment orienté, avec ses nœuds, son chemin, sa longueur, sa vitesse et son temps de parcours ; le second est en GeoParquet, avec les géométries&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;osrm&lt;/b&gt;, if you choose an extract: a file of segment speeds for each time of the week&lt;/li&gt;</source>
        <extracomment>resources/help/routingexport.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;osrm&lt;/b&gt;, si un extrait est choisi : un fichier de vitesses de segments pour chaque moment de la semaine&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;valhalla&lt;/b&gt;, if you choose tiles: speeds at each hour of the week for each edge of the tiles, as &lt;i&gt;valhalla_add_predicted_traffic&lt;/i&gt; reads them; the chosen times do not matter here&lt;/li&gt;</source>
        <extracomment>resources/help/routingexport.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;valhalla&lt;/b&gt;, si des tuiles sont choisies : vitesses à chaque heure de la semaine pour chaque arête des tuiles, telles que &lt;i&gt;valhalla_add_predicted_traffic&lt;/i&gt; les lit ; les moments choisis n’importent pas ici&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The extract and the tiles must be of the same map as the roads of the bundle, whose ways have to be known. Roads that the bundle does not have keep the speeds of the routing program; the log says how many there are.&lt;/p&gt;</source>
        <extracomment>resources/help/routingexport.html</extracomment>
        <translation>&lt;p&gt;L’extrait et les tuiles doivent provenir de la même carte que les routes du jeu préparé, dont les chemins doivent être connus. Les routes que le jeu préparé n’a pas gardent les vitesses du calculateur d’itinéraires ; le journal indique leur nombre.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Counts the trips of a bundle through chosen roads, or through some roads and later through others: on which other roads they drive, where they begin and end, and at which hours. No model is needed.&lt;/p&gt;</source>
        <extracomment>resources/help/selectlink.html</extracomment>
        <translation>&lt;p&gt;Compte les trajets d'un jeu préparé par des routes choisies, ou par certaines routes puis par d'autres : sur quelles autres routes ils passent, où ils commencent et finissent, et à quelles heures. Aucun modèle n'est nécessaire.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Choose roads by selecting features in a layer of this bundle's roads, such as &lt;i&gt;Observed traffic&lt;/i&gt; or &lt;i&gt;Derive labels&lt;/i&gt;, and tick &lt;i&gt;Selected features only&lt;/i&gt;. Each direction of a road is a feature of its own, and the field &lt;i&gt;edge&lt;/i&gt; names it. A trip is counted once, at the time at which it first drives onto the chosen roads.&lt;/p&gt;</source>
        <extracomment>resources/help/selectlink.html</extracomment>
        <translation>&lt;p&gt;Choisir des routes en sélectionnant des entités dans une couche des routes de ce jeu préparé, par exemple &lt;i&gt;Trafic observé&lt;/i&gt; ou &lt;i&gt;Dériver les étiquettes&lt;/i&gt;, et cocher &lt;i&gt;Entité(s) sélectionnée(s) uniquement&lt;/i&gt;. Chaque sens d'une route est une entité à part, désignée par le champ &lt;i&gt;edge&lt;/i&gt;. Un trajet est compté une fois, à l'heure où il entre pour la première fois sur les routes choisies.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;Trips through the chosen roads&lt;/b&gt;: the number and share of these trips on each direction of each road&lt;/li&gt;</source>
        <extracomment>resources/help/selectlink.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;Trajets par les routes choisies&lt;/b&gt; : le nombre et la part de ces trajets dans chaque sens de chaque route&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;Origins and destinations&lt;/b&gt;: square cells with the numbers of trips that begin and end there&lt;/li&gt;</source>
        <extracomment>resources/help/selectlink.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;Origines et destinations&lt;/b&gt; : des cellules carrées avec les nombres de trajets qui y commencent et y finissent&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;Hours of the trips&lt;/b&gt;: a table of the hours of weekdays and weekends, over the whole week&lt;/li&gt;</source>
        <extracomment>resources/help/selectlink.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;Heures des trajets&lt;/b&gt; : un tableau des heures des jours de semaine et des week-ends, sur toute la semaine&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Each time of the week has a style of its own, which you choose with &lt;i&gt;Styles&lt;/i&gt; in the layer's context menu; origins and destinations have one each.&lt;/p&gt;</source>
        <extracomment>resources/help/selectlink.html</extracomment>
        <translation>&lt;p&gt;Chaque période de la semaine a son propre style, à choisir sous &lt;i&gt;Styles&lt;/i&gt; dans le menu contextuel de la couche ; origines et destinations en ont un chacune.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Nothing that trips of fewer drivers than the minimum did is written, and nothing from which it would follow by subtraction from the other rows or the total; the log says how many rows that are. Ask for times of the week that do not overlap to see more.&lt;/p&gt;</source>
        <extracomment>resources/help/selectlink.html</extracomment>
        <translation>&lt;p&gt;Ce qui vient de trajets de moins de conducteurs que le minimum n'est pas écrit, ni rien dont cela découlerait par soustraction des autres lignes ou du total ; le journal dit combien de lignes cela fait. Demandez des périodes de la semaine qui ne se chevauchent pas pour en voir plus.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Compares the embedding of every road with that of the road at a place. The embeddings describe street views, location and trips.&lt;/p&gt;</source>
        <extracomment>resources/help/similarroads.html</extracomment>
        <translation>&lt;p&gt;Compare le plongement de chaque route avec celui de la route d'un lieu. Les plongements décrivent les vues de rue, le lieu et les trajets.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;i&gt;similarity&lt;/i&gt; is a cosine between -1 and 1; 1 means equal. It is empty for roads without data. &lt;i&gt;edge&lt;/i&gt; is the number of the segment in the bundle, as in predictions and other layers of the bundle; &lt;i&gt;source_fid&lt;/i&gt; is the id of the original feature, and &lt;i&gt;osm_id&lt;/i&gt; its OpenStreetMap way.&lt;/p&gt;</source>
        <extracomment>resources/help/similarroads.html</extracomment>
        <translation>&lt;p&gt;&lt;i&gt;similarity&lt;/i&gt; est un cosinus entre -1 et 1 ; 1 signifie égal. Le champ est vide pour les routes sans données. &lt;i&gt;edge&lt;/i&gt; est le numéro du segment dans le jeu préparé, comme dans les prédictions et les autres couches du jeu préparé ; &lt;i&gt;source_fid&lt;/i&gt; est l'identifiant de l'entité d'origine, et &lt;i&gt;osm_id&lt;/i&gt; son chemin OpenStreetMap.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The worker keeps the model in memory: the first request takes some seconds, later ones are faster. It also works while the worker trains another model.&lt;/p&gt;</source>
        <extracomment>resources/help/similarroads.html</extracomment>
        <translation>&lt;p&gt;Le worker garde le modèle en mémoire : la première requête prend quelques secondes, les suivantes sont plus rapides. Cela fonctionne aussi pendant que le worker entraîne un autre modèle.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Finds the fastest routes between points at a time of the week, with the speeds that a model predicts for each direction of each road. The model must have learned times of the week; it needs no tasks.&lt;/p&gt;</source>
        <extracomment>resources/help/traveltimes.html</extracomment>
        <translation>&lt;p&gt;Cherche les itinéraires les plus rapides entre des points à une période de la semaine, avec les vitesses qu'un modèle prédit pour chaque sens de chaque route. Le modèle doit avoir appris des périodes de la semaine ; il n'a besoin d'aucune tâche d'apprentissage.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;A route begins and ends at the nearest point of the nearest road. The way from a point to its road takes no time. Forbidden turns of the bundle are not made.&lt;/p&gt;</source>
        <extracomment>resources/help/traveltimes.html</extracomment>
        <translation>&lt;p&gt;Un itinéraire commence et finit au point le plus proche de la route la plus proche. Le chemin d'un point à sa route ne prend pas de temps. Les manœuvres interdites du jeu préparé ne sont pas effectuées.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;minutes&lt;/b&gt;: mean travel time; empty if there is no route&lt;/li&gt;</source>
        <extracomment>resources/help/traveltimes.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;minutes&lt;/b&gt; : temps de parcours moyen ; vide s'il n'y a pas d'itinéraire&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;minutes_low&lt;/b&gt;, &lt;b&gt;minutes_high&lt;/b&gt;: sums of the ends of the 90 % intervals of the segments along the route; they assume that all segments are faster or slower than predicted together&lt;/li&gt;</source>
        <extracomment>resources/help/traveltimes.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;minutes_low&lt;/b&gt;, &lt;b&gt;minutes_high&lt;/b&gt; : sommes des bornes des intervalles à 90 % des segments le long de l'itinéraire ; elles supposent que tous les segments sont ensemble plus rapides ou plus lents que prédit&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;drive_minutes_median&lt;/b&gt;: half of the single drives are shorter; nearer to most drives than the mean&lt;/li&gt;</source>
        <extracomment>resources/help/traveltimes.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;drive_minutes_median&lt;/b&gt; : la moitié des trajets sont plus courts ; plus proche de la plupart des trajets que la moyenne&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;drive_minutes_low&lt;/b&gt;, &lt;b&gt;drive_minutes_high&lt;/b&gt;: about nine of ten single drives take between these&lt;/li&gt;</source>
        <extracomment>resources/help/traveltimes.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;drive_minutes_low&lt;/b&gt;, &lt;b&gt;drive_minutes_high&lt;/b&gt; : environ neuf trajets sur dix durent entre ces valeurs&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Reached roads&lt;/b&gt; (optional) are the parts of roads that are reached from each origin within the given minutes, such as 5, 10, 15. &lt;b&gt;within_min&lt;/b&gt; is the smallest of these numbers that is enough; &lt;b&gt;begin_min&lt;/b&gt; and &lt;b&gt;end_min&lt;/b&gt; are the travel times to both ends of a part.&lt;/p&gt;</source>
        <extracomment>resources/help/traveltimes.html</extracomment>
        <translation>&lt;p&gt;Les &lt;b&gt;routes atteintes&lt;/b&gt; (facultatif) sont les parties de routes atteintes depuis chaque origine dans les minutes indiquées, par exemple 5, 10, 15. &lt;b&gt;within_min&lt;/b&gt; est le plus petit de ces nombres qui suffit ; &lt;b&gt;begin_min&lt;/b&gt; et &lt;b&gt;end_min&lt;/b&gt; sont les temps de parcours jusqu'aux deux extrémités d'une partie.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Isochrones&lt;/b&gt; (optional) are polygons of the places near reached roads, up to the given distance in a straight line. They are cut where the time is used up, and go on for that distance. &lt;b&gt;from_min&lt;/b&gt; and &lt;b&gt;within_min&lt;/b&gt;: near roads that are reached within the second number of minutes, and not within the first; &lt;b&gt;area_km2&lt;/b&gt;: size.&lt;/p&gt;</source>
        <extracomment>resources/help/traveltimes.html</extracomment>
        <translation>&lt;p&gt;&lt;b&gt;Isochrones&lt;/b&gt; (facultatif) : polygones des lieux proches des routes atteintes, jusqu’à la distance indiquée en ligne droite. Ils sont coupés là où le temps est écoulé et s’étendent de cette distance au-delà. &lt;b&gt;from_min&lt;/b&gt; et &lt;b&gt;within_min&lt;/b&gt; : proches de routes atteintes dans le second nombre de minutes, mais pas dans le premier ; &lt;b&gt;area_km2&lt;/b&gt; : superficie.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Predicts again with an existing model from new trips, for example of another month, other weather or another fleet. Nothing is trained.&lt;/p&gt;</source>
        <extracomment>resources/help/updatepredictionswithnewtrips.html</extracomment>
        <translation>&lt;p&gt;Prédit à nouveau avec un modèle existant à partir de nouveaux trajets, par exemple d'un autre mois, par un autre temps ou d'une autre flotte. Rien n'est entraîné.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The new bundle uses exactly the model's extent. The model sees all new trips; none are used as labels.&lt;/p&gt;</source>
        <extracomment>resources/help/updatepredictionswithnewtrips.html</extracomment>
        <translation>&lt;p&gt;Le nouveau jeu préparé utilise exactement l'emprise du modèle. Le modèle voit tous les nouveaux trajets ; aucun ne sert d'étiquette.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Street views are those that you choose here; choose the old ones again to keep them.&lt;/p&gt;</source>
        <extracomment>resources/help/updatepredictionswithnewtrips.html</extracomment>
        <translation>&lt;p&gt;Les vues de rue sont celles choisies ici ; choisir à nouveau les anciennes pour les garder.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Creates a page with a map of &lt;i&gt;Predict roads&lt;/i&gt; or &lt;i&gt;Observed traffic&lt;/i&gt; as one HTML file, which needs no network: send it, or put it on a web server. Readers choose a task and a time of the week, see each direction's value with its 90&amp;nbsp;% interval and what it rests on, find streets by name, and pass on the address of what they see. Where values are only estimates from other times or from the place, the page says so. It works on phones and by keyboard, in English, German and French.&lt;/p&gt;</source>
        <extracomment>resources/help/webpage.html</extracomment>
        <translation>&lt;p&gt;Crée une page avec une carte de &lt;i&gt;Prédire les routes&lt;/i&gt; ou de &lt;i&gt;Trafic observé&lt;/i&gt; en un seul fichier HTML, qui n’a pas besoin de réseau : l’envoyer ou le mettre sur un serveur web. Les lecteurs choisissent une tâche et une période de la semaine, voient la valeur de chaque sens avec son intervalle à 90&amp;nbsp;% et ce sur quoi elle repose, trouvent les rues par leur nom et transmettent l’adresse de ce qu’ils voient. Là où les valeurs ne sont que des estimations d’après d’autres périodes ou d’après le lieu, la page le dit. Elle fonctionne sur téléphone et au clavier, en anglais, en allemand et en français.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The page contains all values of the layer's roads that it shows. Share it only if their licence and the privacy of the trips allow this.&lt;/p&gt;</source>
        <extracomment>resources/help/webpage.html</extracomment>
        <translation>&lt;p&gt;La page contient toutes les valeurs des routes de la couche qu’elle montre. Ne la partager que si leur licence et la confidentialité des trajets le permettent.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Shows the version, device, home folder and queue of the running worker. It does not start a worker: if none answers, the algorithm fails and says what to do.&lt;/p&gt;</source>
        <extracomment>resources/help/workerstatus.html</extracomment>
        <translation>&lt;p&gt;Affiche la version, l'appareil, le dossier et la file du worker en cours d'exécution. Aucun worker n'est démarré : si aucun ne répond, l'algorithme échoue et indique que faire.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The environment variables &lt;i&gt;TRAJGANR_HOME&lt;/i&gt; and &lt;i&gt;TRAJGANR_ADDRESS&lt;/i&gt; select another worker.&lt;/p&gt;</source>
        <extracomment>resources/help/workerstatus.html</extracomment>
        <translation>&lt;p&gt;Les variables d'environnement &lt;i&gt;TRAJGANR_HOME&lt;/i&gt; et &lt;i&gt;TRAJGANR_ADDRESS&lt;/i&gt; sélectionnent un autre worker.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>PDF</source>
        <extracomment>resources/help/pictures/areareport.svg</extracomment>
        <translation>PDF</translation>
    </message>
    <message>
        <source>report</source>
        <extracomment>resources/help/pictures/areareport.svg</extracomment>
        <translation>rapport</translation>
    </message>
    <message>
        <source>bundles</source>
        <extracomment>resources/help/pictures/batchexport.svg</extracomment>
        <translation>jeux préparés</translation>
    </message>
    <message>
        <source>models</source>
        <extracomment>resources/help/pictures/batchexport.svg</extracomment>
        <translation>modèles</translation>
    </message>
    <message>
        <source>gpkg csv fgb</source>
        <extracomment>resources/help/pictures/batchexport.svg</extracomment>
        <translation>gpkg csv fgb</translation>
    </message>
    <message>
        <source>HTML</source>
        <extracomment>resources/help/pictures/bundlereport.svg</extracomment>
        <translation>HTML</translation>
    </message>
    <message>
        <source>before</source>
        <extracomment>resources/help/pictures/changes.svg</extracomment>
        <translation>avant</translation>
    </message>
    <message>
        <source>after</source>
        <extracomment>resources/help/pictures/changes.svg</extracomment>
        <translation>après</translation>
    </message>
    <message>
        <source>changes</source>
        <extracomment>resources/help/pictures/changes.svg</extracomment>
        <translation>changements</translation>
    </message>
    <message>
        <source>Overpass</source>
        <extracomment>resources/help/pictures/downloadosm.svg</extracomment>
        <translation>Overpass</translation>
    </message>
    <message>
        <source>roads, points</source>
        <extracomment>resources/help/pictures/embedlocations.svg</extracomment>
        <translation>routes, points</translation>
    </message>
    <message>
        <source>vectors</source>
        <extracomment>resources/help/pictures/embedlocations.svg</extracomment>
        <translation>vecteurs</translation>
    </message>
    <message>
        <source>residuals</source>
        <extracomment>resources/help/pictures/evaluate.svg</extracomment>
        <translation>résidus</translation>
    </message>
    <message>
        <source>tasks</source>
        <extracomment>resources/help/pictures/finetune.svg</extracomment>
        <translation>tâches</translation>
    </message>
    <message>
        <source>your roads</source>
        <extracomment>resources/help/pictures/joinpredictions.svg</extracomment>
        <translation>vos routes</translation>
    </message>
    <message>
        <source>predicted</source>
        <extracomment>resources/help/pictures/joinpredictions.svg</extracomment>
        <translation>prédit</translation>
    </message>
    <message>
        <source>both</source>
        <extracomment>resources/help/pictures/joinpredictions.svg</extracomment>
        <translation>les deux</translation>
    </message>
    <message>
        <source>times</source>
        <extracomment>resources/help/pictures/junctions.svg</extracomment>
        <translation>heures</translation>
    </message>
    <message>
        <source>B</source>
        <extracomment>resources/help/pictures/junctions.svg</extracomment>
        <translation>B</translation>
    </message>
    <message>
        <source>junctions</source>
        <extracomment>resources/help/pictures/junctions.svg</extracomment>
        <translation>carrefours</translation>
    </message>
    <message>
        <source>OSM</source>
        <extracomment>resources/help/pictures/loadosm.svg</extracomment>
        <translation>OSM</translation>
    </message>
    <message>
        <source>extract</source>
        <extracomment>resources/help/pictures/loadosm.svg</extracomment>
        <translation>extrait</translation>
    </message>
    <message>
        <source>photos</source>
        <extracomment>resources/help/pictures/loadstreetview.svg</extracomment>
        <translation>photos</translation>
    </message>
    <message>
        <source>CSV …</source>
        <extracomment>resources/help/pictures/loadtrips.svg</extracomment>
        <translation>CSV …</translation>
    </message>
    <message>
        <source>or fixes</source>
        <extracomment>resources/help/pictures/loadtrips.svg</extracomment>
        <translation>ou points</translation>
    </message>
    <message>
        <source>how many</source>
        <extracomment>resources/help/pictures/mapillarycoverage.svg</extracomment>
        <translation>combien</translation>
    </message>
    <message>
        <source>paths</source>
        <extracomment>resources/help/pictures/matchtrips.svg</extracomment>
        <translation>chemins</translation>
    </message>
    <message>
        <source>from, to</source>
        <extracomment>resources/help/pictures/odmatrix.svg</extracomment>
        <translation>de, vers</translation>
    </message>
    <message>
        <source>roads, …</source>
        <extracomment>resources/help/pictures/prepare.svg</extracomment>
        <translation>routes, …</translation>
    </message>
    <message>
        <source>few fixes</source>
        <extracomment>resources/help/pictures/recovertrips.svg</extracomment>
        <translation>peu de points</translation>
    </message>
    <message>
        <source>whole trips</source>
        <extracomment>resources/help/pictures/recovertrips.svg</extracomment>
        <translation>trajets entiers</translation>
    </message>
    <message>
        <source>speeds</source>
        <extracomment>resources/help/pictures/routingexport.svg</extracomment>
        <translation>vitesses</translation>
    </message>
    <message>
        <source>a road</source>
        <extracomment>resources/help/pictures/selectlink.svg</extracomment>
        <translation>une route</translation>
    </message>
    <message>
        <source>their trips</source>
        <extracomment>resources/help/pictures/selectlink.svg</extracomment>
        <translation>leurs trajets</translation>
    </message>
    <message>
        <source>how alike</source>
        <extracomment>resources/help/pictures/similarroads.svg</extracomment>
        <translation>similitude</translation>
    </message>
    <message>
        <source>points</source>
        <extracomment>resources/help/pictures/traveltimes.svg</extracomment>
        <translation>points</translation>
    </message>
    <message>
        <source>minutes</source>
        <extracomment>resources/help/pictures/traveltimes.svg</extracomment>
        <translation>minutes</translation>
    </message>
    <message>
        <source>new trips</source>
        <extracomment>resources/help/pictures/updatepredictionswithnewtrips.svg</extracomment>
        <translation>nouv. trajets</translation>
    </message>
    <message>
        <source>page</source>
        <extracomment>resources/help/pictures/webpage.svg</extracomment>
        <translation>page</translation>
    </message>
    <message>
        <source>status</source>
        <extracomment>resources/help/pictures/workerstatus.svg</extracomment>
        <translation>état</translation>
    </message>
    <message>
        <source>outputs, log</source>
        <extracomment>resources/help/pictures/workerstatus.svg</extracomment>
        <translation>sorties, log</translation>
    </message>
    <message>
        <source>road, with charts when zoomed in</source>
        <extracomment>resources/styles/aoi_mix.qml</extracomment>
        <translation>route, avec des diagrammes en vue rapprochée</translation>
    </message>
    <message>
        <source>too high by more than 0.5 of the leading share</source>
        <extracomment>resources/styles/aoi_residual.qml</extracomment>
        <translation>trop élevé de plus de 0,5 de la part principale</translation>
    </message>
    <message>
        <source>too high by 0.25 – 0.5</source>
        <extracomment>resources/styles/aoi_residual.qml</extracomment>
        <translation>trop élevé de 0,25 à 0,5</translation>
    </message>
    <message>
        <source>too high by 0.1 – 0.25</source>
        <extracomment>resources/styles/aoi_residual.qml</extracomment>
        <translation>trop élevé de 0,1 à 0,25</translation>
    </message>
    <message>
        <source>within ± 0.1 of the leading share</source>
        <extracomment>resources/styles/aoi_residual.qml</extracomment>
        <translation>à ± 0,1 de la part principale</translation>
    </message>
    <message>
        <source>too low by 0.1 – 0.25</source>
        <extracomment>resources/styles/aoi_residual.qml</extracomment>
        <translation>trop bas de 0,1 à 0,25</translation>
    </message>
    <message>
        <source>too low by 0.25 – 0.5</source>
        <extracomment>resources/styles/aoi_residual.qml</extracomment>
        <translation>trop bas de 0,25 à 0,5</translation>
    </message>
    <message>
        <source>too low by more than 0.5 of the leading share</source>
        <extracomment>resources/styles/aoi_residual.qml</extracomment>
        <translation>trop bas de plus de 0,5 de la part principale</translation>
    </message>
    <message>
        <source>not measured</source>
        <extracomment>resources/styles/aoi_residual.qml</extracomment>
        <translation>non mesuré</translation>
    </message>
    <message>
        <source>2 per vehicle-km and more</source>
        <extracomment>resources/styles/braking.qml</extracomment>
        <translation>2 par véhicule-km et plus</translation>
    </message>
    <message>
        <source>1 – 2 per vehicle-km</source>
        <extracomment>resources/styles/braking.qml</extracomment>
        <translation>1 – 2 par véhicule-km</translation>
    </message>
    <message>
        <source>0.5 – 1 per vehicle-km</source>
        <extracomment>resources/styles/braking.qml</extracomment>
        <translation>0,5 – 1 par véhicule-km</translation>
    </message>
    <message>
        <source>0.25 – 0.5 per vehicle-km</source>
        <extracomment>resources/styles/braking.qml</extracomment>
        <translation>0,25 – 0,5 par véhicule-km</translation>
    </message>
    <message>
        <source>0.1 – 0.25 per vehicle-km</source>
        <extracomment>resources/styles/braking.qml</extracomment>
        <translation>0,1 – 0,25 par véhicule-km</translation>
    </message>
    <message>
        <source>below 0.1 per vehicle-km</source>
        <extracomment>resources/styles/braking.qml</extracomment>
        <translation>moins de 0,1 par véhicule-km</translation>
    </message>
    <message>
        <source>too high by more than 1 per vehicle-km</source>
        <extracomment>resources/styles/braking_residual.qml</extracomment>
        <translation>trop élevé de plus de 1 par véhicule-km</translation>
    </message>
    <message>
        <source>too high by 0.5 – 1</source>
        <extracomment>resources/styles/braking_residual.qml</extracomment>
        <translation>trop élevé de 0,5 à 1</translation>
    </message>
    <message>
        <source>too high by 0.1 – 0.5</source>
        <extracomment>resources/styles/braking_residual.qml</extracomment>
        <translation>trop élevé de 0,1 à 0,5</translation>
    </message>
    <message>
        <source>within ± 0.1 per vehicle-km</source>
        <extracomment>resources/styles/braking_residual.qml</extracomment>
        <translation>à ± 0,1 par véhicule-km</translation>
    </message>
    <message>
        <source>too low by 0.1 – 0.5</source>
        <extracomment>resources/styles/braking_residual.qml</extracomment>
        <translation>trop bas de 0,1 à 0,5</translation>
    </message>
    <message>
        <source>too low by 0.5 – 1</source>
        <extracomment>resources/styles/braking_residual.qml</extracomment>
        <translation>trop bas de 0,5 à 1</translation>
    </message>
    <message>
        <source>too low by more than 1 per vehicle-km</source>
        <extracomment>resources/styles/braking_residual.qml</extracomment>
        <translation>trop bas de plus de 1 par véhicule-km</translation>
    </message>
    <message>
        <source>90 % and more</source>
        <extracomment>resources/styles/free_flow_share.qml</extracomment>
        <translation>90 % et plus</translation>
    </message>
    <message>
        <source>below 50 %</source>
        <extracomment>resources/styles/free_flow_share.qml</extracomment>
        <translation>moins de 50 %</translation>
    </message>
    <message>
        <source>A</source>
        <extracomment>resources/styles/junctions.qml</extracomment>
        <translation>A</translation>
    </message>
    <message>
        <source>C</source>
        <extracomment>resources/styles/junctions.qml</extracomment>
        <translation>C</translation>
    </message>
    <message>
        <source>D</source>
        <extracomment>resources/styles/junctions.qml</extracomment>
        <translation>D</translation>
    </message>
    <message>
        <source>E</source>
        <extracomment>resources/styles/junctions.qml</extracomment>
        <translation>E</translation>
    </message>
    <message>
        <source>F</source>
        <extracomment>resources/styles/junctions.qml</extracomment>
        <translation>F</translation>
    </message>
    <message>
        <source>not known</source>
        <extracomment>resources/styles/junctions.qml</extracomment>
        <translation>inconnu</translation>
    </message>
    <message>
        <source>A: 80 % and more</source>
        <extracomment>resources/styles/level_of_service.qml</extracomment>
        <translation>A : 80 % et plus</translation>
    </message>
    <message>
        <source>B: 67 – 80 %</source>
        <extracomment>resources/styles/level_of_service.qml</extracomment>
        <translation>B : 67 – 80 %</translation>
    </message>
    <message>
        <source>C: 50 – 67 %</source>
        <extracomment>resources/styles/level_of_service.qml</extracomment>
        <translation>C : 50 – 67 %</translation>
    </message>
    <message>
        <source>D: 40 – 50 %</source>
        <extracomment>resources/styles/level_of_service.qml</extracomment>
        <translation>D : 40 – 50 %</translation>
    </message>
    <message>
        <source>E: 30 – 40 %</source>
        <extracomment>resources/styles/level_of_service.qml</extracomment>
        <translation>E : 30 – 40 %</translation>
    </message>
    <message>
        <source>F: below 30 %</source>
        <extracomment>resources/styles/level_of_service.qml</extracomment>
        <translation>F : moins de 30 %</translation>
    </message>
    <message>
        <source>100 % and more</source>
        <extracomment>resources/styles/limit_share.qml</extracomment>
        <translation>100 % et plus</translation>
    </message>
    <message>
        <source>below 40 %</source>
        <extracomment>resources/styles/limit_share.qml</extracomment>
        <translation>moins de 40 %</translation>
    </message>
    <message>
        <source>below 10 s</source>
        <extracomment>resources/styles/movements.qml</extracomment>
        <translation>moins de 10 s</translation>
    </message>
    <message>
        <source>10 – 20 s</source>
        <extracomment>resources/styles/movements.qml</extracomment>
        <translation>10 – 20 s</translation>
    </message>
    <message>
        <source>20 – 35 s</source>
        <extracomment>resources/styles/movements.qml</extracomment>
        <translation>20 – 35 s</translation>
    </message>
    <message>
        <source>35 – 55 s</source>
        <extracomment>resources/styles/movements.qml</extracomment>
        <translation>35 – 55 s</translation>
    </message>
    <message>
        <source>55 – 80 s</source>
        <extracomment>resources/styles/movements.qml</extracomment>
        <translation>55 – 80 s</translation>
    </message>
    <message>
        <source>80 s and more</source>
        <extracomment>resources/styles/movements.qml</extracomment>
        <translation>80 s et plus</translation>
    </message>
    <message>
        <source>below 0.1 %</source>
        <extracomment>resources/styles/od_lines.qml</extracomment>
        <translation>moins de 0,1 %</translation>
    </message>
    <message>
        <source>0.1 – 0.3 %</source>
        <extracomment>resources/styles/od_lines.qml</extracomment>
        <translation>0,1 – 0,3 %</translation>
    </message>
    <message>
        <source>0.3 – 1 %</source>
        <extracomment>resources/styles/od_lines.qml</extracomment>
        <translation>0,3 – 1 %</translation>
    </message>
    <message>
        <source>10 % and more</source>
        <extracomment>resources/styles/od_lines.qml</extracomment>
        <translation>10 % et plus</translation>
    </message>
    <message>
        <source>undecided: 3 to 5 classes</source>
        <extracomment>resources/styles/popularity.qml</extracomment>
        <translation>indéterminée : 3 à 5 classes</translation>
    </message>
    <message>
        <source>fewer trips, by 50 % and more</source>
        <extracomment>resources/styles/popularity_changes.qml</extracomment>
        <translation>moins de trajets, de 50 % et plus</translation>
    </message>
    <message>
        <source>fewer trips, by 20 – 50 %</source>
        <extracomment>resources/styles/popularity_changes.qml</extracomment>
        <translation>moins de trajets, de 20 – 50 %</translation>
    </message>
    <message>
        <source>fewer trips, by less than 20 %</source>
        <extracomment>resources/styles/popularity_changes.qml</extracomment>
        <translation>moins de trajets, de moins de 20 %</translation>
    </message>
    <message>
        <source>more trips, by less than 20 %</source>
        <extracomment>resources/styles/popularity_changes.qml</extracomment>
        <translation>plus de trajets, de moins de 20 %</translation>
    </message>
    <message>
        <source>more trips, by 20 – 50 %</source>
        <extracomment>resources/styles/popularity_changes.qml</extracomment>
        <translation>plus de trajets, de 20 – 50 %</translation>
    </message>
    <message>
        <source>more trips, by 50 % and more</source>
        <extracomment>resources/styles/popularity_changes.qml</extracomment>
        <translation>plus de trajets, de 50 % et plus</translation>
    </message>
    <message>
        <source>no change beyond chance</source>
        <extracomment>resources/styles/popularity_changes.qml</extracomment>
        <translation>rien au-delà du hasard</translation>
    </message>
    <message>
        <source>known before only</source>
        <extracomment>resources/styles/popularity_changes.qml</extracomment>
        <translation>connu seulement avant</translation>
    </message>
    <message>
        <source>known after only</source>
        <extracomment>resources/styles/popularity_changes.qml</extracomment>
        <translation>connu seulement après</translation>
    </message>
    <message>
        <source>too high by two classes and more</source>
        <extracomment>resources/styles/popularity_residual.qml</extracomment>
        <translation>trop élevé de deux classes et plus</translation>
    </message>
    <message>
        <source>too high by one class</source>
        <extracomment>resources/styles/popularity_residual.qml</extracomment>
        <translation>trop élevé d'une classe</translation>
    </message>
    <message>
        <source>right</source>
        <extracomment>resources/styles/popularity_residual.qml</extracomment>
        <translation>juste</translation>
    </message>
    <message>
        <source>too low by one class</source>
        <extracomment>resources/styles/popularity_residual.qml</extracomment>
        <translation>trop bas d'une classe</translation>
    </message>
    <message>
        <source>too low by two classes and more</source>
        <extracomment>resources/styles/popularity_residual.qml</extracomment>
        <translation>trop bas de deux classes et plus</translation>
    </message>
    <message>
        <source>slower, by 10 km/h and more</source>
        <extracomment>resources/styles/predicted_changes.qml</extracomment>
        <translation>plus lent, de 10 km/h et plus</translation>
    </message>
    <message>
        <source>slower, by 5 – 10 km/h</source>
        <extracomment>resources/styles/predicted_changes.qml</extracomment>
        <translation>plus lent, de 5 – 10 km/h</translation>
    </message>
    <message>
        <source>slower, by 1 – 5 km/h</source>
        <extracomment>resources/styles/predicted_changes.qml</extracomment>
        <translation>plus lent, de 1 – 5 km/h</translation>
    </message>
    <message>
        <source>faster, by 1 – 5 km/h</source>
        <extracomment>resources/styles/predicted_changes.qml</extracomment>
        <translation>plus rapide, de 1 – 5 km/h</translation>
    </message>
    <message>
        <source>faster, by 5 – 10 km/h</source>
        <extracomment>resources/styles/predicted_changes.qml</extracomment>
        <translation>plus rapide, de 5 – 10 km/h</translation>
    </message>
    <message>
        <source>faster, by 10 km/h and more</source>
        <extracomment>resources/styles/predicted_changes.qml</extracomment>
        <translation>plus rapide, de 10 km/h et plus</translation>
    </message>
    <message>
        <source>change of less than 1 km/h</source>
        <extracomment>resources/styles/predicted_changes.qml</extracomment>
        <translation>évolution de moins de 1 km/h</translation>
    </message>
    <message>
        <source>measured</source>
        <extracomment>resources/styles/recovered_positions.qml</extracomment>
        <translation>mesuré</translation>
    </message>
    <message>
        <source>2 times and more</source>
        <extracomment>resources/styles/reliability.qml</extracomment>
        <translation>2 fois et plus</translation>
    </message>
    <message>
        <source>1.75 – 2 times</source>
        <extracomment>resources/styles/reliability.qml</extracomment>
        <translation>1,75 – 2 fois</translation>
    </message>
    <message>
        <source>1.5 – 1.75 times</source>
        <extracomment>resources/styles/reliability.qml</extracomment>
        <translation>1,5 – 1,75 fois</translation>
    </message>
    <message>
        <source>1.35 – 1.5 times</source>
        <extracomment>resources/styles/reliability.qml</extracomment>
        <translation>1,35 – 1,5 fois</translation>
    </message>
    <message>
        <source>1.2 – 1.35 times</source>
        <extracomment>resources/styles/reliability.qml</extracomment>
        <translation>1,2 – 1,35 fois</translation>
    </message>
    <message>
        <source>below 1.2 times</source>
        <extracomment>resources/styles/reliability.qml</extracomment>
        <translation>moins de 1,2 fois</translation>
    </message>
    <message>
        <source>below 5 %</source>
        <extracomment>resources/styles/select_link.qml</extracomment>
        <translation>moins de 5 %</translation>
    </message>
    <message>
        <source>70 % and more</source>
        <extracomment>resources/styles/select_link.qml</extracomment>
        <translation>70 % et plus</translation>
    </message>
    <message>
        <source>chosen roads</source>
        <extracomment>resources/styles/select_link.qml</extracomment>
        <translation>routes choisies</translation>
    </message>
    <message>
        <source>chosen roads, driven over later</source>
        <extracomment>resources/styles/select_link.qml</extracomment>
        <translation>routes choisies, parcourues ensuite</translation>
    </message>
    <message>
        <source>below 0: unlike</source>
        <extracomment>resources/styles/similarity.qml</extracomment>
        <translation>moins de 0 : dissemblable</translation>
    </message>
    <message>
        <source>0 – 0.25</source>
        <extracomment>resources/styles/similarity.qml</extracomment>
        <translation>0 – 0,25</translation>
    </message>
    <message>
        <source>0.25 – 0.5</source>
        <extracomment>resources/styles/similarity.qml</extracomment>
        <translation>0,25 – 0,5</translation>
    </message>
    <message>
        <source>0.5 – 0.75</source>
        <extracomment>resources/styles/similarity.qml</extracomment>
        <translation>0,5 – 0,75</translation>
    </message>
    <message>
        <source>0.75 – 0.9</source>
        <extracomment>resources/styles/similarity.qml</extracomment>
        <translation>0,75 – 0,9</translation>
    </message>
    <message>
        <source>0.9 and more: very much alike</source>
        <extracomment>resources/styles/similarity.qml</extracomment>
        <translation>0,9 et plus : très semblable</translation>
    </message>
    <message>
        <source>nothing known</source>
        <extracomment>resources/styles/similarity.qml</extracomment>
        <translation>rien de connu</translation>
    </message>
    <message>
        <source>0.3 m/s² and more</source>
        <extracomment>resources/styles/slowdown.qml</extracomment>
        <translation>0,3 m/s² et plus</translation>
    </message>
    <message>
        <source>0.2 – 0.3 m/s²</source>
        <extracomment>resources/styles/slowdown.qml</extracomment>
        <translation>0,2 – 0,3 m/s²</translation>
    </message>
    <message>
        <source>0.15 – 0.2 m/s²</source>
        <extracomment>resources/styles/slowdown.qml</extracomment>
        <translation>0,15 – 0,2 m/s²</translation>
    </message>
    <message>
        <source>0.1 – 0.15 m/s²</source>
        <extracomment>resources/styles/slowdown.qml</extracomment>
        <translation>0,1 – 0,15 m/s²</translation>
    </message>
    <message>
        <source>0.05 – 0.1 m/s²</source>
        <extracomment>resources/styles/slowdown.qml</extracomment>
        <translation>0,05 – 0,1 m/s²</translation>
    </message>
    <message>
        <source>below 0.05 m/s²</source>
        <extracomment>resources/styles/slowdown.qml</extracomment>
        <translation>moins de 0,05 m/s²</translation>
    </message>
    <message>
        <source>less slow-down, by 0.1 m/s² and more</source>
        <extracomment>resources/styles/slowdown_changes.qml</extracomment>
        <translation>moins de ralentissement, de 0,1 m/s² et plus</translation>
    </message>
    <message>
        <source>less slow-down, by 0.05 – 0.1 m/s²</source>
        <extracomment>resources/styles/slowdown_changes.qml</extracomment>
        <translation>moins de ralentissement, de 0,05 – 0,1 m/s²</translation>
    </message>
    <message>
        <source>less slow-down, by less than 0.05 m/s²</source>
        <extracomment>resources/styles/slowdown_changes.qml</extracomment>
        <translation>moins de ralentissement, de moins de 0,05 m/s²</translation>
    </message>
    <message>
        <source>more slow-down, by less than 0.05 m/s²</source>
        <extracomment>resources/styles/slowdown_changes.qml</extracomment>
        <translation>plus de ralentissement, de moins de 0,05 m/s²</translation>
    </message>
    <message>
        <source>more slow-down, by 0.05 – 0.1 m/s²</source>
        <extracomment>resources/styles/slowdown_changes.qml</extracomment>
        <translation>plus de ralentissement, de 0,05 – 0,1 m/s²</translation>
    </message>
    <message>
        <source>more slow-down, by 0.1 m/s² and more</source>
        <extracomment>resources/styles/slowdown_changes.qml</extracomment>
        <translation>plus de ralentissement, de 0,1 m/s² et plus</translation>
    </message>
    <message>
        <source>too high by more than 0.1 m/s²</source>
        <extracomment>resources/styles/slowdown_residual.qml</extracomment>
        <translation>trop élevé de plus de 0,1 m/s²</translation>
    </message>
    <message>
        <source>too high by 0.05 – 0.1</source>
        <extracomment>resources/styles/slowdown_residual.qml</extracomment>
        <translation>trop élevé de 0,05 à 0,1</translation>
    </message>
    <message>
        <source>too high by 0.02 – 0.05</source>
        <extracomment>resources/styles/slowdown_residual.qml</extracomment>
        <translation>trop élevé de 0,02 à 0,05</translation>
    </message>
    <message>
        <source>within ± 0.02 m/s²</source>
        <extracomment>resources/styles/slowdown_residual.qml</extracomment>
        <translation>à ± 0,02 m/s²</translation>
    </message>
    <message>
        <source>too low by 0.02 – 0.05</source>
        <extracomment>resources/styles/slowdown_residual.qml</extracomment>
        <translation>trop bas de 0,02 à 0,05</translation>
    </message>
    <message>
        <source>too low by 0.05 – 0.1</source>
        <extracomment>resources/styles/slowdown_residual.qml</extracomment>
        <translation>trop bas de 0,05 à 0,1</translation>
    </message>
    <message>
        <source>too low by more than 0.1 m/s²</source>
        <extracomment>resources/styles/slowdown_residual.qml</extracomment>
        <translation>trop bas de plus de 0,1 m/s²</translation>
    </message>
    <message>
        <source>90 km/h and more</source>
        <extracomment>resources/styles/speed.qml</extracomment>
        <translation>90 km/h et plus</translation>
    </message>
    <message>
        <source>60 – 90 km/h</source>
        <extracomment>resources/styles/speed.qml</extracomment>
        <translation>60 – 90 km/h</translation>
    </message>
    <message>
        <source>45 – 60 km/h</source>
        <extracomment>resources/styles/speed.qml</extracomment>
        <translation>45 – 60 km/h</translation>
    </message>
    <message>
        <source>30 – 45 km/h</source>
        <extracomment>resources/styles/speed.qml</extracomment>
        <translation>30 – 45 km/h</translation>
    </message>
    <message>
        <source>20 – 30 km/h</source>
        <extracomment>resources/styles/speed.qml</extracomment>
        <translation>20 – 30 km/h</translation>
    </message>
    <message>
        <source>10 – 20 km/h</source>
        <extracomment>resources/styles/speed.qml</extracomment>
        <translation>10 – 20 km/h</translation>
    </message>
    <message>
        <source>below 10 km/h</source>
        <extracomment>resources/styles/speed.qml</extracomment>
        <translation>moins de 10 km/h</translation>
    </message>
    <message>
        <source>slower, by less than 5 km/h</source>
        <extracomment>resources/styles/speed_changes.qml</extracomment>
        <translation>plus lent, de moins de 5 km/h</translation>
    </message>
    <message>
        <source>faster, by less than 5 km/h</source>
        <extracomment>resources/styles/speed_changes.qml</extracomment>
        <translation>plus rapide, de moins de 5 km/h</translation>
    </message>
    <message>
        <source>too high by more than 10 km/h</source>
        <extracomment>resources/styles/speed_residual.qml</extracomment>
        <translation>trop élevé de plus de 10 km/h</translation>
    </message>
    <message>
        <source>too high by 5 – 10</source>
        <extracomment>resources/styles/speed_residual.qml</extracomment>
        <translation>trop élevé de 5 à 10</translation>
    </message>
    <message>
        <source>too high by 2 – 5</source>
        <extracomment>resources/styles/speed_residual.qml</extracomment>
        <translation>trop élevé de 2 à 5</translation>
    </message>
    <message>
        <source>within ± 2 km/h</source>
        <extracomment>resources/styles/speed_residual.qml</extracomment>
        <translation>à ± 2 km/h</translation>
    </message>
    <message>
        <source>too low by 2 – 5</source>
        <extracomment>resources/styles/speed_residual.qml</extracomment>
        <translation>trop bas de 2 à 5</translation>
    </message>
    <message>
        <source>too low by 5 – 10</source>
        <extracomment>resources/styles/speed_residual.qml</extracomment>
        <translation>trop bas de 5 à 10</translation>
    </message>
    <message>
        <source>too low by more than 10 km/h</source>
        <extracomment>resources/styles/speed_residual.qml</extracomment>
        <translation>trop bas de plus de 10 km/h</translation>
    </message>
    <message>
        <source>The name of the bundle in forms and the dock.</source>
        <extracomment>resources/models/update_predictions_with_new_trips.model3</extracomment>
        <translation>Le nom du jeu préparé dans les formulaires et le panneau.</translation>
    </message>
    <message>
        <source>New trips</source>
        <extracomment>resources/models/update_predictions_with_new_trips.model3</extracomment>
        <translation>Nouveaux trajets</translation>
    </message>
    <message>
        <source>A GeoPackage with a line for each direction of each road and a style for each task.</source>
        <extracomment>resources/models/update_predictions_with_new_trips.model3</extracomment>
        <translation>Un GeoPackage avec une ligne par sens de chaque route et un style par tâche d'apprentissage.</translation>
    </message>
</context>
</TS>
