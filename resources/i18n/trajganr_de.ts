<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>TrajGANR</name>
    <message>
        <source>Predicted: {task}</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Vorhersage: {task}</translation>
    </message>
    <message>
        <source>Area-of-interest mix</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Mischung der Umgebung</translation>
    </message>
    <message>
        <source>Traffic speed</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Verkehrsgeschwindigkeit</translation>
    </message>
    <message>
        <source>km/h</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>km/h</translation>
    </message>
    <message>
        <source>Road popularity</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Beliebtheit der Straße</translation>
    </message>
    <message>
        <source>Area-of-interest function</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Nutzung der Umgebung</translation>
    </message>
    <message>
        <source>share</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Hard braking</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Scharfes Bremsen</translation>
    </message>
    <message>
        <source>events per vehicle-km</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Ereignisse je Fahrzeugkilometer</translation>
    </message>
    <message>
        <source>Slow-down intensity</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Stärke des Abbremsens</translation>
    </message>
    <message>
        <source>m/s²</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>m/s²</translation>
    </message>
    <message>
        <source>Road popularity, class 0 to 4</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Beliebtheit der Straße, Klasse 0 bis 4</translation>
    </message>
    <message>
        <source>Road popularity, 90 % set of classes</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Beliebtheit der Straße, 90-%-Menge der Klassen</translation>
    </message>
    <message>
        <source>Leading area-of-interest function</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Führende Nutzung der Umgebung</translation>
    </message>
    <message>
        <source>Shares, 90 % bound of their summed errors</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Anteile, 90-%-Schranke ihrer summierten Fehler</translation>
    </message>
    <message>
        <source>{name}, 90 % interval from</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>{name}, 90-%-Intervall von</translation>
    </message>
    <message>
        <source>{name}, 90 % interval to</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>{name}, 90-%-Intervall bis</translation>
    </message>
    <message>
        <source>Speed limit</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Höchstgeschwindigkeit</translation>
    </message>
    <message>
        <source>What the prediction rests on</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Worauf die Vorhersage beruht</translation>
    </message>
    <message>
        <source>Mean travel time</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Mittlere Reisezeit</translation>
    </message>
    <message>
        <source>s</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>s</translation>
    </message>
    <message>
        <source>Distance to the road</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Entfernung zur Straße</translation>
    </message>
    <message>
        <source>m</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>m</translation>
    </message>
    <message>
        <source>Trip</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Fahrt</translation>
    </message>
    <message>
        <source>Driver or vehicle</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Fahrer oder Fahrzeug</translation>
    </message>
    <message>
        <source>Time</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Piece of a trip</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Teil einer Fahrt</translation>
    </message>
    <message>
        <source>Probability of the way</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Wahrscheinlichkeit des Weges</translation>
    </message>
    <message>
        <source>Direction of view, clockwise from north</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Blickrichtung, von Norden im Uhrzeigersinn</translation>
    </message>
    <message>
        <source>Times of the week</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Zeiträume der Woche</translation>
    </message>
    <message>
        <source>Directed segment</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Gerichtetes Segment</translation>
    </message>
    <message>
        <source>Node where the segment begins</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Knoten, an dem das Segment beginnt</translation>
    </message>
    <message>
        <source>Node where the segment ends</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Knoten, an dem das Segment endet</translation>
    </message>
    <message>
        <source>Id of the source feature</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Kennung des Ausgangsobjekts</translation>
    </message>
    <message>
        <source>OpenStreetMap id</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>OpenStreetMap-Kennung</translation>
    </message>
    <message>
        <source>Direction of travel</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Fahrtrichtung</translation>
    </message>
    <message>
        <source>Road class</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Straßenklasse</translation>
    </message>
    <message>
        <source>Name</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Name</translation>
    </message>
    <message>
        <source>Length</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Trips behind the prediction</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Fahrten hinter der Vorhersage</translation>
    </message>
    <message>
        <source>Street views behind the prediction</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Straßenbilder hinter der Vorhersage</translation>
    </message>
    <message>
        <source>Why it may be less reliable</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Warum ihr weniger zu trauen ist</translation>
    </message>
    <message>
        <source>Start</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>End</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Number of fixes</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Anzahl der Messpunkte</translation>
    </message>
    <message>
        <source>Distance of its fixes to the path, root mean square</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Abstand ihrer Messpunkte vom Weg, quadratisches Mittel</translation>
    </message>
    <message>
        <source>Share of the trip's fixes that were matched</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Anteil der Messpunkte der Fahrt, die zugeordnet wurden</translation>
    </message>
    <message>
        <source>Probability that a fix is on the path, mean</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Mittlere Wahrscheinlichkeit, dass ein Messpunkt auf dem Weg liegt</translation>
    </message>
    <message>
        <source>Picture</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Bild</translation>
    </message>
    <message>
        <source>File of the picture</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Datei des Bildes</translation>
    </message>
    <message>
        <source>Taken at</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Aufgenommen am</translation>
    </message>
    <message>
        <source>Quality, 0 to 1</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Qualität, 0 bis 1</translation>
    </message>
    <message>
        <source>Trips</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Fahrten</translation>
    </message>
    <message>
        <source>Share of the trips, 0 to 1</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Anteil der Fahrten, 0 bis 1</translation>
    </message>
    <message>
        <source>Drivers or vehicles</source>
        <extracomment>trajganr_core/contract/layers/columns.py</extracomment>
        <translation>Fahrer oder Fahrzeuge</translation>
    </message>
    <message>
        <source>weekday morning peak</source>
        <extracomment>trajganr_core/contract/layers/road_times.py</extracomment>
        <translation>Morgenspitze an Werktagen</translation>
    </message>
    <message>
        <source>weekday midday</source>
        <extracomment>trajganr_core/contract/layers/road_times.py</extracomment>
        <translation>Mittagszeit an Werktagen</translation>
    </message>
    <message>
        <source>weekday evening peak</source>
        <extracomment>trajganr_core/contract/layers/road_times.py</extracomment>
        <translation>Abendspitze an Werktagen</translation>
    </message>
    <message>
        <source>night free flow</source>
        <extracomment>trajganr_core/contract/layers/road_times.py</extracomment>
        <translation>freier Verkehrsfluss in der Nacht</translation>
    </message>
    <message>
        <source>weekdays</source>
        <extracomment>trajganr_core/contract/layers/road_times.py</extracomment>
        <translation>Werktage</translation>
    </message>
    <message>
        <source>weekend</source>
        <extracomment>trajganr_core/contract/layers/road_times.py</extracomment>
        <translation>Wochenende</translation>
    </message>
    <message>
        <source>whole week</source>
        <extracomment>trajganr_core/contract/layers/road_times.py</extracomment>
        <translation>ganze Woche</translation>
    </message>
    <message>
        <source>Traffic speed, hour of the temporal controller</source>
        <extracomment>trajganr_core/contract/layers/road_times.py</extracomment>
        <translation>Verkehrsgeschwindigkeit, Stunde der Zeitsteuerung</translation>
    </message>
    <message>
        <source>Traffic speed, space mean</source>
        <extracomment>trajganr_core/contract/layers/road_times.py</extracomment>
        <translation>Verkehrsgeschwindigkeit, räumliches Mittel</translation>
    </message>
    <message>
        <source>Speed of vehicles, 15th percentile</source>
        <extracomment>trajganr_core/contract/layers/road_times.py</extracomment>
        <translation>Geschwindigkeit der Fahrzeuge, 15. Perzentil</translation>
    </message>
    <message>
        <source>Speed of vehicles, median</source>
        <extracomment>trajganr_core/contract/layers/road_times.py</extracomment>
        <translation>Geschwindigkeit der Fahrzeuge, Median</translation>
    </message>
    <message>
        <source>Speed of vehicles, 85th percentile</source>
        <extracomment>trajganr_core/contract/layers/road_times.py</extracomment>
        <translation>Geschwindigkeit der Fahrzeuge, 85. Perzentil</translation>
    </message>
    <message>
        <source>Passes behind the prediction</source>
        <extracomment>trajganr_core/contract/layers/road_times.py</extracomment>
        <translation>Durchfahrten hinter der Vorhersage</translation>
    </message>
    <message>
        <source>Expected passes of the input vehicles</source>
        <extracomment>trajganr_core/contract/layers/road_times.py</extracomment>
        <translation>Erwartete Durchfahrten der Eingabefahrzeuge</translation>
    </message>
    <message>
        <source>per hour</source>
        <extracomment>trajganr_core/contract/layers/road_times.py</extracomment>
        <translation>pro Stunde</translation>
    </message>
    <message>
        <source>Days behind the prediction</source>
        <extracomment>trajganr_core/contract/layers/road_times.py</extracomment>
        <translation>Tage hinter der Vorhersage</translation>
    </message>
    <message>
        <source>Expected passes</source>
        <extracomment>trajganr_core/contract/layers/road_times.py</extracomment>
        <translation>Erwartete Durchfahrten</translation>
    </message>
    <message>
        <source>{created_at}, TrajGANR {release}, on {device}, seed {seed}</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{created_at}, TrajGANR {release}, auf {device}, Startwert {seed}</translation>
    </message>
    <message>
        <source>the encoders have seen pictures or labels of tested roads</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>die Encoder haben Bilder oder Labels geprüfter Straßen gesehen</translation>
    </message>
    <message>
        <source>training gains {gain} over the shipped model (95 % interval {low:.2f} to {high:.2f})</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>das Training gewinnt {gain} gegenüber dem mitgelieferten Modell (95-%-Intervall {low:.2f} bis {high:.2f})</translation>
    </message>
    <message>
        <source>training gains nothing over the shipped model ({gain}, 95 % interval {low:.2f} to {high:.2f})</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>das Training gewinnt nichts gegenüber dem mitgelieferten Modell ({gain}, 95-%-Intervall {low:.2f} bis {high:.2f})</translation>
    </message>
    <message>
        <source>would help little; the held-out loss fell by less than 0.5 % in the last quarter of the training</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>würde wenig helfen; der Verlust auf zurückgehaltenen Fahrten sank im letzten Viertel des Trainings um weniger als 0,5 %</translation>
    </message>
    <message>
        <source>may help; the held-out loss fell by {percent:.1f} % in the last quarter of the training</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>kann helfen; der Verlust auf zurückgehaltenen Fahrten sank im letzten Viertel des Trainings um {percent:.1f} %</translation>
    </message>
    <message>
        <source>best {value}</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>bestenfalls {value}</translation>
    </message>
    <message>
        <source>contain {share:.0f} % of the tested roads</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>gelten auf {share:.0f} % der geprüften Straßen</translation>
    </message>
    <message>
        <source>{value:.3g} {unit} wide on average</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>im Mittel {value:.3g} {unit} breit</translation>
    </message>
    <message>
        <source>{value:.3g} of {classes} classes on average</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>im Mittel {value:.3g} von {classes} Klassen</translation>
    </message>
    <message>
        <source>shares off by {value:.3g} in all at most, on average</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Anteile zusammen um höchstens {value:.3g} daneben, im Mittel</translation>
    </message>
    <message>
        <source>{first:.0f} % at once, {five:.0f} % among 5, {ten:.0f} % among 10</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{first:.0f} % auf Anhieb, {five:.0f} % unter den ersten 5, {ten:.0f} % unter den ersten 10</translation>
    </message>
    <message>
        <source>{value} (best 0, worst 4)</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{value} (am besten 0, am schlechtesten 4)</translation>
    </message>
    <message>
        <source>{value} (lower is better, 0: all alike)</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{value} (kleiner ist besser, 0: alle gleich)</translation>
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
        <translation>{value} (kleiner ist besser)</translation>
    </message>
    <message>
        <source>{trees} boosted trees and a small network</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{trees} Boosting-Bäume und ein kleines Netz</translation>
    </message>
    <message>
        <source>{trees} boosted trees</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{trees} Boosting-Bäume</translation>
    </message>
    <message>
        <source>{epoch:.4g}, budget {budget}</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{epoch:.4g}, Zeitbudget {budget}</translation>
    </message>
    <message>
        <source>{epoch:.4g} of {epochs}</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{epoch:.4g} von {epochs}</translation>
    </message>
    <message>
        <source>nothing, the model is untrained</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>nichts, das Modell ist untrainiert</translation>
    </message>
    <message>
        <source>speeds, learned from about {passes:,} passes of {drivers:,} drivers</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Geschwindigkeiten, gelernt aus etwa {passes:,} Durchfahrten von {drivers:,} Fahrern</translation>
    </message>
    <message>
        <source>(no name)</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>(ohne Namen)</translation>
    </message>
    <message>
        <source>name</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Name</translation>
    </message>
    <message>
        <source>made</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>erstellt</translation>
    </message>
    <message>
        <source>bundle</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Datenpaket</translation>
    </message>
    <message>
        <source>area</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Gebiet</translation>
    </message>
    <message>
        <source>preset</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Voreinstellung</translation>
    </message>
    <message>
        <source>switches</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Schalter</translation>
    </message>
    <message>
        <source>model</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Modell</translation>
    </message>
    <message>
        <source>street views</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Straßenbilder</translation>
    </message>
    <message>
        <source>held out</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>zurückgehalten</translation>
    </message>
    <message>
        <source>pretraining</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Vortraining</translation>
    </message>
    <message>
        <source>times of the week</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Zeiten der Woche</translation>
    </message>
    <message>
        <source>heads</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Köpfe</translation>
    </message>
    <message>
        <source>{split}, fold {fold}</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{split}, Fold {fold}</translation>
    </message>
    <message>
        <source>{count:,} train</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{count:,} zum Trainieren</translation>
    </message>
    <message>
        <source>{count:,} validation</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{count:,} zur Validierung</translation>
    </message>
    <message>
        <source>{count:,} calibration</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{count:,} zur Kalibrierung</translation>
    </message>
    <message>
        <source>{count:,} test</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{count:,} zum Testen</translation>
    </message>
    <message>
        <source>head</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Kopf</translation>
    </message>
    <message>
        <source>roads</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Straßen</translation>
    </message>
    <message>
        <source>{kind}, fold {fold}</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{kind}, Fold {fold}</translation>
    </message>
    <message>
        <source>90 % intervals</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>90-%-Intervalle</translation>
    </message>
    <message>
        <source>Mean of own trips</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Mittel der eigenen Fahrten</translation>
    </message>
    <message>
        <source>Model</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Shipped model</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Mitgeliefertes Modell</translation>
    </message>
    <message>
        <source>Trivial</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Trivial</translation>
    </message>
    <message>
        <source>(none)</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>(keiner)</translation>
    </message>
    <message>
        <source>{value} on {roads:,} roads</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{value} auf {roads:,} Straßen</translation>
    </message>
    <message>
        <source>none: too few roads to calibrate on</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>keine: zu wenige Straßen zum Kalibrieren</translation>
    </message>
    <message>
        <source>tell almost nothing: they contain {value:.3g} of {classes} classes on average</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>sagen fast nichts: Sie enthalten im Mittel {value:.3g} von {classes} Klassen</translation>
    </message>
    <message>
        <source>tell almost nothing: shares may be off by {value:.3g} of 2 in all</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>sagen fast nichts: Anteile können zusammen um {value:.3g} von 2 abweichen</translation>
    </message>
    <message>
        <source>unknown</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>{kind}, epoch {epoch}</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{kind}, Epoche {epoch}</translation>
    </message>
    <message>
        <source>a small network</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>ein kleines Netz</translation>
    </message>
    <message>
        <source>the same for all roads</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>für alle Straßen gleich</translation>
    </message>
    <message>
        <source>learned</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>gelernt</translation>
    </message>
    <message>
        <source>epoch</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>not learned; the model predicts no speeds at times of the week</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>nicht gelernt; das Modell sagt keine Geschwindigkeiten in Zeiträumen der Woche vorher</translation>
    </message>
    <message>
        <source>on</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>an</translation>
    </message>
    <message>
        <source>off</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>aus</translation>
    </message>
    <message>
        <source>none</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>keine</translation>
    </message>
    <message>
        <source>none; fine-tune the model for a task</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>keine; das Modell auf eine Aufgabe feinabstimmen</translation>
    </message>
    <message>
        <source>On held-out roads</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Auf zurückgehaltenen Straßen</translation>
    </message>
    <message>
        <source>{error} on {tested:,} roads</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{error} auf {tested:,} Straßen</translation>
    </message>
    <message>
        <source>90 % intervals contain {share:.0f} %, {size}, calibrated on {roads:,} roads</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>90-%-Intervalle enthalten {share:.0f} %, {size}, kalibriert an {roads:,} Straßen</translation>
    </message>
    <message>
        <source>District</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Stadtteil</translation>
    </message>
    <message>
        <source>Tested roads</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Geprüfte Straßen</translation>
    </message>
    <message>
        <source>{length}, stopped early</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{length}, vorzeitig beendet</translation>
    </message>
    <message>
        <source>pretrained on</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>vortrainiert auf</translation>
    </message>
    <message>
        <source>labels</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Labels</translation>
    </message>
    <message>
        <source>caution</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>zu beachten</translation>
    </message>
    <message>
        <source>Is the mean enough?</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Genügt das Mittel?</translation>
    </message>
    <message>
        <source>training</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Training</translation>
    </message>
    <message>
        <source>epoch {value:.0f}</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Epoche {value:.0f}</translation>
    </message>
    <message>
        <source>loss {value:.4g} (lower is better)</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Verlust {value:.4g} (kleiner ist besser)</translation>
    </message>
    <message>
        <source>validation loss {value:.4g} (the same sum, of data kept aside)</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Validierungsverlust {value:.4g} (dieselbe Summe, von zurückgehaltenen Daten)</translation>
    </message>
    <message>
        <source>{value} training samples per second</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{value} Trainingsbeispiele pro Sekunde</translation>
    </message>
    <message>
        <source>{value:.0f} fixes read</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{value:.0f} Messpunkte gelesen</translation>
    </message>
    <message>
        <source>{value:.0f} areas downloaded</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{value:.0f} Teilgebiete heruntergeladen</translation>
    </message>
    <message>
        <source>{value:.0f} street views counted</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{value:.0f} Straßenbilder gezählt</translation>
    </message>
    <message>
        <source>{value:.0f} street views found</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{value:.0f} Straßenbilder gefunden</translation>
    </message>
    <message>
        <source>{value:.0f} street views downloaded</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>{value:.0f} Straßenbilder heruntergeladen</translation>
    </message>
    <message>
        <source>mean of own trips {value}</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Mittel der eigenen Fahrten {value}</translation>
    </message>
    <message>
        <source>shipped model {value}</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>mitgeliefertes Modell {value}</translation>
    </message>
    <message>
        <source>trivial {value}</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>trivial {value}</translation>
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
        <translation>F1, makro</translation>
    </message>
    <message>
        <source>F1, weighted</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>F1, gewichtet</translation>
    </message>
    <message>
        <source>AUPRC, macro</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>AUPRC, makro</translation>
    </message>
    <message>
        <source>L1 distance</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>L1-Abstand</translation>
    </message>
    <message>
        <source>Cosine similarity</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Kosinusähnlichkeit</translation>
    </message>
    <message>
        <source>90 % intervals contain</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Treffer der 90-%-Intervalle</translation>
    </message>
    <message>
        <source>training loss</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Trainingsverlust</translation>
    </message>
    <message>
        <source>held-out loss</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Verlust auf zurückgehaltenen Fahrten</translation>
    </message>
    <message>
        <source>training loss, trips with places</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Trainingsverlust, Fahrten mit Orten</translation>
    </message>
    <message>
        <source>training loss, street views with places</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Trainingsverlust, Straßenbilder mit Orten</translation>
    </message>
    <message>
        <source>training loss, trips with street views</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Trainingsverlust, Fahrten mit Straßenbildern</translation>
    </message>
    <message>
        <source>training loss, times in hidden windows</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Trainingsverlust, Zeiten in verdeckten Abschnitten</translation>
    </message>
    <message>
        <source>held-out distance, trips to their places</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Abstand zurückgehaltener Fahrten von ihren Orten</translation>
    </message>
    <message>
        <source>held-out distance, street views to their places</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Abstand zurückgehaltener Straßenbilder von ihren Orten</translation>
    </message>
    <message>
        <source>held-out distance, trips to their street views</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Abstand zurückgehaltener Fahrten von ihren Straßenbildern</translation>
    </message>
    <message>
        <source>held-out trips that find their place</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>zurückgehaltene Fahrten, die ihren Ort finden</translation>
    </message>
    <message>
        <source>held-out places that find their trip</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>zurückgehaltene Orte, die ihre Fahrt finden</translation>
    </message>
    <message>
        <source>held-out street views that find their place</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>zurückgehaltene Straßenbilder, die ihren Ort finden</translation>
    </message>
    <message>
        <source>held-out places that find their street view</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>zurückgehaltene Orte, die ihr Straßenbild finden</translation>
    </message>
    <message>
        <source>held-out trips that find their street view</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>zurückgehaltene Fahrten, die ihr Straßenbild finden</translation>
    </message>
    <message>
        <source>held-out street views that find their trip</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>zurückgehaltene Straßenbilder, die ihre Fahrt finden</translation>
    </message>
    <message>
        <source>held-out spread of trips</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Streuung zurückgehaltener Fahrten</translation>
    </message>
    <message>
        <source>held-out spread of places</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Streuung zurückgehaltener Orte</translation>
    </message>
    <message>
        <source>held-out spread of street views</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Streuung zurückgehaltener Straßenbilder</translation>
    </message>
    <message>
        <source>held-out error of times in hidden windows</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Fehler der Zeiten in verdeckten Abschnitten zurückgehaltener Fahrten</translation>
    </message>
    <message>
        <source>trips</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Fahrten</translation>
    </message>
    <message>
        <source>pictures</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>held-out trips</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>zurückgehaltene Fahrten</translation>
    </message>
    <message>
        <source>training steps</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Trainingsschritte</translation>
    </message>
    <message>
        <source>planned training steps</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>geplante Trainingsschritte</translation>
    </message>
    <message>
        <source>training time</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Trainingszeit</translation>
    </message>
    <message>
        <source>longer training</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>längeres Training</translation>
    </message>
    <message>
        <source>By road class</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Nach Straßenklasse</translation>
    </message>
    <message>
        <source>By number of input trips</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Nach Anzahl der Eingabefahrten</translation>
    </message>
    <message>
        <source>By basis</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Nach Grundlage</translation>
    </message>
    <message>
        <source>By district</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Nach Stadtteil</translation>
    </message>
    <message>
        <source>north-west</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Nordwesten</translation>
    </message>
    <message>
        <source>north</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Norden</translation>
    </message>
    <message>
        <source>north-east</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Nordosten</translation>
    </message>
    <message>
        <source>west</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Westen</translation>
    </message>
    <message>
        <source>centre</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Zentrum</translation>
    </message>
    <message>
        <source>east</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Osten</translation>
    </message>
    <message>
        <source>south-west</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Südwesten</translation>
    </message>
    <message>
        <source>south</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Süden</translation>
    </message>
    <message>
        <source>south-east</source>
        <extracomment>trajganr_core/contract/texts/model_facts.py</extracomment>
        <translation>Südosten</translation>
    </message>
    <message>
        <source>90 % intervals contain between {low:.0f} % ({lowest}) and {high:.0f} % ({highest}) of the tested roads.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>90-%-Intervalle enthalten zwischen {low:.0f} % ({lowest}) und {high:.0f} % ({highest}) der geprüften Straßen.</translation>
    </message>
    <message>
        <source>the largest difference is between {worst} ({worse}) and {best} ({better}); the 95 % interval of the difference is {low} to {high}.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Der größte Unterschied besteht zwischen {worst} ({worse}) und {best} ({better}); das 95-%-Intervall des Unterschieds ist {low} bis {high}.</translation>
    </message>
    <message>
        <source>{first} to {last} ({zone})</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>{first} bis {last} ({zone})</translation>
    </message>
    <message>
        <source>{role}: {name}; licence: {terms}.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>{role}: {name}; Lizenz: {terms}.</translation>
    </message>
    <message>
        <source>Predicts for every road, in each direction: {tasks}. It applies in the study area {area} only, from {west}, {south} to {east}, {north}.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Sagt für jede Straße in jeder Richtung vorher: {tasks}. Gilt nur im Untersuchungsgebiet {area}, von {west}, {south} bis {east}, {north}.</translation>
    </message>
    <message>
        <source>Describes places by what trips and pictures show there. It predicts no attribute of roads until it is fine-tuned. Its study area is {area}, from {west}, {south} to {east}, {north}.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Beschreibt Orte danach, was Fahrten und Bilder dort zeigen. Sagt kein Attribut von Straßen vorher, bis es feinabgestimmt ist. Das Untersuchungsgebiet ist {area}, von {west}, {south} bis {east}, {north}.</translation>
    </message>
    <message>
        <source>Predicts the speed of every road at times of the week.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Sagt für jede Straße die Geschwindigkeit zu Zeiten der Woche vorher.</translation>
    </message>
    <message>
        <source>Describes traffic as the vehicles in the data drove: about {trips:,} trips of {drivers:,} drivers, {period}.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Beschreibt den Verkehr so, wie die Fahrzeuge in den Daten fuhren: etwa {trips:,} Fahrten von {drivers:,} Fahrern, {period}.</translation>
    </message>
    <message>
        <source>Suited to comparing roads and parts of a city on a map, to choosing roads for a closer look, and, with its 90 % intervals, as an input for planning.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Geeignet, um Straßen und Teile einer Stadt auf einer Karte zu vergleichen, um Straßen für eine genauere Untersuchung auszuwählen und, mit den 90-%-Intervallen, als Grundlage für Planungen.</translation>
    </message>
    <message>
        <source>other study areas, other periods and other kinds of vehicles.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>andere Untersuchungsgebiete, andere Zeiträume und andere Arten von Fahrzeugen.</translation>
    </message>
    <message>
        <source>decisions about a single road without a measurement there.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Entscheidungen über eine einzelne Straße ohne Messung vor Ort.</translation>
    </message>
    <message>
        <source>conclusions about single drivers, and enforcement.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Rückschlüsse auf einzelne Fahrer und Verkehrsüberwachung.</translation>
    </message>
    <message>
        <source>volumes of traffic: popularity ranks roads by trips of the vehicles in the data.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Verkehrsmengen: Die Beliebtheit ordnet Straßen nach Fahrten der Fahrzeuge in den Daten.</translation>
    </message>
    <message>
        <source>zoning: the function of a road is that of the mapped places nearby.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Flächennutzungspläne: Die Funktion einer Straße ist die der kartierten Orte in der Nähe.</translation>
    </message>
    <message>
        <source>counts of accidents: hard braking is not an accident.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Unfallzahlen: Starkes Bremsen ist kein Unfall.</translation>
    </message>
    <message>
        <source>hard braking or accidents: slow-down intensity measures neither.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>starkes Bremsen oder Unfälle: Die Stärke des Abbremsens misst keines von beiden.</translation>
    </message>
    <message>
        <source>times of the week: the model has not learned them.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Zeiten der Woche: Das Modell hat sie nicht gelernt.</translation>
    </message>
    <message>
        <source>too few tested roads to say whether errors differ between districts.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>zu wenige geprüfte Straßen, um zu sagen, ob sich die Fehler der Stadtteile unterscheiden.</translation>
    </message>
    <message>
        <source>unknown period</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>unbekannter Zeitraum</translation>
    </message>
    <message>
        <source>Not fine-tuned: there is no error to compare.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Nicht feinabgestimmt: Es gibt keinen Fehler zu vergleichen.</translation>
    </message>
    <message>
        <source>This may be chance.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Das kann Zufall sein.</translation>
    </message>
    <message>
        <source>{without_trips:.0f} % of the directed segments have no input trip; predictions there rest on other roads.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>{without_trips:.0f} % der gerichteten Segmente haben keine Eingabefahrt; Vorhersagen beruhen dort auf anderen Straßen.</translation>
    </message>
    <message>
        <source>No input trip on: {empty_days}.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Keine Eingabefahrt an: {empty_days}.</translation>
    </message>
    <message>
        <source>No input trip on any day at: {empty_hours}.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>An keinem Tag eine Eingabefahrt um: {empty_hours}.</translation>
    </message>
    <message>
        <source>The input trips are those of fewer than {few_drivers} drivers.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Die Eingabefahrten stammen von weniger als {few_drivers} Fahrern.</translation>
    </message>
    <message>
        <source>There are no street views: nothing is known of how roads look.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Es gibt keine Straßenbilder: Über das Aussehen der Straßen ist nichts bekannt.</translation>
    </message>
    <message>
        <source>{with_images:.0f} % of the directed segments have a street view of their own.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>{with_images:.0f} % der gerichteten Segmente haben ein eigenes Straßenbild.</translation>
    </message>
    <message>
        <source>Fixes are too far apart to show hard braking.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Die Messpunkte liegen zu weit auseinander, um starkes Bremsen zu zeigen.</translation>
    </message>
    <message>
        <source>Input trips use between {low:.0f} % ({lowest}) and {high:.0f} % ({highest}) of the directed segments of a district.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Eingabefahrten nutzen zwischen {low:.0f} % ({lowest}) und {high:.0f} % ({highest}) der gerichteten Segmente eines Stadtteils.</translation>
    </message>
    <message>
        <source>Districts without roads: {missing}.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Stadtteile ohne Straßen: {missing}.</translation>
    </message>
    <message>
        <source>Districts are ninths of the study area, and the centre is that of the area. Those with fewer than {min_roads} tested roads, or tested roads in fewer than {min_blocks} blocks of 500 m, are merged with a neighbour.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Stadtteile sind Neuntel des Untersuchungsgebiets; das Zentrum ist dessen Mitte. Solche mit weniger als {min_roads} geprüften Straßen oder mit geprüften Straßen in weniger als {min_blocks} Quadraten von 500 m sind mit einem Nachbarn zusammengelegt.</translation>
    </message>
    <message>
        <source>Period: {period}.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Zeitraum: {period}.</translation>
    </message>
    <message>
        <source>Fleet: about {trips:,} trips of {drivers:,} drivers. The trips of about {label_drivers:,} of these drivers make labels and are not seen by the model.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Flotte: etwa {trips:,} Fahrten von {drivers:,} Fahrern. Aus den Fahrten von etwa {label_drivers:,} dieser Fahrer entstehen Labels; das Modell sieht sie nicht.</translation>
    </message>
    <message>
        <source>Sampling: a fix every {median:.3g} s (5 % to 95 %: {p5:.3g} to {p95:.3g} s).</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Messabstand: ein Messpunkt alle {median:.3g} s (5 % bis 95 %: {p5:.3g} bis {p95:.3g} s).</translation>
    </message>
    <message>
        <source>Recovered: {recovered:.1f} % of the passes are between fixes more than 15 s apart; their ways and times are estimates.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Erschlossen: {recovered:.1f} % der Durchfahrten liegen zwischen Messpunkten, die mehr als 15 s auseinanderliegen; ihre Wege und Zeiten sind Schätzungen.</translation>
    </message>
    <message>
        <source>Street views: {images:,}.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Straßenbilder: {images:,}.</translation>
    </message>
    <message>
        <source>no better than the mean of the road's own trips: use Observed traffic where roads have trips.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>nicht besser als das Mittel der eigenen Fahrten der Straße: Wo Straßen Fahrten haben, „Beobachteter Verkehr“ verwenden.</translation>
    </message>
    <message>
        <source>no better than the mean or the usual class of all labels.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>nicht besser als das Mittel oder die häufigste Klasse aller Labels.</translation>
    </message>
    <message>
        <source>the intervals are calibrated on {few_calibrated} roads only.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Die Intervalle sind an nur {few_calibrated} Straßen kalibriert.</translation>
    </message>
    <message>
        <source>the figures are from {few_tested} tested roads only.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Die Werte stammen von nur {few_tested} geprüften Straßen.</translation>
    </message>
    <message>
        <source>fitted on {label_percent:.0f} % of the labels.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>an {label_percent:.0f} % der Labels angepasst.</translation>
    </message>
    <message>
        <source>the encoders may have seen pictures or labels of tested roads.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Die Encoder haben möglicherweise Bilder oder Labels geprüfter Straßen gesehen.</translation>
    </message>
    <message>
        <source>tested roads lie among training roads; far from roads with labels, errors may be larger.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Geprüfte Straßen liegen zwischen Trainingsstraßen; fern von Straßen mit Labels können die Fehler größer sein.</translation>
    </message>
    <message>
        <source>90 % intervals contain only {percent:.0f} % of {roads} tested roads: {group}.</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>90-%-Intervalle enthalten nur {percent:.0f} % von {roads} geprüften Straßen: {group}.</translation>
    </message>
    <message>
        <source>not stated</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>nicht angegeben</translation>
    </message>
    <message>
        <source>road class {group}</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Straßenklasse {group}</translation>
    </message>
    <message>
        <source>{group} input trips</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>{group} Eingabefahrten</translation>
    </message>
    <message>
        <source>based on: {group}</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Grundlage: {group}</translation>
    </message>
    <message>
        <source>places</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Orte</translation>
    </message>
    <message>
        <source>categories of places</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Kategorien von Orten</translation>
    </message>
    <message>
        <source>Mon</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Mo</translation>
    </message>
    <message>
        <source>Tue</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Di</translation>
    </message>
    <message>
        <source>Wed</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Mi</translation>
    </message>
    <message>
        <source>Thu</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Do</translation>
    </message>
    <message>
        <source>Fri</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Fr</translation>
    </message>
    <message>
        <source>Sat</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>Sa</translation>
    </message>
    <message>
        <source>Sun</source>
        <extracomment>trajganr_core/contract/texts/card_sections.py</extracomment>
        <translation>So</translation>
    </message>
    <message>
        <source>{width:.1f} × {height:.1f} km</source>
        <extracomment>trajganr_core/contract/texts/bundle_facts.py</extracomment>
        <translation>{width:.1f} × {height:.1f} km</translation>
    </message>
    <message>
        <source>no road has enough</source>
        <extracomment>trajganr_core/contract/texts/bundle_facts.py</extracomment>
        <translation>keine Straße hat genug</translation>
    </message>
    <message>
        <source>few: {count:,} directed roads.</source>
        <extracomment>trajganr_core/contract/texts/bundle_facts.py</extracomment>
        <translation>wenige: {count:,} gerichtete Straßen.</translation>
    </message>
    <message>
        <source>enough: {count:,} directed roads.</source>
        <extracomment>trajganr_core/contract/texts/bundle_facts.py</extracomment>
        <translation>genug: {count:,} gerichtete Straßen.</translation>
    </message>
    <message>
        <source>few data, do not rely on it.</source>
        <extracomment>trajganr_core/contract/texts/bundle_facts.py</extracomment>
        <translation>wenige Daten, nicht darauf verlassen.</translation>
    </message>
    <message>
        <source>{begin} to {end} UTC</source>
        <extracomment>trajganr_core/contract/texts/bundle_facts.py</extracomment>
        <translation>{begin} bis {end} UTC</translation>
    </message>
    <message>
        <source>period</source>
        <extracomment>trajganr_core/contract/texts/bundle_facts.py</extracomment>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>sampling</source>
        <extracomment>trajganr_core/contract/texts/bundle_facts.py</extracomment>
        <translation>Messabstand</translation>
    </message>
    <message>
        <source>distance to the road</source>
        <extracomment>trajganr_core/contract/texts/bundle_facts.py</extracomment>
        <translation>Abstand zur Straße</translation>
    </message>
    <message>
        <source>{trips:,} trips of {drivers:,} drivers in {pieces:,} pieces, {fixes:,} fixes, {km:,.0f} km driven</source>
        <extracomment>trajganr_core/contract/texts/bundle_facts.py</extracomment>
        <translation>{trips:,} Fahrten von {drivers:,} Fahrern in {pieces:,} Teilen, {fixes:,} Messpunkte, {km:,.0f} gefahrene km</translation>
    </message>
    <message>
        <source>a fix every {median} s; nine in ten intervals are the same</source>
        <extracomment>trajganr_core/contract/texts/bundle_facts.py</extracomment>
        <translation>ein Messpunkt alle {median} s; neun von zehn Abständen sind ebenso lang</translation>
    </message>
    <message>
        <source>a fix every {median} s; nine in ten intervals are {p5} to {p95} s</source>
        <extracomment>trajganr_core/contract/texts/bundle_facts.py</extracomment>
        <translation>ein Messpunkt alle {median} s; neun von zehn Abständen sind {p5} bis {p95} s</translation>
    </message>
    <message>
        <source>{median} m in the median, {p95} m or less for 95 % of the fixes</source>
        <extracomment>trajganr_core/contract/texts/bundle_facts.py</extracomment>
        <translation>{median} m im Median, höchstens {p95} m bei 95 % der Messpunkte</translation>
    </message>
    <message>
        <source>{edges:,} directed roads, {km:,.0f} km; {trips:,} ({share:.0f} %) have a trip, {images:,} a street view</source>
        <extracomment>trajganr_core/contract/texts/bundle_facts.py</extracomment>
        <translation>{edges:,} gerichtete Straßen, {km:,.0f} km; {trips:,} ({share:.0f} %) haben eine Fahrt, {images:,} ein Straßenbild</translation>
    </message>
    <message>
        <source>{images:,}; trips pass {passed:,} of them within {metres:g} m</source>
        <extracomment>trajganr_core/contract/texts/bundle_facts.py</extracomment>
        <translation>{images:,}; an {passed:,} davon fahren Fahrten in höchstens {metres:g} m Abstand vorbei</translation>
    </message>
    <message>
        <source>none: {why}</source>
        <extracomment>trajganr_core/contract/texts/bundle_facts.py</extracomment>
        <translation>keine: {why}</translation>
    </message>
    <message>
        <source>Uncertainty of speed</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Unsicherheit der Geschwindigkeit</translation>
    </message>
    <message>
        <source>± km/h</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>± km/h</translation>
    </message>
    <message>
        <source>TrajGANR {version}, model {name}.</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>TrajGANR {version}, Modell {name}.</translation>
    </message>
    <message>
        <source>about {n:,} drivers</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>etwa {n:,} Fahrer</translation>
    </message>
    <message>
        <source>{time}; {free:.0f} km/h in free flow. Observed on {n:,} segments.</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>{time}; bei freier Fahrt {free:.0f} km/h. Beobachtet auf {n:,} Segmenten.</translation>
    </message>
    <message>
        <source>Half of the 90 % interval of a usual road.</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Halbes 90-%-Intervall einer üblichen Straße.</translation>
    </message>
    <message>
        <source>Maps</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Karten</translation>
    </message>
    <message>
        <source>{n:,} drivers or more</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>{n:,} oder mehr Fahrer</translation>
    </message>
    <message>
        <source>Directed segments of at least {metres:g} m with passes of at least {n:,} drivers; of each street the most extreme. The extremes of many roads are partly chance: look at the intervals.</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Gerichtete Segmente von mindestens {metres:g} m mit Durchfahrten von mindestens {n:,} Fahrern; je Straße das äußerste. Extreme vieler Straßen sind zum Teil Zufall: die Intervalle beachten.</translation>
    </message>
    <message>
        <source>Buffer index: the extra time, relative to the mean travel time, with which 19 of 20 passes are in time. Intervals are of a bootstrap over drivers.</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Pufferindex: die zusätzliche Zeit im Verhältnis zur mittleren Reisezeit, mit der 19 von 20 Durchfahrten pünktlich sind. Die Intervalle sind aus einem Bootstrap über Fahrer.</translation>
    </message>
    <message>
        <source>{area}: report</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>{area}: Bericht</translation>
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
        <translation>Mittel der eigenen Fahrten der Straße {error:.1f}</translation>
    </message>
    <message>
        <source>model {error:.1f}</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Modell {error:.1f}</translation>
    </message>
    <message>
        <source>one speed for all {error:.1f}</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>eine Geschwindigkeit für alle {error:.1f}</translation>
    </message>
    <message>
        <source>{half} Mean errors, held out: {parts} km/h.</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>{half} Mittlere Fehler zurückgehaltener Werte: {parts} km/h.</translation>
    </message>
    <message>
        <source>not predicted</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>nicht vorhergesagt</translation>
    </message>
    <message>
        <source>{low:,} drivers or more</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>{low:,} Fahrer oder mehr</translation>
    </message>
    <message>
        <source>Coverage</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Abdeckung</translation>
    </message>
    <message>
        <source>fewer, or none</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>weniger oder keine</translation>
    </message>
    <message>
        <source>Not for</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Nicht für</translation>
    </message>
    <message>
        <source>Limits</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>The study area</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Das Untersuchungsgebiet</translation>
    </message>
    <message>
        <source>Sources</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>How good: figures of held-out roads</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Wie gut: Werte zurückgehaltener Straßen</translation>
    </message>
    <message>
        <source>What not to conclude</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Was man nicht folgern darf</translation>
    </message>
    <message>
        <source>Data, figures and limits</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Daten, Kennzahlen und Grenzen</translation>
    </message>
    <message>
        <source>No road has {n:,} drivers at this value or beyond.</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Keine Straße hat {n:,} Fahrer, die diesen Wert erreichen oder übertreffen.</translation>
    </message>
    <message>
        <source>No road has passes of {n:,} drivers or more.</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Keine Straße hat Durchfahrten von {n:,} Fahrern oder mehr.</translation>
    </message>
    <message>
        <source>Road</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Straße</translation>
    </message>
    <message>
        <source>Class</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Value (90 % interval)</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Wert (90-%-Intervall)</translation>
    </message>
    <message>
        <source>Drivers</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Fahrer</translation>
    </message>
    <message>
        <source>Summary</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Zusammenfassung</translation>
    </message>
    <message>
        <source>Roads</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Straßen</translation>
    </message>
    <message>
        <source>{n:,} segments</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>{n:,} Segmente</translation>
    </message>
    <message>
        <source>{km:,.0f} km; each direction of a road is a segment.</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>{km:,.0f} km; jede Richtung einer Straße ist ein Segment.</translation>
    </message>
    <message>
        <source>about {n:,} trips</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>etwa {n:,} Fahrten</translation>
    </message>
    <message>
        <source>Typical speed</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Übliche Geschwindigkeit</translation>
    </message>
    <message>
        <source>How sure</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Wie sicher</translation>
    </message>
    <message>
        <source>of the segments have trips; {percent:.0f} % have {n:,} drivers or more.</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>der Segmente haben Fahrten; {percent:.0f} % haben {n:,} oder mehr Fahrer.</translation>
    </message>
    <message>
        <source>No road has {n:,} drivers in a peak.</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Keine Straße hat in einer Spitzenzeit {n:,} Fahrer.</translation>
    </message>
    <message>
        <source>{title} (predicted)</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>{title} (vorhergesagt)</translation>
    </message>
    <message>
        <source>Fairness across districts</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Unterschiede zwischen Stadtteilen</translation>
    </message>
    <message>
        <source>all</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>alle</translation>
    </message>
    <message>
        <source>Segments</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Segmente</translation>
    </message>
    <message>
        <source>Slowest and least reliable roads: observed, over the whole week</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Langsamste und unzuverlässigste Straßen: beobachtet, über die ganze Woche</translation>
    </message>
    <message>
        <source>Slowest: mean speed, km/h</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Langsamste: mittlere Geschwindigkeit, km/h</translation>
    </message>
    <message>
        <source>Least reliable: buffer index</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Unzuverlässigste: Pufferindex</translation>
    </message>
    <message>
        <source>Good enough for</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Gut genug für</translation>
    </message>
    <message>
        <source>Not good enough for</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Nicht gut genug für</translation>
    </message>
    <message>
        <source>{drivers}, {first} to {last}.</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>{drivers}, {first} bis {last}.</translation>
    </message>
    <message>
        <source>Uncertainty: half of the 90 % interval of the predicted speed.</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Unsicherheit: halbes 90-%-Intervall der vorhergesagten Geschwindigkeit.</translation>
    </message>
    <message>
        <source>Where the two directions of a road differ, the one listed lower is on top.</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Wo sich die zwei Richtungen einer Straße unterscheiden, liegt die weiter unten aufgeführte oben.</translation>
    </message>
    <message>
        <source>{low:,} to {high:,} drivers</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>{low:,} bis {high:,} Fahrer</translation>
    </message>
    <message>
        <source>shipped model</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>mitgeliefertes Modell</translation>
    </message>
    <message>
        <source>{value} ({low} to {high})</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>{value} ({low} bis {high})</translation>
    </message>
    <message>
        <source>comparing roads: of two roads, the faster one is predicted to be faster in {comparing:.0f} of 100 cases</source>
        <extracomment>trajganr_core/publish/fitness.py</extracomment>
        <translation>Vergleiche von Straßen: Von zwei Straßen wird die schnellere in {comparing:.0f} von 100 Fällen als schneller vorhergesagt</translation>
    </message>
    <message>
        <source>the speed of a single road: the mean error is {single:.0f} % of the usual speed</source>
        <extracomment>trajganr_core/publish/fitness.py</extracomment>
        <translation>die Geschwindigkeit einer einzelnen Straße: Der mittlere Fehler beträgt {single:.0f} % der üblichen Geschwindigkeit</translation>
    </message>
    <message>
        <source>peak against free flow: {peak:,} segments are observed in the peak</source>
        <extracomment>trajganr_core/publish/fitness.py</extracomment>
        <translation>Spitzenzeit gegen freie Fahrt: {peak:,} Segmente sind in der Spitzenzeit beobachtet</translation>
    </message>
    <message>
        <source>a typical week: the trips are of {week:,} days</source>
        <extracomment>trajganr_core/publish/fitness.py</extracomment>
        <translation>eine typische Woche: Die Fahrten sind von {week:,} Tagen</translation>
    </message>
    <message>
        <source>an overview of the whole network: {network:.0f} % of the segments have trips</source>
        <extracomment>trajganr_core/publish/fitness.py</extracomment>
        <translation>einen Überblick über das ganze Netz: {network:.0f} % der Segmente haben Fahrten</translation>
    </message>
    <message>
        <source>comparing roads: of two roads, the faster one is predicted to be faster in only {comparing:.0f} of 100 cases</source>
        <extracomment>trajganr_core/publish/fitness.py</extracomment>
        <translation>Vergleiche von Straßen: Von zwei Straßen wird die schnellere nur in {comparing:.0f} von 100 Fällen als schneller vorhergesagt</translation>
    </message>
    <message>
        <source>the speed of a single road that is not measured: the mean error is {single:.0f} % of the usual speed</source>
        <extracomment>trajganr_core/publish/fitness.py</extracomment>
        <translation>die Geschwindigkeit einer einzelnen Straße ohne Messung: Der mittlere Fehler beträgt {single:.0f} % der üblichen Geschwindigkeit</translation>
    </message>
    <message>
        <source>peak against free flow: only {peak:,} segments are observed in the peak</source>
        <extracomment>trajganr_core/publish/fitness.py</extracomment>
        <translation>Spitzenzeit gegen freie Fahrt: Nur {peak:,} Segmente sind in der Spitzenzeit beobachtet</translation>
    </message>
    <message>
        <source>a typical week: the trips are of {week:,} days only</source>
        <extracomment>trajganr_core/publish/fitness.py</extracomment>
        <translation>eine typische Woche: Die Fahrten sind nur von {week:,} Tagen</translation>
    </message>
    <message>
        <source>judging the whole network by trips: {network:.0f} % of the segments have any</source>
        <extracomment>trajganr_core/publish/fitness.py</extracomment>
        <translation>Urteile über das ganze Netz nach Fahrten: {network:.0f} % der Segmente haben welche</translation>
    </message>
    <message>
        <source>traffic volumes and persons: the trips are of a sample of vehicles</source>
        <extracomment>trajganr_core/publish/fitness.py</extracomment>
        <translation>Verkehrsstärken und Personen: Die Fahrten sind die einer Stichprobe von Fahrzeugen</translation>
    </message>
    <message>
        <source>1,234.5</source>
        <extracomment>trajganr_core/contract/texts/local_numbers.py</extracomment>
        <translation>1.234,5</translation>
    </message>
    <message>
        <source>{name}: {fact}</source>
        <extracomment>trajganr_core/contract/texts/text.py</extracomment>
        <translation>{name}: {fact}</translation>
    </message>
    <message>
        <source>The job '{name}' was run before: its result is used.</source>
        <extracomment>qgis_plugin/client/chains.py</extracomment>
        <translation>Der Auftrag „{name}“ lief schon: Sein Ergebnis wird verwendet.</translation>
    </message>
    <message>
        <source>Estimate: {time} ({low} to {high}), {memory} of memory, {disk} of disk.</source>
        <extracomment>qgis_plugin/client/estimates.py</extracomment>
        <translation>Schätzung: {time} ({low} bis {high}), {memory} Arbeitsspeicher, {disk} auf dem Datenträger.</translation>
    </message>
    <message>
        <source>No estimate: {reason}</source>
        <extracomment>qgis_plugin/client/estimates.py</extracomment>
        <translation>Keine Schätzung: {reason}</translation>
    </message>
    <message>
        <source>more trips, or a road layer of your own with speeds</source>
        <extracomment>qgis_plugin/client/id_checks.py</extracomment>
        <translation>mehr Fahrten oder ein eigener Straßenlayer mit Geschwindigkeiten</translation>
    </message>
    <message>
        <source>more trips, or a road layer of your own with numbers of trips</source>
        <extracomment>qgis_plugin/client/id_checks.py</extracomment>
        <translation>mehr Fahrten oder ein eigener Straßenlayer mit Anzahlen von Fahrten</translation>
    </message>
    <message>
        <source>places (POIs)</source>
        <extracomment>qgis_plugin/client/id_checks.py</extracomment>
        <translation>Orte (POI)</translation>
    </message>
    <message>
        <source>trips with their measured speed at most 2 s apart</source>
        <extracomment>qgis_plugin/client/id_checks.py</extracomment>
        <translation>Fahrten mit gemessener Geschwindigkeit, Messpunkte höchstens 2 s auseinander</translation>
    </message>
    <message>
        <source>trips with fixes more than 2 s and at most 60 s apart</source>
        <extracomment>qgis_plugin/client/id_checks.py</extracomment>
        <translation>Fahrten, deren Messpunkte mehr als 2 s und höchstens 60 s auseinander liegen</translation>
    </message>
    <message>
        <source>any task</source>
        <extracomment>qgis_plugin/client/id_checks.py</extracomment>
        <translation>jede Aufgabe</translation>
    </message>
    <message>
        <source>No road has a label.</source>
        <extracomment>qgis_plugin/client/id_checks.py</extracomment>
        <translation>Keine Straße hat ein Label.</translation>
    </message>
    <message>
        <source>split</source>
        <extracomment>qgis_plugin/client/models.py</extracomment>
        <translation>Aufteilung</translation>
    </message>
    <message>
        <source>fold</source>
        <extracomment>qgis_plugin/client/models.py</extracomment>
        <translation>Fold</translation>
    </message>
    <message>
        <source>trips of a road</source>
        <extracomment>qgis_plugin/client/models.py</extracomment>
        <translation>Fahrten einer Straße</translation>
    </message>
    <message>
        <source>The model: preset {preset}, pretrained with fold {fold} of the split {split} held out, fine-tuned for: {heads}.</source>
        <extracomment>qgis_plugin/client/models.py</extracomment>
        <translation>Das Modell: Voreinstellung {preset}, vortrainiert mit zurückgehaltenem Fold {fold} der Aufteilung {split}, feinabgestimmt für: {heads}.</translation>
    </message>
    <message>
        <source>Fine-tuning with {options}.</source>
        <extracomment>qgis_plugin/client/models.py</extracomment>
        <translation>Feinabstimmung mit {options}.</translation>
    </message>
    <message>
        <source>nothing</source>
        <extracomment>qgis_plugin/client/models.py</extracomment>
        <translation>nichts</translation>
    </message>
    <message>
        <source>QGIS' Python lacks pyzmq, which is needed to connect to the worker. Install it in Plugins › TrajGANR › Set up TrajGANR…, or with the package manager that installed QGIS (Debian: python3-zmq; OSGeo4W: python3-pyzmq), and then restart QGIS.</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>Dem Python von QGIS fehlt pyzmq, das für die Verbindung zum Worker nötig ist. Es unter Erweiterungen › TrajGANR › TrajGANR einrichten… installieren oder mit der Paketverwaltung, mit der QGIS installiert wurde (Debian: python3-zmq; OSGeo4W: python3-pyzmq), und dann QGIS neu starten.</translation>
    </message>
    <message>
        <source>No worker is running: starting the local one…</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>Es läuft kein Worker: Der lokale wird gestartet…</translation>
    </message>
    <message>
        <source>The worker does not answer: waiting for it…</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>Der Worker antwortet nicht: Es wird auf ihn gewartet…</translation>
    </message>
    <message>
        <source>another person's job</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>ein Auftrag einer anderen Person</translation>
    </message>
    <message>
        <source>You can close this window: the TrajGANR dock shows the job. The job can go on without QGIS too. 'Cancel' stops the job.</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>Sie können dieses Fenster schließen: Das TrajGANR-Bedienfeld zeigt den Auftrag. Er kann auch ohne QGIS weiterlaufen. „Abbrechen“ beendet den Auftrag.</translation>
    </message>
    <message>
        <source>The job finished before it could be cancelled; the dock has its result.</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>Der Auftrag war fertig, bevor er abgebrochen werden konnte; sein Ergebnis steht im Bedienfeld.</translation>
    </message>
    <message>
        <source>Number {n} in the queue, after {name}.</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>Platz {n} in der Warteschlange, nach {name}.</translation>
    </message>
    <message>
        <source>about {span} left of this stage</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>noch etwa {span} für diesen Schritt</translation>
    </message>
    <message>
        <source>Sending {what} ({size} MB)</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>Senden: {what} ({size} MB)</translation>
    </message>
    <message>
        <source>The job '{name}' is queued.</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>Der Auftrag „{name}“ ist eingereiht.</translation>
    </message>
    <message>
        <source>Waiting for the result of {name}.</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>Warten auf das Ergebnis von {name}.</translation>
    </message>
    <message>
        <source>about {span} left</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>noch etwa {span}</translation>
    </message>
    <message>
        <source>Fetching {what}</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>{what} wird abgerufen</translation>
    </message>
    <message>
        <source>Cancelling the job…</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>Der Auftrag wird abgebrochen…</translation>
    </message>
    <message>
        <source>The worker has not stopped the job yet; the dock shows when it has.</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>Der Worker hat den Auftrag noch nicht beendet; das Bedienfeld zeigt, wann es so weit ist.</translation>
    </message>
    <message>
        <source>This worker runs on another machine. To read its log, run 'trajganr worker logs' there. The logs of jobs can be read here.</source>
        <extracomment>qgis_plugin/client/worker_log.py</extracomment>
        <translation>Dieser Worker läuft auf einem anderen Rechner. Um sein Protokoll zu lesen, dort „trajganr worker logs“ ausführen. Die Protokolle der Aufträge sind hier lesbar.</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}. A worker that runs in a terminal logs there.</source>
        <extracomment>qgis_plugin/client/worker_log.py</extracomment>
        <translation>{path} lässt sich nicht lesen: {reason}. Ein Worker, der in einem Terminal läuft, protokolliert dort.</translation>
    </message>
    <message>
        <source>QGIS' Python has pyzmq.</source>
        <extracomment>qgis_plugin/diagnosis/readiness.py</extracomment>
        <translation>Das Python von QGIS hat pyzmq.</translation>
    </message>
    <message>
        <source>The worker is installed, and uses the processor.</source>
        <extracomment>qgis_plugin/diagnosis/readiness.py</extracomment>
        <translation>Der Worker ist installiert und verwendet den Prozessor.</translation>
    </message>
    <message>
        <source>Optional: a token, a key that Mapillary gives you, lets you download its street views.</source>
        <extracomment>qgis_plugin/diagnosis/readiness.py</extracomment>
        <translation>Optional: Mit einem Token, einem Schlüssel, den Mapillary Ihnen gibt, können Sie dessen Straßenbilder herunterladen.</translation>
    </message>
    <message>
        <source>A small, simulated city: its trips and roads, and what was predicted of them.</source>
        <extracomment>qgis_plugin/diagnosis/readiness.py</extracomment>
        <translation>Eine kleine, simulierte Stadt: ihre Fahrten und Straßen, und was für sie vorhergesagt wurde.</translation>
    </message>
    <message>
        <source>A small part is missing with which QGIS talks to the worker. It comes with it.</source>
        <extracomment>qgis_plugin/diagnosis/readiness.py</extracomment>
        <translation>Es fehlt ein kleiner Teil, mit dem QGIS mit dem Worker spricht. Er wird mit ihm installiert.</translation>
    </message>
    <message>
        <source>A worker that was started manually runs on this machine.</source>
        <extracomment>qgis_plugin/diagnosis/readiness.py</extracomment>
        <translation>Auf diesem Rechner läuft ein von Hand gestarteter Worker.</translation>
    </message>
    <message>
        <source>The worker is not installed yet.</source>
        <extracomment>qgis_plugin/diagnosis/readiness.py</extracomment>
        <translation>Der Worker ist noch nicht installiert.</translation>
    </message>
    <message>
        <source>The worker is installed, and uses the graphics card.</source>
        <extracomment>qgis_plugin/diagnosis/readiness.py</extracomment>
        <translation>Der Worker ist installiert und verwendet die Grafikkarte.</translation>
    </message>
    <message>
        <source>A token is stored in QGIS' authentication manager.</source>
        <extracomment>qgis_plugin/diagnosis/readiness.py</extracomment>
        <translation>Ein Token ist in der Authentifizierungsverwaltung von QGIS gespeichert.</translation>
    </message>
    <message>
        <source>The demo city is in this project.</source>
        <extracomment>qgis_plugin/diagnosis/readiness.py</extracomment>
        <translation>Die Demostadt ist in diesem Projekt.</translation>
    </message>
    <message>
        <source>The worker runs on another machine: {name}.</source>
        <extracomment>qgis_plugin/diagnosis/readiness.py</extracomment>
        <translation>Der Worker läuft auf einem anderen Rechner: {name}.</translation>
    </message>
    <message>
        <source>The worker's Python no longer exists: {python}.</source>
        <extracomment>qgis_plugin/diagnosis/readiness.py</extracomment>
        <translation>Das Python des Workers existiert nicht mehr: {python}.</translation>
    </message>
    <message>
        <source>The worker runs on {python}.</source>
        <extracomment>qgis_plugin/diagnosis/readiness.py</extracomment>
        <translation>Der Worker läuft mit {python}.</translation>
    </message>
    <message>
        <source>These models were trained on it: {models}. They are kept, but without it they cannot be fine-tuned, evaluated or queried about its roads.</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>Mit ihm wurden diese Modelle trainiert: {models}. Sie bleiben erhalten, lassen sich ohne das Datenpaket aber weder feinabstimmen noch bewerten noch zu seinen Straßen abfragen.</translation>
    </message>
    <message>
        <source>What the data support</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>Was die Daten hergeben</translation>
    </message>
    <message>
        <source>Study areas</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>Untersuchungsgebiete</translation>
    </message>
    <message>
        <source>The selected study area</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>Das gewählte Untersuchungsgebiet</translation>
    </message>
    <message>
        <source>Selected study area</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>Gewähltes Untersuchungsgebiet</translation>
    </message>
    <message>
        <source>&amp;New…</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>&amp;Neu…</translation>
    </message>
    <message>
        <source>Open the form that prepares a study area</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>Das Formular öffnen, das ein Untersuchungsgebiet aufbereitet</translation>
    </message>
    <message>
        <source>Show on m&amp;ap</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>Auf die &amp;Karte</translation>
    </message>
    <message>
        <source>Show the selected area on the map (Enter)</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>Das gewählte Gebiet auf der Karte zeigen (Eingabe)</translation>
    </message>
    <message>
        <source>&amp;Quality report</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>Beri&amp;cht</translation>
    </message>
    <message>
        <source>Create the bundle's quality report and open it in the browser</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>Den Qualitätsbericht des Datenpakets erstellen und im Browser öffnen</translation>
    </message>
    <message>
        <source>Predict roads…</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>Straßen vorhersagen…</translation>
    </message>
    <message>
        <source>Open the form that predicts the roads from the bundle, without training</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>Das Formular öffnen, das die Straßen aus dem Datenpaket vorhersagt, ohne Training</translation>
    </message>
    <message>
        <source>Pretra&amp;in…</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>&amp;Vortrainieren…</translation>
    </message>
    <message>
        <source>Open the form that trains a model on the bundle</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>Das Formular öffnen, das ein Modell mit dem Datenpaket trainiert</translation>
    </message>
    <message>
        <source>E&amp;xport layers…</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>E&amp;xportieren…</translation>
    </message>
    <message>
        <source>Open the form that writes the bundle's layers into files</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>Das Formular öffnen, das die Layer des Datenpakets in Dateien schreibt</translation>
    </message>
    <message>
        <source>Delete</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Delete the bundle (Delete)</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>Das Datenpaket löschen (Entf)</translation>
    </message>
    <message>
        <source>Delete the study area '{name}' from the worker?</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>Das Untersuchungsgebiet „{name}“ auf dem Worker löschen?</translation>
    </message>
    <message>
        <source>No model depends on it.</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>Kein Modell hängt davon ab.</translation>
    </message>
    <message>
        <source>Select a study area to see its contents.</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>Ein Untersuchungsgebiet wählen, um seinen Inhalt anzuzeigen.</translation>
    </message>
    <message>
        <source>Size</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Created</source>
        <extracomment>qgis_plugin/gui/areas_tab.py</extracomment>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Save chart</source>
        <extracomment>qgis_plugin/gui/chart.py</extracomment>
        <translation>Diagramm speichern</translation>
    </message>
    <message>
        <source>Save charts</source>
        <extracomment>qgis_plugin/gui/chart.py</extracomment>
        <translation>Diagramme speichern</translation>
    </message>
    <message>
        <source>Save '{chart}' as {format}…</source>
        <extracomment>qgis_plugin/gui/chart.py</extracomment>
        <translation>„{chart}“ als {format} speichern…</translation>
    </message>
    <message>
        <source>Table</source>
        <extracomment>qgis_plugin/gui/chart.py</extracomment>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Continue</source>
        <extracomment>qgis_plugin/gui/city_dialog.py</extracomment>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>What is finished is not done again</source>
        <extracomment>qgis_plugin/gui/city_dialog.py</extracomment>
        <translation>Was fertig ist, wird nicht wiederholt</translation>
    </message>
    <message>
        <source>Close QGIS</source>
        <extracomment>qgis_plugin/gui/closing.py</extracomment>
        <translation>QGIS schließen</translation>
    </message>
    <message>
        <source>The dock shows their results when QGIS is opened again.</source>
        <extracomment>qgis_plugin/gui/closing.py</extracomment>
        <translation>Das Bedienfeld zeigt ihre Ergebnisse, wenn QGIS wieder geöffnet wird.</translation>
    </message>
    <message>
        <source>&amp;Let them go on</source>
        <extracomment>qgis_plugin/gui/closing.py</extracomment>
        <translation>&amp;Weiterlaufen lassen</translation>
    </message>
    <message>
        <source>&amp;Cancel them</source>
        <extracomment>qgis_plugin/gui/closing.py</extracomment>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Keep QGIS open</source>
        <extracomment>qgis_plugin/gui/closing.py</extracomment>
        <translation>&amp;QGIS offen lassen</translation>
    </message>
    <message>
        <source>Jobs of TrajGANR that are still running: {n}. They can go on without QGIS.</source>
        <extracomment>qgis_plugin/gui/closing.py</extracomment>
        <translation>Laufende Aufträge von TrajGANR: {n}. Sie können ohne QGIS weiterlaufen.</translation>
    </message>
    <message>
        <source>{n} done</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>{n} fertig</translation>
    </message>
    <message>
        <source>{n} failed</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>{n} fehlgeschlagen</translation>
    </message>
    <message>
        <source>{n} stopped</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>{n} angehalten</translation>
    </message>
    <message>
        <source>TrajGANR</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>TrajGANR</translation>
    </message>
    <message>
        <source>Looking for a worker…</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>Ein Worker wird gesucht…</translation>
    </message>
    <message>
        <source>The worker crashed and is started again; its jobs resume.</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>Der Worker ist abgestürzt und wird wieder gestartet; seine Aufträge werden fortgesetzt.</translation>
    </message>
    <message>
        <source>Open log</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>Protokoll öffnen</translation>
    </message>
    <message>
        <source>Show jobs</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>Aufträge zeigen</translation>
    </message>
    <message>
        <source>Try again</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Details</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>While QGIS was closed: {counts}.</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>Während QGIS geschlossen war: {counts}.</translation>
    </message>
    <message>
        <source>Worker</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Areas</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>Gebiete</translation>
    </message>
    <message>
        <source>Models</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Jobs</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>It crashed. Starting it again…</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>Er ist abgestürzt. Er wird wieder gestartet…</translation>
    </message>
    <message>
        <source>Open results…</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>Ergebnisse öffnen…</translation>
    </message>
    <message>
        <source>The job '{name}' failed: {reason}</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>Der Auftrag „{name}“ ist fehlgeschlagen: {reason}</translation>
    </message>
    <message>
        <source>Predicted roads</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>Vorhergesagte Straßen</translation>
    </message>
    <message>
        <source>The shipped model, adapted to the bundle, has predicted these roads.</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>Das mitgelieferte Modell, angepasst an das Datenpaket, hat diese Straßen vorhergesagt.</translation>
    </message>
    <message>
        <source>The worker has crashed more than {n} times within {span} and is not started again.</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>Der Worker ist innerhalb von {span} mehr als {n} Mal abgestürzt und wird nicht wieder gestartet.</translation>
    </message>
    <message>
        <source>The worker of this profile no longer has the job {id}.</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>Der Worker dieses Profils hat den Auftrag {id} nicht mehr.</translation>
    </message>
    <message>
        <source>The worker of this profile no longer has the model {id}.</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>Der Worker dieses Profils hat das Modell {id} nicht mehr.</translation>
    </message>
    <message>
        <source>job</source>
        <extracomment>qgis_plugin/gui/dock.py</extracomment>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>{same} of {all} roads have label and prediction in the same class.</source>
        <extracomment>qgis_plugin/gui/evaluation_charts.py</extracomment>
        <translation>Bei {same} von {all} Straßen liegen Label und Vorhersage in derselben Klasse.</translation>
    </message>
    <message>
        <source>{group} input trips: mean of own trips {mean}, model {model} on {roads} roads</source>
        <extracomment>qgis_plugin/gui/evaluation_charts.py</extracomment>
        <translation>{group} Eingabefahrten: Mittel der eigenen Fahrten {mean}, Modell {model} auf {roads} Straßen</translation>
    </message>
    <message>
        <source>{group} input trips: {share} of the labels of {roads} roads are in the interval</source>
        <extracomment>qgis_plugin/gui/evaluation_charts.py</extracomment>
        <translation>{group} Eingabefahrten: {share} der Labels von {roads} Straßen liegen im Intervall</translation>
    </message>
    <message>
        <source>Not counted in this evaluation. Evaluate the model again to see it.</source>
        <extracomment>qgis_plugin/gui/evaluation_charts.py</extracomment>
        <translation>In dieser Bewertung nicht gezählt. Das Modell erneut bewerten, um es zu sehen.</translation>
    </message>
    <message>
        <source>True</source>
        <extracomment>qgis_plugin/gui/evaluation_charts.py</extracomment>
        <translation>Wahr</translation>
    </message>
    <message>
        <source>True, in the same order</source>
        <extracomment>qgis_plugin/gui/evaluation_charts.py</extracomment>
        <translation>Wahr, in gleicher Reihenfolge</translation>
    </message>
    <message>
        <source>Coverage by density</source>
        <extracomment>qgis_plugin/gui/evaluation_charts.py</extracomment>
        <translation>Abdeckung nach Dichte</translation>
    </message>
    <message>
        <source>Input trips, at least</source>
        <extracomment>qgis_plugin/gui/evaluation_charts.py</extracomment>
        <translation>Eingabefahrten, mindestens</translation>
    </message>
    <message>
        <source>Task</source>
        <extracomment>qgis_plugin/gui/evaluation_charts.py</extracomment>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>Predicted against true</source>
        <extracomment>qgis_plugin/gui/evaluation_charts.py</extracomment>
        <translation>Vorhergesagt und wahr</translation>
    </message>
    <message>
        <source>Error by density</source>
        <extracomment>qgis_plugin/gui/evaluation_charts.py</extracomment>
        <translation>Fehler nach Dichte</translation>
    </message>
    <message>
        <source>True ({unit})</source>
        <extracomment>qgis_plugin/gui/evaluation_charts.py</extracomment>
        <translation>Wahr ({unit})</translation>
    </message>
    <message>
        <source>Label {label}, prediction {prediction}: roads: {count}</source>
        <extracomment>qgis_plugin/gui/evaluation_charts.py</extracomment>
        <translation>Label {label}, Vorhersage {prediction}: Straßen: {count}</translation>
    </message>
    <message>
        <source>Error (grey: own trips)</source>
        <extracomment>qgis_plugin/gui/evaluation_charts.py</extracomment>
        <translation>Fehler (grau: eigene Fahrten)</translation>
    </message>
    <message>
        <source>No intervals, or fewer than {n} roads of each density.</source>
        <extracomment>qgis_plugin/gui/evaluation_charts.py</extracomment>
        <translation>Keine Intervalle, oder weniger als {n} Straßen je Dichte.</translation>
    </message>
    <message>
        <source>100 and more</source>
        <extracomment>qgis_plugin/gui/evaluation_charts.py</extracomment>
        <translation>100 und mehr</translation>
    </message>
    <message>
        <source>{span} ago</source>
        <extracomment>qgis_plugin/gui/formatting.py</extracomment>
        <translation>vor {span}</translation>
    </message>
    <message>
        <source>Making the quality report</source>
        <extracomment>qgis_plugin/gui/forms.py</extracomment>
        <translation>Der Qualitätsbericht wird erstellt</translation>
    </message>
    <message>
        <source>Fetching the quality report</source>
        <extracomment>qgis_plugin/gui/forms.py</extracomment>
        <translation>Der Qualitätsbericht wird abgerufen</translation>
    </message>
    <message>
        <source>User guide</source>
        <extracomment>qgis_plugin/gui/guide.py</extracomment>
        <translation>Handbuch</translation>
    </message>
    <message>
        <source>Results:</source>
        <extracomment>qgis_plugin/gui/job_dialog.py</extracomment>
        <translation>Ergebnisse:</translation>
    </message>
    <message>
        <source>Estimate</source>
        <extracomment>qgis_plugin/gui/job_dialog.py</extracomment>
        <translation>Schätzung</translation>
    </message>
    <message>
        <source>Estimating the job</source>
        <extracomment>qgis_plugin/gui/job_dialog.py</extracomment>
        <translation>Der Aufwand des Auftrags wird geschätzt</translation>
    </message>
    <message>
        <source>Chosen for this worker: {settings}. With the defaults it would take about {time}.</source>
        <extracomment>qgis_plugin/gui/job_dialog.py</extracomment>
        <translation>Für diesen Worker gewählt: {settings}. Mit den Standardwerten würde es etwa {time} dauern.</translation>
    </message>
    <message>
        <source>With {settings} it takes about {time}.</source>
        <extracomment>qgis_plugin/gui/job_dialog.py</extracomment>
        <translation>Mit diesen Werten dauert es etwa {time}: {settings}.</translation>
    </message>
    <message>
        <source>epochs</source>
        <extracomment>qgis_plugin/gui/job_dialog.py</extracomment>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>width of the embedding</source>
        <extracomment>qgis_plugin/gui/job_dialog.py</extracomment>
        <translation>Breite des Embeddings</translation>
    </message>
    <message>
        <source>transformer layers</source>
        <extracomment>qgis_plugin/gui/job_dialog.py</extracomment>
        <translation>Transformer-Schichten</translation>
    </message>
    <message>
        <source>Waiting</source>
        <extracomment>qgis_plugin/gui/job_table.py</extracomment>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Starting</source>
        <extracomment>qgis_plugin/gui/job_table.py</extracomment>
        <translation>Startet</translation>
    </message>
    <message>
        <source>Running</source>
        <extracomment>qgis_plugin/gui/job_table.py</extracomment>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <extracomment>qgis_plugin/gui/job_table.py</extracomment>
        <translation>Wird abgebrochen</translation>
    </message>
    <message>
        <source>Done</source>
        <extracomment>qgis_plugin/gui/job_table.py</extracomment>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Failed</source>
        <extracomment>qgis_plugin/gui/job_table.py</extracomment>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <extracomment>qgis_plugin/gui/job_table.py</extracomment>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <extracomment>qgis_plugin/gui/job_table.py</extracomment>
        <translation>Unterbrochen</translation>
    </message>
    <message>
        <source>Kind</source>
        <extracomment>qgis_plugin/gui/job_table.py</extracomment>
        <translation>Art</translation>
    </message>
    <message>
        <source>State</source>
        <extracomment>qgis_plugin/gui/job_table.py</extracomment>
        <translation>Status</translation>
    </message>
    <message>
        <source>Progress</source>
        <extracomment>qgis_plugin/gui/job_table.py</extracomment>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>{span} left</source>
        <extracomment>qgis_plugin/gui/job_table.py</extracomment>
        <translation>noch {span}</translation>
    </message>
    <message>
        <source>no. {n}</source>
        <extracomment>qgis_plugin/gui/job_table.py</extracomment>
        <translation>Nr. {n}</translation>
    </message>
    <message>
        <source>Submitted {at}</source>
        <extracomment>qgis_plugin/gui/job_table.py</extracomment>
        <translation>Abgeschickt {at}</translation>
    </message>
    <message>
        <source>Delete the job '{name}', its log and its result? Bundles and models that it created are kept.</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Den Auftrag „{name}“ mit Protokoll und Ergebnis löschen? Von ihm erstellte Datenpakete und Modelle bleiben erhalten.</translation>
    </message>
    <message>
        <source>Fine-tune the model to measure it.</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Zum Messen das Modell feinabstimmen.</translation>
    </message>
    <message>
        <source>Evaluate the model to measure it.</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Zum Messen das Modell bewerten.</translation>
    </message>
    <message>
        <source>Folder for the predicted roads</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Ordner für die vorhergesagten Straßen</translation>
    </message>
    <message>
        <source>Page to share…</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Seite zum Weitergeben…</translation>
    </message>
    <message>
        <source>Selected job</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Gewählter Auftrag</translation>
    </message>
    <message>
        <source>The selected job</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Der gewählte Auftrag</translation>
    </message>
    <message>
        <source>Ne&amp;xt step…</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>&amp;Weiter…</translation>
    </message>
    <message>
        <source>Open the form of the next algorithm, filled in with this job's result</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Das Formular des nächsten Algorithmus öffnen, ausgefüllt mit dem Ergebnis dieses Auftrags</translation>
    </message>
    <message>
        <source>Ope&amp;n result…</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Er&amp;gebnis…</translation>
    </message>
    <message>
        <source>Save the predicted roads and add them to the project</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Die vorhergesagten Straßen speichern und dem Projekt hinzufügen</translation>
    </message>
    <message>
        <source>Create the quality report of the bundle and open it in the browser</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Den Qualitätsbericht des Datenpakets erstellen und im Browser öffnen</translation>
    </message>
    <message>
        <source>C&amp;ancel job</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>A&amp;bbrechen</translation>
    </message>
    <message>
        <source>Stop the job</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Den Auftrag anhalten</translation>
    </message>
    <message>
        <source>Res&amp;ume</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Fortsetze&amp;n</translation>
    </message>
    <message>
        <source>Queue the job again; training resumes from its checkpoint</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Den Auftrag erneut einreihen; ein Training wird ab seinem Sicherungspunkt fortgesetzt</translation>
    </message>
    <message>
        <source>De&amp;tach</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>&amp;Loslösen</translation>
    </message>
    <message>
        <source>Let the job run in the background: the algorithm that is waiting for it ends, and QGIS can be closed. Open the result here later.</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Den Auftrag im Hintergrund weiterlaufen lassen: Der wartende Algorithmus endet, und QGIS kann geschlossen werden. Das Ergebnis lässt sich später hier öffnen.</translation>
    </message>
    <message>
        <source>Deta&amp;ils</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>&amp;Einzelheiten</translation>
    </message>
    <message>
        <source>Show the job's result or error as text (Enter)</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Ergebnis oder Fehler des Auftrags als Text zeigen (Eingabe)</translation>
    </message>
    <message>
        <source>Open lo&amp;g</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>&amp;Protokoll</translation>
    </message>
    <message>
        <source>Show the job's log, updated while the job runs</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Das Protokoll des Auftrags zeigen; es wird laufend aktualisiert</translation>
    </message>
    <message>
        <source>Delete the job, its log and its result (Delete)</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Den Auftrag mit Protokoll und Ergebnis löschen (Entf)</translation>
    </message>
    <message>
        <source>Save the predicted roads</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Die vorhergesagten Straßen speichern</translation>
    </message>
    <message>
        <source>Tr&amp;y again</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Erneut &amp;versuchen</translation>
    </message>
    <message>
        <source>Select a job to see its status.</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Einen Auftrag wählen, um seinen Status anzuzeigen.</translation>
    </message>
    <message>
        <source>QGIS is waiting for this job; Detach lets it run in the background.</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>QGIS wartet auf diesen Auftrag; mit „Loslösen“ läuft er im Hintergrund weiter.</translation>
    </message>
    <message>
        <source>GeoPackage</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>GeoPackage</translation>
    </message>
    <message>
        <source>Log of {name}</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Protokoll von {name}</translation>
    </message>
    <message>
        <source>on {device}</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>auf {device}</translation>
    </message>
    <message>
        <source>It continues when QGIS is closed.</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>Er läuft weiter, wenn QGIS geschlossen wird.</translation>
    </message>
    <message>
        <source>Fetching {name}</source>
        <extracomment>qgis_plugin/gui/jobs_tab.py</extracomment>
        <translation>{name} wird abgerufen</translation>
    </message>
    <message>
        <source>Origin of the selected layer</source>
        <extracomment>qgis_plugin/gui/layer_origin.py</extracomment>
        <translation>Herkunft des gewählten Layers</translation>
    </message>
    <message>
        <source>Show jo&amp;b</source>
        <extracomment>qgis_plugin/gui/layer_origin.py</extracomment>
        <translation>Auf&amp;trag zeigen</translation>
    </message>
    <message>
        <source>Select the job that created the layer</source>
        <extracomment>qgis_plugin/gui/layer_origin.py</extracomment>
        <translation>Den Auftrag auswählen, der den Layer erstellt hat</translation>
    </message>
    <message>
        <source>Show model</source>
        <extracomment>qgis_plugin/gui/layer_origin.py</extracomment>
        <translation>Modell zeigen</translation>
    </message>
    <message>
        <source>Select the model that the layer was predicted with</source>
        <extracomment>qgis_plugin/gui/layer_origin.py</extracomment>
        <translation>Das Modell auswählen, mit dem der Layer vorhergesagt wurde</translation>
    </message>
    <message>
        <source>Layer '{name}'</source>
        <extracomment>qgis_plugin/gui/layer_origin.py</extracomment>
        <translation>Layer „{name}“</translation>
    </message>
    <message>
        <source>&amp;Copy all</source>
        <extracomment>qgis_plugin/gui/log_viewer.py</extracomment>
        <translation>Alles &amp;kopieren</translation>
    </message>
    <message>
        <source>Loss</source>
        <extracomment>qgis_plugin/gui/loss_curve.py</extracomment>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Validation loss</source>
        <extracomment>qgis_plugin/gui/loss_curve.py</extracomment>
        <translation>Validierungsverlust</translation>
    </message>
    <message>
        <source>No loss yet</source>
        <extracomment>qgis_plugin/gui/loss_curve.py</extracomment>
        <translation>Noch kein Verlust</translation>
    </message>
    <message>
        <source>Not evaluated yet</source>
        <extracomment>qgis_plugin/gui/loss_curve.py</extracomment>
        <translation>Noch nicht ausgewertet</translation>
    </message>
    <message>
        <source>No loss was reported.</source>
        <extracomment>qgis_plugin/gui/loss_curve.py</extracomment>
        <translation>Es wurde kein Verlust gemeldet.</translation>
    </message>
    <message>
        <source>Epoch</source>
        <extracomment>qgis_plugin/gui/loss_curve.py</extracomment>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>{stage}: loss from {first} to {last}.</source>
        <extracomment>qgis_plugin/gui/loss_curve.py</extracomment>
        <translation>{stage}: Verlust von {first} bis {last}.</translation>
    </message>
    <message>
        <source>Epoch {epoch}</source>
        <extracomment>qgis_plugin/gui/loss_curve.py</extracomment>
        <translation>Epoche {epoch}</translation>
    </message>
    <message>
        <source>No validation loss was reported.</source>
        <extracomment>qgis_plugin/gui/loss_curve.py</extracomment>
        <translation>Es wurde kein Validierungsverlust gemeldet.</translation>
    </message>
    <message>
        <source>These figures are for different held-out roads: bundle, split or fold differ. Evaluate the models on one bundle to compare them.</source>
        <extracomment>qgis_plugin/gui/model_page.py</extracomment>
        <translation>Diese Zahlen gelten für verschiedene zurückgehaltene Straßen: Datenpaket, Aufteilung oder Fold sind verschieden. Für einen Vergleich die Modelle auf demselben Datenpaket bewerten.</translation>
    </message>
    <message>
        <source>Intended use</source>
        <extracomment>qgis_plugin/gui/model_page.py</extracomment>
        <translation>Verwendungszweck</translation>
    </message>
    <message>
        <source>Not intended for:</source>
        <extracomment>qgis_plugin/gui/model_page.py</extracomment>
        <translation>Nicht vorgesehen für:</translation>
    </message>
    <message>
        <source>Data</source>
        <extracomment>qgis_plugin/gui/model_page.py</extracomment>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Properties</source>
        <extracomment>qgis_plugin/gui/model_page.py</extracomment>
        <translation>Eigenschaften</translation>
    </message>
    <message>
        <source>Held-out figures</source>
        <extracomment>qgis_plugin/gui/model_page.py</extracomment>
        <translation>Zahlen auf zurückgehaltenen Straßen</translation>
    </message>
    <message>
        <source>Differences</source>
        <extracomment>qgis_plugin/gui/model_page.py</extracomment>
        <translation>Unterschiede</translation>
    </message>
    <message>
        <source>Not fine-tuned: there is no task to evaluate.</source>
        <extracomment>qgis_plugin/gui/model_page.py</extracomment>
        <translation>Nicht feinabgestimmt: Es gibt keine Aufgabe, die bewertet werden könnte.</translation>
    </message>
    <message>
        <source>The worker no longer has the model's bundle.</source>
        <extracomment>qgis_plugin/gui/model_page.py</extracomment>
        <translation>Der Worker hat das Datenpaket des Modells nicht mehr.</translation>
    </message>
    <message>
        <source>Pretraining</source>
        <extracomment>qgis_plugin/gui/model_page.py</extracomment>
        <translation>Vortraining</translation>
    </message>
    <message>
        <source>{mark} marks the better value.</source>
        <extracomment>qgis_plugin/gui/model_page.py</extracomment>
        <translation>{mark} kennzeichnet den besseren Wert.</translation>
    </message>
    <message>
        <source>None of these models is fine-tuned.</source>
        <extracomment>qgis_plugin/gui/model_page.py</extracomment>
        <translation>Keines dieser Modelle ist feinabgestimmt.</translation>
    </message>
    <message>
        <source>The models differ only in their names.</source>
        <extracomment>qgis_plugin/gui/model_page.py</extracomment>
        <translation>Die Modelle unterscheiden sich nur im Namen.</translation>
    </message>
    <message>
        <source>id</source>
        <extracomment>qgis_plugin/gui/model_page.py</extracomment>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Delete {names}? Predicted layers are kept, but cannot be created again.</source>
        <extracomment>qgis_plugin/gui/models_tab.py</extracomment>
        <translation>{names} löschen? Vorhergesagte Layer bleiben erhalten, können aber nicht erneut erstellt werden.</translation>
    </message>
    <message>
        <source>not fine-tuned</source>
        <extracomment>qgis_plugin/gui/models_tab.py</extracomment>
        <translation>nicht feinabgestimmt</translation>
    </message>
    <message>
        <source>Card of the selected model</source>
        <extracomment>qgis_plugin/gui/models_tab.py</extracomment>
        <translation>Steckbrief des gewählten Modells</translation>
    </message>
    <message>
        <source>Select a model to read its card, or several to compare them.</source>
        <extracomment>qgis_plugin/gui/models_tab.py</extracomment>
        <translation>Ein Modell wählen, um seinen Steckbrief zu lesen, oder mehrere, um sie zu vergleichen.</translation>
    </message>
    <message>
        <source>Travel times…</source>
        <extracomment>qgis_plugin/gui/models_tab.py</extracomment>
        <translation>Reisezeiten…</translation>
    </message>
    <message>
        <source>Report of a study area…</source>
        <extracomment>qgis_plugin/gui/models_tab.py</extracomment>
        <translation>Bericht über ein Untersuchungsgebiet…</translation>
    </message>
    <message>
        <source>Predic&amp;t…</source>
        <extracomment>qgis_plugin/gui/models_tab.py</extracomment>
        <translation>&amp;Vorhersagen…</translation>
    </message>
    <message>
        <source>Open the form that predicts roads with the model</source>
        <extracomment>qgis_plugin/gui/models_tab.py</extracomment>
        <translation>Das Formular öffnen, das mit dem Modell Straßen vorhersagt</translation>
    </message>
    <message>
        <source>&amp;Fine-tune…</source>
        <extracomment>qgis_plugin/gui/models_tab.py</extracomment>
        <translation>&amp;Feinabstimmen…</translation>
    </message>
    <message>
        <source>Open the form that fine-tunes the model</source>
        <extracomment>qgis_plugin/gui/models_tab.py</extracomment>
        <translation>Das Formular öffnen, das das Modell feinabstimmt</translation>
    </message>
    <message>
        <source>Ev&amp;aluate…</source>
        <extracomment>qgis_plugin/gui/models_tab.py</extracomment>
        <translation>&amp;Bewerten…</translation>
    </message>
    <message>
        <source>Open the form that evaluates the model on a bundle</source>
        <extracomment>qgis_plugin/gui/models_tab.py</extracomment>
        <translation>Das Formular öffnen, das das Modell auf einem Datenpaket bewertet</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <extracomment>qgis_plugin/gui/models_tab.py</extracomment>
        <translation>E&amp;xportieren…</translation>
    </message>
    <message>
        <source>Open the form that exports the model's predictions and embeddings</source>
        <extracomment>qgis_plugin/gui/models_tab.py</extracomment>
        <translation>Das Formular öffnen, das Vorhersagen und Embeddings des Modells exportiert</translation>
    </message>
    <message>
        <source>Delete the selected models (Delete)</source>
        <extracomment>qgis_plugin/gui/models_tab.py</extracomment>
        <translation>Die gewählten Modelle löschen (Entf)</translation>
    </message>
    <message>
        <source>Area</source>
        <extracomment>qgis_plugin/gui/models_tab.py</extracomment>
        <translation>Gebiet</translation>
    </message>
    <message>
        <source>Held out</source>
        <extracomment>qgis_plugin/gui/models_tab.py</extracomment>
        <translation>Testwerte</translation>
    </message>
    <message>
        <source>length {value}</source>
        <extracomment>qgis_plugin/gui/place/bars.py</extracomment>
        <translation>Länge {value}</translation>
    </message>
    <message>
        <source>very low</source>
        <extracomment>qgis_plugin/gui/place/bars.py</extracomment>
        <translation>sehr gering</translation>
    </message>
    <message>
        <source>low</source>
        <extracomment>qgis_plugin/gui/place/bars.py</extracomment>
        <translation>gering</translation>
    </message>
    <message>
        <source>medium</source>
        <extracomment>qgis_plugin/gui/place/bars.py</extracomment>
        <translation>mittel</translation>
    </message>
    <message>
        <source>high</source>
        <extracomment>qgis_plugin/gui/place/bars.py</extracomment>
        <translation>hoch</translation>
    </message>
    <message>
        <source>very high</source>
        <extracomment>qgis_plugin/gui/place/bars.py</extracomment>
        <translation>sehr hoch</translation>
    </message>
    <message>
        <source>food</source>
        <extracomment>qgis_plugin/gui/place/bars.py</extracomment>
        <translation>Gastronomie</translation>
    </message>
    <message>
        <source>shop</source>
        <extracomment>qgis_plugin/gui/place/bars.py</extracomment>
        <translation>Handel</translation>
    </message>
    <message>
        <source>education</source>
        <extracomment>qgis_plugin/gui/place/bars.py</extracomment>
        <translation>Bildung</translation>
    </message>
    <message>
        <source>health</source>
        <extracomment>qgis_plugin/gui/place/bars.py</extracomment>
        <translation>Gesundheit</translation>
    </message>
    <message>
        <source>leisure</source>
        <extracomment>qgis_plugin/gui/place/bars.py</extracomment>
        <translation>Freizeit</translation>
    </message>
    <message>
        <source>tourism</source>
        <extracomment>qgis_plugin/gui/place/bars.py</extracomment>
        <translation>Tourismus</translation>
    </message>
    <message>
        <source>office</source>
        <extracomment>qgis_plugin/gui/place/bars.py</extracomment>
        <translation>Büro</translation>
    </message>
    <message>
        <source>transport</source>
        <extracomment>qgis_plugin/gui/place/bars.py</extracomment>
        <translation>Verkehr</translation>
    </message>
    <message>
        <source>&amp;This place</source>
        <extracomment>qgis_plugin/gui/place/click_keeper.py</extracomment>
        <translation>&amp;Diesen Ort</translation>
    </message>
    <message>
        <source>&amp;Every clicked place</source>
        <extracomment>qgis_plugin/gui/place/click_keeper.py</extracomment>
        <translation>&amp;Alle angeklickten Orte</translation>
    </message>
    <message>
        <source>In a &amp;GeoPackage…</source>
        <extracomment>qgis_plugin/gui/place/click_keeper.py</extracomment>
        <translation>In einem &amp;GeoPackage…</translation>
    </message>
    <message>
        <source>Creating a layer of clicks</source>
        <extracomment>qgis_plugin/gui/place/click_keeper.py</extracomment>
        <translation>Ein Layer der Klicks wird erstellt</translation>
    </message>
    <message>
        <source>Save clicks in a GeoPackage</source>
        <extracomment>qgis_plugin/gui/place/click_keeper.py</extracomment>
        <translation>Klicks in einem GeoPackage speichern</translation>
    </message>
    <message>
        <source>TrajGANR clicks</source>
        <extracomment>qgis_plugin/gui/place/click_keeper.py</extracomment>
        <translation>TrajGANR-Klicks</translation>
    </message>
    <message>
        <source>This is place A. Click place B on the map.</source>
        <extracomment>qgis_plugin/gui/place/comparison.py</extracomment>
        <translation>Das ist Ort A. Ort B auf der Karte anklicken.</translation>
    </message>
    <message>
        <source>Similarity of the places</source>
        <extracomment>qgis_plugin/gui/place/comparison.py</extracomment>
        <translation>Ähnlichkeit der Orte</translation>
    </message>
    <message>
        <source>Predictions of two places</source>
        <extracomment>qgis_plugin/gui/place/comparison.py</extracomment>
        <translation>Vorhersagen für zwei Orte</translation>
    </message>
    <message>
        <source>Place A</source>
        <extracomment>qgis_plugin/gui/place/comparison.py</extracomment>
        <translation>Ort A</translation>
    </message>
    <message>
        <source>Place B</source>
        <extracomment>qgis_plugin/gui/place/comparison.py</extracomment>
        <translation>Ort B</translation>
    </message>
    <message>
        <source>&lt;b&gt;Similarity {whole}&lt;/b&gt; (cosine; {parts})</source>
        <extracomment>qgis_plugin/gui/place/comparison.py</extracomment>
        <translation>&lt;b&gt;Ähnlichkeit {whole}&lt;/b&gt; (Kosinus; {parts})</translation>
    </message>
    <message>
        <source>picture</source>
        <extracomment>qgis_plugin/gui/place/comparison.py</extracomment>
        <translation>Bild</translation>
    </message>
    <message>
        <source>place</source>
        <extracomment>qgis_plugin/gui/place/comparison.py</extracomment>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Speeds over the day</source>
        <extracomment>qgis_plugin/gui/place/day_profile.py</extracomment>
        <translation>Geschwindigkeiten im Tagesverlauf</translation>
    </message>
    <message>
        <source>Legend</source>
        <extracomment>qgis_plugin/gui/place/day_profile.py</extracomment>
        <translation>Legende</translation>
    </message>
    <message>
        <source>Expected passes per hour</source>
        <extracomment>qgis_plugin/gui/place/day_profile.py</extracomment>
        <translation>Erwartete Durchfahrten pro Stunde</translation>
    </message>
    <message>
        <source>Unknown: no trips</source>
        <extracomment>qgis_plugin/gui/place/day_profile.py</extracomment>
        <translation>Unbekannt: keine Fahrten</translation>
    </message>
    <message>
        <source>Embedding</source>
        <extracomment>qgis_plugin/gui/place/embedding.py</extracomment>
        <translation>Embedding</translation>
    </message>
    <message>
        <source>Copy &amp;embedding</source>
        <extracomment>qgis_plugin/gui/place/embedding.py</extracomment>
        <translation>&amp;Embedding kopieren</translation>
    </message>
    <message>
        <source>Copies its numbers as a JSON list.</source>
        <extracomment>qgis_plugin/gui/place/embedding.py</extracomment>
        <translation>Kopiert seine Zahlen als JSON-Liste.</translation>
    </message>
    <message>
        <source>{count} numbers</source>
        <extracomment>qgis_plugin/gui/place/embedding.py</extracomment>
        <translation>{count} Zahlen</translation>
    </message>
    <message>
        <source>{start} → {end}, {turn}: {delay} s, {level}, passes {n}</source>
        <extracomment>qgis_plugin/gui/place/junction.py</extracomment>
        <translation>{start} → {end}, {turn}: {delay} s, {level}, Durchfahrten {n}</translation>
    </message>
    <message>
        <source>{start} → {end}, {turn}: {delay} s, {level}, predicted</source>
        <extracomment>qgis_plugin/gui/place/junction.py</extracomment>
        <translation>{start} → {end}, {turn}: {delay} s, {level}, vorhergesagt</translation>
    </message>
    <message>
        <source>left turn</source>
        <extracomment>qgis_plugin/gui/place/junction.py</extracomment>
        <translation>links abbiegen</translation>
    </message>
    <message>
        <source>through</source>
        <extracomment>qgis_plugin/gui/place/junction.py</extracomment>
        <translation>geradeaus</translation>
    </message>
    <message>
        <source>right turn</source>
        <extracomment>qgis_plugin/gui/place/junction.py</extracomment>
        <translation>rechts abbiegen</translation>
    </message>
    <message>
        <source>U-turn</source>
        <extracomment>qgis_plugin/gui/place/junction.py</extracomment>
        <translation>wenden</translation>
    </message>
    <message>
        <source>Turning diagram</source>
        <extracomment>qgis_plugin/gui/place/junction.py</extracomment>
        <translation>Knotenstromdiagramm</translation>
    </message>
    <message>
        <source>Movements</source>
        <extracomment>qgis_plugin/gui/place/junction.py</extracomment>
        <translation>Fahrbeziehungen</translation>
    </message>
    <message>
        <source>Further movements: {n}</source>
        <extracomment>qgis_plugin/gui/place/junction.py</extracomment>
        <translation>Weitere Fahrbeziehungen: {n}</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <extracomment>qgis_plugin/gui/place/marks.py</extracomment>
        <translation>und {count} weitere</translation>
    </message>
    <message>
        <source>Not known</source>
        <extracomment>qgis_plugin/gui/place/observed.py</extracomment>
        <translation>Nicht bekannt</translation>
    </message>
    <message>
        <source>{when}: median {p50}, P15 {p15}, P85 {p85} km/h, passes {count}</source>
        <extracomment>qgis_plugin/gui/place/observed.py</extracomment>
        <translation>{when}: Median {p50}, P15 {p15}, P85 {p85} km/h, Durchfahrten {count}</translation>
    </message>
    <message>
        <source>Median speed of the input trips by weekday and hour, and their passes by speed. Hatched: no passes, or not shown: it would tell of fewer than {count} drivers.</source>
        <extracomment>qgis_plugin/gui/place/observed.py</extracomment>
        <translation>Median der Geschwindigkeit der Eingabefahrten nach Wochentag und Stunde, und ihre Durchfahrten nach Geschwindigkeit. Schraffiert: keine Durchfahrten, oder nicht gezeigt: Es würde etwas über weniger als {count} Fahrer verraten.</translation>
    </message>
    <message>
        <source>Speeds over the week</source>
        <extracomment>qgis_plugin/gui/place/observed.py</extracomment>
        <translation>Im Wochenverlauf</translation>
    </message>
    <message>
        <source>Passes by speed</source>
        <extracomment>qgis_plugin/gui/place/observed.py</extracomment>
        <translation>Durchfahrten nach Tempo</translation>
    </message>
    <message>
        <source>Fewer than {count} drivers passed in every hour: nothing is shown.</source>
        <extracomment>qgis_plugin/gui/place/observed.py</extracomment>
        <translation>In jeder Stunde fuhren weniger als {count} Fahrer durch: Nichts wird gezeigt.</translation>
    </message>
    <message>
        <source>About {percent} % of the passes are recovered: ways and times between fixes more than 15 s apart are estimates.</source>
        <extracomment>qgis_plugin/gui/place/observed.py</extracomment>
        <translation>Etwa {percent} % der Durchfahrten sind rekonstruiert: Wege und Zeiten zwischen Messpunkten, die mehr als 15 s auseinanderliegen, sind geschätzt.</translation>
    </message>
    <message>
        <source>Dark {low}, bright {high} km/h</source>
        <extracomment>qgis_plugin/gui/place/observed.py</extracomment>
        <translation>Dunkel {low}, hell {high} km/h</translation>
    </message>
    <message>
        <source>{speeds}: passes {count}</source>
        <extracomment>qgis_plugin/gui/place/observed.py</extracomment>
        <translation>{speeds}: Durchfahrten {count}</translation>
    </message>
    <message>
        <source>Slowest: {slowest}
Fastest: {fastest}</source>
        <extracomment>qgis_plugin/gui/place/observed.py</extracomment>
        <translation>Am langsamsten: {slowest}
Am schnellsten: {fastest}</translation>
    </message>
    <message>
        <source>{when}: not shown, or no passes</source>
        <extracomment>qgis_plugin/gui/place/observed.py</extracomment>
        <translation>{when}: nicht gezeigt, oder keine Durchfahrten</translation>
    </message>
    <message>
        <source>Most passes: {most}</source>
        <extracomment>qgis_plugin/gui/place/observed.py</extracomment>
        <translation>Die meisten Durchfahrten: {most}</translation>
    </message>
    <message>
        <source>{speeds}: not shown</source>
        <extracomment>qgis_plugin/gui/place/observed.py</extracomment>
        <translation>{speeds}: nicht gezeigt</translation>
    </message>
    <message>
        <source>There is no study area to predict yet. Run 'Prepare study area' first.</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Es gibt noch kein Untersuchungsgebiet für Vorhersagen. Führen Sie zuerst „Untersuchungsgebiet aufbereiten“ aus.</translation>
    </message>
    <message>
        <source>TrajGANR: place</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>TrajGANR: Ort</translation>
    </message>
    <message>
        <source>Click a place on the map.</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Einen Ort auf der Karte anklicken.</translation>
    </message>
    <message>
        <source>Notice</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>&amp;Zoom to study area</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Auf Untersuchungsgebiet &amp;zoomen</translation>
    </message>
    <message>
        <source>Traffic speed over the day</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Geschwindigkeit über den Tag</translation>
    </message>
    <message>
        <source>Observed speeds</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Beobachtete Geschwindigkeiten</translation>
    </message>
    <message>
        <source>Junction</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Kreuzung</translation>
    </message>
    <message>
        <source>Comparison</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>&amp;Show similar roads</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>&amp;Ähnliche Straßen</translation>
    </message>
    <message>
        <source>Colours all roads by the cosine similarity of their embeddings to this place's.</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Färbt alle Straßen nach der Kosinusähnlichkeit ihrer Embeddings mit dem dieses Ortes.</translation>
    </message>
    <message>
        <source>&amp;Compare two places</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Orte &amp;vergleichen</translation>
    </message>
    <message>
        <source>This place is A; the next places that you click are compared with it.</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Dieser Ort ist A; die nächsten angeklickten Orte werden mit ihm verglichen.</translation>
    </message>
    <message>
        <source>Copy as &amp;JSON</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>&amp;JSON kopieren</translation>
    </message>
    <message>
        <source>Copies the whole answer.</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Kopiert die ganze Antwort.</translation>
    </message>
    <message>
        <source>&amp;Keep as layer</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Als &amp;Layer</translation>
    </message>
    <message>
        <source>Adds this place and its predictions to a layer of clicks.</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Fügt diesen Ort und seine Vorhersagen einem Layer der Klicks hinzu.</translation>
    </message>
    <message>
        <source>Loading…</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Wird geladen…</translation>
    </message>
    <message>
        <source>Loading the model {name}; the predictions follow…</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Das Modell {name} wird geladen; die Vorhersagen folgen…</translation>
    </message>
    <message>
        <source>Querying the model {name}; the first query loads it…</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Das Modell {name} wird abgefragt; die erste Abfrage lädt es…</translation>
    </message>
    <message>
        <source>This place is outside the study area of the model {name}.</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Dieser Ort liegt außerhalb des Untersuchungsgebiets des Modells {name}.</translation>
    </message>
    <message>
        <source>Predictions</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Vorhersagen</translation>
    </message>
    <message>
        <source>Street view</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Straßenbild</translation>
    </message>
    <message>
        <source>The study area is outside the map's CRS. Choose another CRS.</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Das Untersuchungsgebiet liegt außerhalb des KBS der Karte. Ein anderes KBS wählen.</translation>
    </message>
    <message>
        <source>Loading the model {name}…</source>
        <extracomment>qgis_plugin/gui/place/panel.py</extracomment>
        <translation>Das Modell {name} wird geladen…</translation>
    </message>
    <message>
        <source>About the photo</source>
        <extracomment>qgis_plugin/gui/place/photo.py</extracomment>
        <translation>Über das Foto</translation>
    </message>
    <message>
        <source>There is no street view nearby.</source>
        <extracomment>qgis_plugin/gui/place/photo.py</extracomment>
        <translation>In der Nähe gibt es kein Straßenbild.</translation>
    </message>
    <message>
        <source>Travel times fro&amp;m here…</source>
        <extracomment>qgis_plugin/gui/place/place_forms.py</extracomment>
        <translation>Rei&amp;sezeiten von hier…</translation>
    </message>
    <message>
        <source>Opens the form of travel times, with this place as origin.</source>
        <extracomment>qgis_plugin/gui/place/place_forms.py</extracomment>
        <translation>Öffnet das Formular für Reisezeiten, mit diesem Ort als Start.</translation>
    </message>
    <message>
        <source>Trips thro&amp;ugh this road…</source>
        <extracomment>qgis_plugin/gui/place/place_forms.py</extracomment>
        <translation>Fahrten &amp;durch diese Straße…</translation>
    </message>
    <message>
        <source>Opens the form of 'Select link', with this direction of the road.</source>
        <extracomment>qgis_plugin/gui/place/place_forms.py</extracomment>
        <translation>Öffnet das Formular „Durchfahrende Fahrten (Select Link)“ mit dieser Richtung der Straße.</translation>
    </message>
    <message>
        <source>&amp;Delays at junctions…</source>
        <extracomment>qgis_plugin/gui/place/place_forms.py</extracomment>
        <translation>Verlustzeiten an &amp;Knotenpunkten…</translation>
    </message>
    <message>
        <source>Opens the form of 'Junctions', whose movements are then drawn here.</source>
        <extracomment>qgis_plugin/gui/place/place_forms.py</extracomment>
        <translation>Öffnet das Formular von „Knotenpunkte“, dessen Fahrbeziehungen dann hier gezeichnet werden.</translation>
    </message>
    <message>
        <source>Basis of the predictions</source>
        <extracomment>qgis_plugin/gui/place/predictions.py</extracomment>
        <translation>Grundlage der Vorhersagen</translation>
    </message>
    <message>
        <source>Why the predictions are less reliable</source>
        <extracomment>qgis_plugin/gui/place/predictions.py</extracomment>
        <translation>Warum die Vorhersagen weniger zuverlässig sind</translation>
    </message>
    <message>
        <source>Uncertainty of the shares</source>
        <extracomment>qgis_plugin/gui/place/predictions.py</extracomment>
        <translation>Unsicherheit der Anteile</translation>
    </message>
    <message>
        <source>Caution: {caution}</source>
        <extracomment>qgis_plugin/gui/place/predictions.py</extracomment>
        <translation>Vorsicht: {caution}</translation>
    </message>
    <message>
        <source>Roads at the place</source>
        <extracomment>qgis_plugin/gui/place/roads.py</extracomment>
        <translation>Straßen am Ort</translation>
    </message>
    <message>
        <source>Direction</source>
        <extracomment>qgis_plugin/gui/place/roads.py</extracomment>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>Distance</source>
        <extracomment>qgis_plugin/gui/place/roads.py</extracomment>
        <translation>Entfernung</translation>
    </message>
    <message>
        <source>Roads similar to {road}</source>
        <extracomment>qgis_plugin/gui/place/similar.py</extracomment>
        <translation>Straßen ähnlich {road}</translation>
    </message>
    <message>
        <source>Colouring similar roads</source>
        <extracomment>qgis_plugin/gui/place/similar.py</extracomment>
        <translation>Ähnliche Straßen werden eingefärbt</translation>
    </message>
    <message>
        <source>Model to query</source>
        <extracomment>qgis_plugin/gui/place/source.py</extracomment>
        <translation>Abzufragendes Modell</translation>
    </message>
    <message>
        <source>The model that predicts at the places you click</source>
        <extracomment>qgis_plugin/gui/place/source.py</extracomment>
        <translation>Das Modell, das an den angeklickten Orten vorhersagt</translation>
    </message>
    <message>
        <source>no model for predictions</source>
        <extracomment>qgis_plugin/gui/place/source.py</extracomment>
        <translation>kein Modell für Vorhersagen</translation>
    </message>
    <message>
        <source>Bundle whose trips and street views are used</source>
        <extracomment>qgis_plugin/gui/place/source.py</extracomment>
        <translation>Datenpaket, dessen Fahrten und Straßenbilder verwendet werden</translation>
    </message>
    <message>
        <source>The bundle whose trips and street views the model uses at a clicked place</source>
        <extracomment>qgis_plugin/gui/place/source.py</extracomment>
        <translation>Das Datenpaket, dessen Fahrten und Straßenbilder das Modell an einem angeklickten Ort verwendet</translation>
    </message>
    <message>
        <source>Trips and pictures &amp;from</source>
        <extracomment>qgis_plugin/gui/place/source.py</extracomment>
        <translation>&amp;Fahrten, Bilder aus</translation>
    </message>
    <message>
        <source>Shipped model (no training)</source>
        <extracomment>qgis_plugin/gui/place/source.py</extracomment>
        <translation>Mitgeliefertes Modell (ohne Training)</translation>
    </message>
    <message>
        <source>the model's own</source>
        <extracomment>qgis_plugin/gui/place/source.py</extracomment>
        <translation>das des Modells</translation>
    </message>
    <message>
        <source>{name} (its own)</source>
        <extracomment>qgis_plugin/gui/place/source.py</extracomment>
        <translation>{name} (sein eigenes)</translation>
    </message>
    <message>
        <source>No trip passes here.</source>
        <extracomment>qgis_plugin/gui/place/trips.py</extracomment>
        <translation>Hier kommt keine Fahrt vorbei.</translation>
    </message>
    <message>
        <source>Show &amp;trips on the map</source>
        <extracomment>qgis_plugin/gui/place/trips.py</extracomment>
        <translation>&amp;Fahrten auf der Karte zeigen</translation>
    </message>
    <message>
        <source>Trips through the place</source>
        <extracomment>qgis_plugin/gui/place/trips.py</extracomment>
        <translation>Fahrten durch den Ort</translation>
    </message>
    <message>
        <source>Time zone of the trips' times</source>
        <extracomment>qgis_plugin/gui/place/trips.py</extracomment>
        <translation>Zeitzone der Zeiten der Fahrten</translation>
    </message>
    <message>
        <source>The time zone of the trips' times, here and on the map</source>
        <extracomment>qgis_plugin/gui/place/trips.py</extracomment>
        <translation>Die Zeitzone der Zeiten der Fahrten, hier und auf der Karte</translation>
    </message>
    <message>
        <source>Times &amp;in</source>
        <extracomment>qgis_plugin/gui/place/trips.py</extracomment>
        <translation>Zeiten &amp;in</translation>
    </message>
    <message>
        <source>Time (UTC)</source>
        <extracomment>qgis_plugin/gui/place/trips.py</extracomment>
        <translation>Zeit (UTC)</translation>
    </message>
    <message>
        <source>Time (local)</source>
        <extracomment>qgis_plugin/gui/place/trips.py</extracomment>
        <translation>Zeit (lokal)</translation>
    </message>
    <message>
        <source>{trips} trips pass here.</source>
        <extracomment>qgis_plugin/gui/place/trips.py</extracomment>
        <translation>{trips} Fahrten kommen hier vorbei.</translation>
    </message>
    <message>
        <source>Date</source>
        <extracomment>qgis_plugin/gui/place/trips.py</extracomment>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Speed</source>
        <extracomment>qgis_plugin/gui/place/trips.py</extracomment>
        <translation>Geschwindigkeit</translation>
    </message>
    <message>
        <source>{trips} trips pass here; {listed} of them are listed.</source>
        <extracomment>qgis_plugin/gui/place/trips.py</extracomment>
        <translation>{trips} Fahrten kommen hier vorbei; {listed} davon sind aufgeführt.</translation>
    </message>
    <message>
        <source>This computer's: {zone}</source>
        <extracomment>qgis_plugin/gui/place/trips.py</extracomment>
        <translation>Die dieses Rechners: {zone}</translation>
    </message>
    <message>
        <source>The study area's: {zone}</source>
        <extracomment>qgis_plugin/gui/place/trips.py</extracomment>
        <translation>Die des Untersuchungsgebiets: {zone}</translation>
    </message>
    <message>
        <source>Vehicles: 15th percentile {p15}, median {p50}, 85th percentile {p85} km/h</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Fahrzeuge: 15. Perzentil {p15}, Median {p50}, 85. Perzentil {p85} km/h</translation>
    </message>
    <message>
        <source>between {first} and {last}</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>zwischen {first} und {last}</translation>
    </message>
    <message>
        <source>a place</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>einem Ort</translation>
    </message>
    <message>
        <source>No road nearby</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Keine Straße in der Nähe</translation>
    </message>
    <message>
        <source>The uncertainty of these shares is unknown.</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Die Unsicherheit dieser Anteile ist unbekannt.</translation>
    </message>
    <message>
        <source>No places nearby to judge by: do not use these shares.</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Keine Orte in der Nähe, nach denen man urteilen könnte: Diese Anteile nicht verwenden.</translation>
    </message>
    <message>
        <source>Weekdays: {low} km/h at {low_hour}, {high} km/h at {high_hour}</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Werktags: {low} km/h um {low_hour}, {high} km/h um {high_hour}</translation>
    </message>
    <message>
        <source>Weekend days: {low} km/h at {low_hour}, {high} km/h at {high_hour}</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Am Wochenende: {low} km/h um {low_hour}, {high} km/h um {high_hour}</translation>
    </message>
    <message>
        <source>Weekdays: {low} expected passes per hour at {low_hour}, {high} at {high_hour}</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Werktags: {low} erwartete Durchfahrten pro Stunde um {low_hour}, {high} um {high_hour}</translation>
    </message>
    <message>
        <source>Weekend days: {low} expected passes per hour at {low_hour}, {high} at {high_hour}</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Am Wochenende: {low} erwartete Durchfahrten pro Stunde um {low_hour}, {high} um {high_hour}</translation>
    </message>
    <message>
        <source>its 90 % interval</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>ihr 90-%-Intervall</translation>
    </message>
    <message>
        <source>15th to 85th percentile of vehicles</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>15. bis 85. Perzentil der Fahrzeuge</translation>
    </message>
    <message>
        <source>Dashed and pale: no passes, or of too few drivers to be shown. Bars: passes in each hour.</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Gestrichelt und blass: keine Durchfahrten, oder von zu wenigen Fahrern, um gezeigt zu werden. Balken: Durchfahrten je Stunde.</translation>
    </message>
    <message>
        <source>Observed: 15th percentile {p15}, median {p50}, 85th percentile {p85} km/h</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Beobachtet: 15. Perzentil {p15}, Median {p50}, 85. Perzentil {p85} km/h</translation>
    </message>
    <message>
        <source>Passes: not shown, of too few drivers</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Durchfahrten: nicht gezeigt, von zu wenigen Fahrern</translation>
    </message>
    <message>
        <source>No passes: estimated from other hours and roads</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Keine Durchfahrten: aus anderen Stunden und Straßen geschätzt</translation>
    </message>
    <message>
        <source>not available for both</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>nicht für beide verfügbar</translation>
    </message>
    <message>
        <source>On 9 of 10 roads, such shares differ from the true shares by at most {points:.0f} percentage points in total over all categories.</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Auf 9 von 10 Straßen weichen solche Anteile von den wahren um höchstens {points:.0f} Prozentpunkte ab, über alle Kategorien zusammen.</translation>
    </message>
    <message>
        <source>Based on {basis} (trips: {trips}, street views: {images})</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Beruht auf: {basis} (Fahrten: {trips}, Straßenbilder: {images})</translation>
    </message>
    <message>
        <source>Weekdays, km/h</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Werktage, km/h</translation>
    </message>
    <message>
        <source>Weekend days, km/h</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Wochenendtage, km/h</translation>
    </message>
    <message>
        <source>Expected passes: of the input vehicles, not all traffic; with 90 % interval.</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Erwartete Durchfahrten: die der Eingabefahrzeuge, nicht der ganze Verkehr; mit 90-%-Intervall.</translation>
    </message>
    <message>
        <source>Weekdays, {hours}</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Werktags, {hours}</translation>
    </message>
    <message>
        <source>Weekend days, {hours}</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Am Wochenende, {hours}</translation>
    </message>
    <message>
        <source>Mean speed: {speed} km/h</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Mittlere Geschwindigkeit: {speed} km/h</translation>
    </message>
    <message>
        <source>Passes: {n}</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Durchfahrten: {n}</translation>
    </message>
    <message>
        <source>90 % interval {low} – {high}</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>90-%-Intervall {low} – {high}</translation>
    </message>
    <message>
        <source>{highway} without a name</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>{highway} ohne Namen</translation>
    </message>
    <message>
        <source>forward</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>vorwärts</translation>
    </message>
    <message>
        <source>backward</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>rückwärts</translation>
    </message>
    <message>
        <source>{metres:.0f} m</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>{metres:.0f} m</translation>
    </message>
    <message>
        <source>{metres} away</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>{metres} entfernt</translation>
    </message>
    <message>
        <source>Line: mean speed (space mean). Band: {band}.</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Linie: mittlere Geschwindigkeit (räumliches Mittel). Band: {band}.</translation>
    </message>
    <message>
        <source>Expected passes per hour: {n}</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Erwartete Durchfahrten pro Stunde: {n}</translation>
    </message>
    <message>
        <source>undecided</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>unentschieden</translation>
    </message>
    <message>
        <source>facing {point}</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Blickrichtung {point}</translation>
    </message>
    <message>
        <source>taken {when}</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>aufgenommen {when}</translation>
    </message>
    <message>
        <source>Dots and thin lines: observed median, and 15th to 85th percentile of vehicles, where at least {count} drivers are at or beyond them.</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Punkte und dünne Linien: beobachteter Median und 15. bis 85. Perzentil der Fahrzeuge, wo mindestens {count} Fahrer sie erreichen oder übertreffen.</translation>
    </message>
    <message>
        <source>Local time: {zone}.</source>
        <extracomment>qgis_plugin/gui/place/words.py</extracomment>
        <translation>Ortszeit: {zone}.</translation>
    </message>
    <message>
        <source>Predict my &amp;city…</source>
        <extracomment>qgis_plugin/gui/predict_my_city.py</extracomment>
        <translation>Meine &amp;Stadt vorhersagen…</translation>
    </message>
    <message>
        <source>From trips and roads to a map of speeds, in one step</source>
        <extracomment>qgis_plugin/gui/predict_my_city.py</extracomment>
        <translation>Von Fahrten und Straßen zu einer Karte der Geschwindigkeiten, in einem Schritt</translation>
    </message>
    <message>
        <source>Predict my city</source>
        <extracomment>qgis_plugin/gui/predict_my_city.py</extracomment>
        <translation>Meine Stadt vorhersagen</translation>
    </message>
    <message>
        <source>ssh must log in to the account that runs the worker without asking for a password, for example with a key in an SSH agent. Leave the address empty in this case. To use another account, enter the worker's address on its own machine and a key file.</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>ssh muss sich ohne Abfrage eines Passworts beim Konto anmelden, unter dem der Worker läuft, zum Beispiel mit einem Schlüssel in einem SSH-Agenten. Die Adresse dann leer lassen. Für ein anderes Konto die Adresse des Workers auf seinem eigenen Rechner und eine Schlüsseldatei eingeben.</translation>
    </message>
    <message>
        <source>Worker to use</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Zu verwendender Worker</translation>
    </message>
    <message>
        <source>Edit profiles…</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Profile bearbeiten…</translation>
    </message>
    <message>
        <source>The worker that runs your jobs: on this machine or on another one</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Der Worker, der die Aufträge ausführt: auf diesem Rechner oder einem anderen</translation>
    </message>
    <message>
        <source>Profiles of workers</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Profile von Workern</translation>
    </message>
    <message>
        <source>Profiles</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Profile</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Hin&amp;zufügen</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>On this machine</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Auf diesem Rechner</translation>
    </message>
    <message>
        <source>On another machine</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Auf einem anderen Rechner</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Location</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>&amp;Standort</translation>
    </message>
    <message>
        <source>Error</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>The environment created by the plugin</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Die von der Erweiterung erstellte Umgebung</translation>
    </message>
    <message>
        <source>Worker on this machine</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Worker auf diesem Rechner</translation>
    </message>
    <message>
        <source>&amp;Home folder</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>&amp;Heimordner</translation>
    </message>
    <message>
        <source>&amp;Python</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>&amp;Python</translation>
    </message>
    <message>
        <source>Only if the worker requires keys</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Nur, wenn der Worker Schlüssel verlangt</translation>
    </message>
    <message>
        <source>Worker on another machine</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Worker auf einem anderen Rechner</translation>
    </message>
    <message>
        <source>A&amp;ddress</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>A&amp;dresse</translation>
    </message>
    <message>
        <source>&amp;Key file</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Schlüsseldate&amp;i</translation>
    </message>
    <message>
        <source>Through an &amp;SSH tunnel that QGIS opens</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Durch einen SSH-&amp;Tunnel, den QGIS öffnet</translation>
    </message>
    <message>
        <source>From ssh's configuration</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Aus der Konfiguration von ssh</translation>
    </message>
    <message>
        <source>&amp;Machine</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>&amp;Rechner</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Ben&amp;utzer</translation>
    </message>
    <message>
        <source>Por&amp;t</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>P&amp;ort</translation>
    </message>
    <message>
        <source>&amp;Jump host</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>&amp;Jump-Host</translation>
    </message>
    <message>
        <source>&amp;Worker's home</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Hei&amp;mordner des Workers</translation>
    </message>
    <message>
        <source>For example gpu-machine</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Zum Beispiel gpu-rechner</translation>
    </message>
    <message>
        <source>The worker's home folder on that machine. Leave it empty for the default one.</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Der Heimordner des Workers auf jenem Rechner. Für den Standardordner leer lassen.</translation>
    </message>
    <message>
        <source>Not needed through SSH</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Mit SSH nicht nötig</translation>
    </message>
    <message>
        <source>GPU machine</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>GPU-Rechner</translation>
    </message>
    <message>
        <source>Set by {variables}</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Durch {variables} gesetzt</translation>
    </message>
    <message>
        <source>New worker</source>
        <extracomment>qgis_plugin/gui/profiles.py</extracomment>
        <translation>Neuer Worker</translation>
    </message>
    <message>
        <source>{path} exists. Replace it?</source>
        <extracomment>qgis_plugin/gui/questions.py</extracomment>
        <translation>{path} gibt es schon. Ersetzen?</translation>
    </message>
    <message>
        <source>damaged</source>
        <extracomment>qgis_plugin/gui/record_table.py</extracomment>
        <translation>beschädigt</translation>
    </message>
    <message>
        <source>TrajGANR predicts the traffic of roads from recorded trips. It computes in a program of its own, the worker, which is installed once.</source>
        <extracomment>qgis_plugin/gui/set_up/dialog.py</extracomment>
        <translation>TrajGANR sagt aus aufgezeichneten Fahrten den Verkehr auf Straßen voraus. Es rechnet in einem eigenen Programm, dem Worker, der einmal installiert wird.</translation>
    </message>
    <message>
        <source>Set up TrajGANR</source>
        <extracomment>qgis_plugin/gui/set_up/dialog.py</extracomment>
        <translation>TrajGANR einrichten</translation>
    </message>
    <message>
        <source>Copy dia&amp;gnosis</source>
        <extracomment>qgis_plugin/gui/set_up/dialog.py</extracomment>
        <translation>Dia&amp;gnose kopieren</translation>
    </message>
    <message>
        <source>Copies a report to send to support, without names, tokens and keys</source>
        <extracomment>qgis_plugin/gui/set_up/dialog.py</extracomment>
        <translation>Kopiert einen Bericht für den Support, ohne Namen, Token und Schlüssel</translation>
    </message>
    <message>
        <source>Checking this machine</source>
        <extracomment>qgis_plugin/gui/set_up/dialog.py</extracomment>
        <translation>Dieser Rechner wird geprüft</translation>
    </message>
    <message>
        <source>Diagnosis</source>
        <extracomment>qgis_plugin/gui/set_up/dialog.py</extracomment>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Diagnosis, copied to the clipboard</source>
        <extracomment>qgis_plugin/gui/set_up/dialog.py</extracomment>
        <translation>Diagnose, in die Zwischenablage kopiert</translation>
    </message>
    <message>
        <source>Set up TrajGANR…</source>
        <extracomment>qgis_plugin/gui/set_up/entry.py</extracomment>
        <translation>TrajGANR einrichten…</translation>
    </message>
    <message>
        <source>The worker is not set up yet.</source>
        <extracomment>qgis_plugin/gui/set_up/entry.py</extracomment>
        <translation>Der Worker ist noch nicht eingerichtet.</translation>
    </message>
    <message>
        <source>Set up…</source>
        <extracomment>qgis_plugin/gui/set_up/entry.py</extracomment>
        <translation>Einrichten…</translation>
    </message>
    <message>
        <source>Python wheels (*.whl)</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Python-Wheels (*.whl)</translation>
    </message>
    <message>
        <source>The token is stored encrypted in QGIS' authentication manager. To use a token that is already stored, choose it here:</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Das Token wird verschlüsselt in der Authentifizierungsverwaltung von QGIS gespeichert. Ein bereits gespeichertes Token hier wählen:</translation>
    </message>
    <message>
        <source>Connection to the worker</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Verbindung zum Worker</translation>
    </message>
    <message>
        <source>Install this &amp;part</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Diesen &amp;Teil installieren</translation>
    </message>
    <message>
        <source>Choose a &amp;downloaded file…</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Eine heruntergeladene Datei wäh&amp;len…</translation>
    </message>
    <message>
        <source>Downloading pyzmq</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>pyzmq wird heruntergeladen</translation>
    </message>
    <message>
        <source>Downloaded pyzmq</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>pyzmq wurde heruntergeladen</translation>
    </message>
    <message>
        <source>Street views</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Straßenbilder</translation>
    </message>
    <message>
        <source>Enter to&amp;ken…</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>To&amp;ken eingeben…</translation>
    </message>
    <message>
        <source>Stored token</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Gespeichertes Token</translation>
    </message>
    <message>
        <source>Create a token (&amp;web page)</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Token erstellen (&amp;Webseite)</translation>
    </message>
    <message>
        <source>Mapillary access token</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Zugriffstoken von Mapillary</translation>
    </message>
    <message>
        <source>Token, as Mapillary's developer page shows it:</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Token, wie die Entwicklerseite von Mapillary es zeigt:</translation>
    </message>
    <message>
        <source>A finished example</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Ein fertiges Beispiel</translation>
    </message>
    <message>
        <source>Add the de&amp;mo city</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>De&amp;mostadt hinzufügen</translation>
    </message>
    <message>
        <source>Writing the demo city</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Die Demostadt wird geschrieben</translation>
    </message>
    <message>
        <source>Ready</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>&amp;Start and test</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>&amp;Starten und testen</translation>
    </message>
    <message>
        <source>Starting the worker</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Der Worker wird gestartet</translation>
    </message>
    <message>
        <source>pip of a Python on this machine downloads {name} from its configured package index, and the plugin unpacks it into {folder}; QGIS' own files are not changed. Without such a Python, download exactly this file with a browser and choose it here. The file's hash is checked in both cases.</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>pip eines Pythons auf diesem Rechner lädt {name} aus dem eingestellten Paketindex herunter, und die Erweiterung entpackt es in {folder}; die Dateien von QGIS werden nicht verändert. Ohne ein solches Python genau diese Datei mit einem Browser herunterladen und hier wählen. In beiden Fällen wird der Hash der Datei geprüft.</translation>
    </message>
    <message>
        <source>Install the missing part first.</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Installieren Sie zuerst den fehlenden Teil.</translation>
    </message>
    <message>
        <source>The worker is ready.</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Der Worker ist bereit.</translation>
    </message>
    <message>
        <source>Unpacking pyzmq</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>pyzmq wird entpackt</translation>
    </message>
    <message>
        <source>Its we&amp;b page</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Ihre We&amp;bseite</translation>
    </message>
    <message>
        <source>Its r&amp;eport (PDF)</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Ihr B&amp;ericht (PDF)</translation>
    </message>
    <message>
        <source>Not tested yet.</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Noch nicht getestet.</translation>
    </message>
    <message>
        <source>&amp;Predict my city…</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>&amp;Meine Stadt vorhersagen…</translation>
    </message>
    <message>
        <source>Current step</source>
        <extracomment>qgis_plugin/gui/set_up/running_tasks.py</extracomment>
        <translation>Aktueller Schritt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <extracomment>qgis_plugin/gui/set_up/running_tasks.py</extracomment>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Output of the installer</source>
        <extracomment>qgis_plugin/gui/set_up/running_tasks.py</extracomment>
        <translation>Ausgabe des Installationsprogramms</translation>
    </message>
    <message>
        <source>Details of the error</source>
        <extracomment>qgis_plugin/gui/set_up/running_tasks.py</extracomment>
        <translation>Einzelheiten des Fehlers</translation>
    </message>
    <message>
        <source>uv selects the build of torch for this machine's GPU driver and fetches it from PyTorch's package index. Enter another index here if PyTorch's cannot be reached or if you want another build.</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>uv wählt den Build von torch passend zum GPU-Treiber dieses Rechners und lädt ihn vom Paketindex von PyTorch. Ist der Index von PyTorch nicht erreichbar oder ein anderer Build gewünscht, hier einen anderen Index eingeben.</translation>
    </message>
    <message>
        <source>Compiling the map matcher</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Zuordnungsprogramm kompilieren</translation>
    </message>
    <message>
        <source>The program that computes</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Das Programm, das rechnet</translation>
    </message>
    <message>
        <source>Install it on this machi&amp;ne</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Auf diesem &amp;Rechner installieren</translation>
    </message>
    <message>
        <source>Use an en&amp;vironment of my own</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Eine eigene &amp;Umgebung verwenden</translation>
    </message>
    <message>
        <source>Connect to ano&amp;ther machine</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Mit einem a&amp;nderen Rechner verbinden</translation>
    </message>
    <message>
        <source>The environment's Python</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Das Python der Umgebung</translation>
    </message>
    <message>
        <source>The environment's bin/python</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>bin/python der Umgebung</translation>
    </message>
    <message>
        <source>Worker in &amp;use</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>&amp;Verwendeter Worker</translation>
    </message>
    <message>
        <source>Another machine, or other settings</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Anderer Rechner oder andere Einstellungen</translation>
    </message>
    <message>
        <source>Choose another…</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Ein anderes wählen…</translation>
    </message>
    <message>
        <source>Selected for this machine's driver</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Passend zum Treiber dieses Rechners</translation>
    </message>
    <message>
        <source>P&amp;ython</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>P&amp;ython</translation>
    </message>
    <message>
        <source>Package &amp;index for torch</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Pake&amp;tindex für torch</translation>
    </message>
    <message>
        <source>Inst&amp;all again</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Erneut inst&amp;allieren</translation>
    </message>
    <message>
        <source>Inst&amp;all</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Inst&amp;allieren</translation>
    </message>
    <message>
        <source>Use t&amp;his Python</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>D&amp;ieses Python verwenden</translation>
    </message>
    <message>
        <source>Python 3.11 to 3.14</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Python 3.11 bis 3.14</translation>
    </message>
    <message>
        <source>Installing the worker</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Der Worker wird installiert</translation>
    </message>
    <message>
        <source>The worker's environment was made by {installer}.</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Die Umgebung des Workers wurde mit {installer} erstellt.</translation>
    </message>
    <message>
        <source>Edit pro&amp;file…</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Pro&amp;fil bearbeiten…</translation>
    </message>
    <message>
        <source>Testing Python</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Python wird getestet</translation>
    </message>
    <message>
        <source>Install &amp;from there</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>&amp;Von dort installieren</translation>
    </message>
    <message>
        <source>Ch&amp;oose a Python…</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Ein P&amp;ython auswählen…</translation>
    </message>
    <message>
        <source>Environment variables override these settings: {variables}.</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Umgebungsvariablen haben Vorrang vor diesen Einstellungen: {variables}.</translation>
    </message>
    <message>
        <source>Testing the environment</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Die Umgebung wird getestet</translation>
    </message>
    <message>
        <source>None found: uv downloads Python {version}</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Keines gefunden: uv lädt Python {version} herunter</translation>
    </message>
    <message>
        <source>It needs the internet, a few minutes and {cpu} GB of disk space, or {cuda} GB with a graphics card of NVIDIA; half as much again while it is installed. This machine has {gpu}, and {free:.0f} GB are free. QGIS itself is not changed: all is in {folder}.</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Er braucht das Internet, einige Minuten und {cpu} GB Speicherplatz, oder {cuda} GB mit einer Grafikkarte von NVIDIA; während der Installation noch einmal die Hälfte. Dieser Rechner hat {gpu}, und {free:.0f} GB sind frei. QGIS selbst wird nicht verändert: Alles liegt in {folder}.</translation>
    </message>
    <message>
        <source>The map matcher could not be compiled. The first job that matches trips will try again. The output: {reason}</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Das Zuordnungsprogramm konnte nicht kompiliert werden. Der erste Auftrag, der Fahrten zuordnet, versucht es noch einmal. Die Ausgabe: {reason}</translation>
    </message>
    <message>
        <source>no graphics card of NVIDIA</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>keine Grafikkarte von NVIDIA</translation>
    </message>
    <message>
        <source>Log of the worker</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>Protokoll des Workers</translation>
    </message>
    <message>
        <source>Pro&amp;file</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>Pro&amp;fil</translation>
    </message>
    <message>
        <source>State of the worker</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>Status des Workers</translation>
    </message>
    <message>
        <source>St&amp;art</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>St&amp;arten</translation>
    </message>
    <message>
        <source>Start the worker on this machine</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>Den Worker auf diesem Rechner starten</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>S&amp;toppen</translation>
    </message>
    <message>
        <source>Stop the worker; running jobs resume when it is started again</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>Den Worker stoppen; laufende Aufträge werden beim nächsten Start fortgesetzt</translation>
    </message>
    <message>
        <source>Show the worker's log, updated while it runs</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>Das Protokoll des Workers zeigen; es wird laufend aktualisiert</translation>
    </message>
    <message>
        <source>Set &amp;up…</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>&amp;Einrichten…</translation>
    </message>
    <message>
        <source>Check what is missing and install it</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>Prüfen, was fehlt, und es installieren</translation>
    </message>
    <message>
        <source>Machine</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>Devices on which jobs run</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>Geräte, auf denen Aufträge laufen</translation>
    </message>
    <message>
        <source>Home folder of the worker</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>Heimordner des Workers</translation>
    </message>
    <message>
        <source>Memory in use</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>Belegter Speicher</translation>
    </message>
    <message>
        <source>Disk in use</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>Belegter Datenträger</translation>
    </message>
    <message>
        <source>Jobs run on</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>Aufträge auf</translation>
    </message>
    <message>
        <source>Home</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>Heimordner</translation>
    </message>
    <message>
        <source>Memory</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Disk</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>Datenträger</translation>
    </message>
    <message>
        <source>Starting the worker…</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>Der Worker wird gestartet…</translation>
    </message>
    <message>
        <source>&lt;b&gt;The disk is nearly full: jobs wait until there is room.&lt;/b&gt;</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>&lt;b&gt;Der Datenträger ist fast voll: Aufträge warten, bis Platz ist.&lt;/b&gt;</translation>
    </message>
    <message>
        <source>{running} running, {queued} waiting (at most {most})</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>{running} laufen, {queued} warten (höchstens {most})</translation>
    </message>
    <message>
        <source>short jobs</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>kurze Aufträge</translation>
    </message>
    <message>
        <source>&lt;b&gt;Not running&lt;/b&gt;&lt;br&gt;{reason}</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>&lt;b&gt;Läuft nicht&lt;/b&gt;&lt;br&gt;{reason}</translation>
    </message>
    <message>
        <source>&lt;b&gt;Running&lt;/b&gt;, version {version}, for {time}</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>&lt;b&gt;Läuft&lt;/b&gt;, Version {version}, seit {time}</translation>
    </message>
    <message>
        <source>{n} at once</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>{n} gleichzeitig</translation>
    </message>
    <message>
        <source>{free} of {total} free</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>{free} von {total} frei</translation>
    </message>
    <message>
        <source>Loaded for clicks on the map: {models}</source>
        <extracomment>qgis_plugin/gui/worker_tab.py</extracomment>
        <translation>Für Klicks auf die Karte geladen: {models}</translation>
    </message>
    <message>
        <source>Coloured roads and bars: the change is more than chance. With fewer than five days on a side, what was special about these days counts as a change.</source>
        <extracomment>qgis_plugin/layers/changes_report.py</extracomment>
        <translation>Farbige Straßen und Balken: Die Änderung ist mehr als Zufall. Bei weniger als fünf Tagen auf einer Seite zählt als Änderung, was an diesen Tagen besonders war.</translation>
    </message>
    <message>
        <source>Share of the compared roads that are flagged: down to the left, up to the right</source>
        <extracomment>qgis_plugin/layers/changes_report.py</extracomment>
        <translation>Anteil der verglichenen Straßen, die markiert sind: niedriger nach links, höher nach rechts</translation>
    </message>
    <message>
        <source>Popularity</source>
        <extracomment>qgis_plugin/layers/changes_report.py</extracomment>
        <translation>Beliebtheit</translation>
    </message>
    <message>
        <source>Slow-down</source>
        <extracomment>qgis_plugin/layers/changes_report.py</extracomment>
        <translation>Abbremsen</translation>
    </message>
    <message>
        <source>by road class</source>
        <extracomment>qgis_plugin/layers/changes_report.py</extracomment>
        <translation>nach Straßenklasse</translation>
    </message>
    <message>
        <source>by district</source>
        <extracomment>qgis_plugin/layers/changes_report.py</extracomment>
        <translation>nach Stadtteil</translation>
    </message>
    <message>
        <source>Before</source>
        <extracomment>qgis_plugin/layers/changes_report.py</extracomment>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <extracomment>qgis_plugin/layers/changes_report.py</extracomment>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>{measure}: {down} roads down, {up} up, of {roads} compared</source>
        <extracomment>qgis_plugin/layers/changes_report.py</extracomment>
        <translation>{measure}: {down} Straßen niedriger, {up} höher, von {roads} verglichenen</translation>
    </message>
    <message>
        <source>No group has {n} compared roads or more.</source>
        <extracomment>qgis_plugin/layers/changes_report.py</extracomment>
        <translation>Keine Gruppe hat {n} verglichene Straßen oder mehr.</translation>
    </message>
    <message>
        <source>{down} / {up} of {roads}</source>
        <extracomment>qgis_plugin/layers/changes_report.py</extracomment>
        <translation>{down} / {up} von {roads}</translation>
    </message>
    <message>
        <source>Add a click</source>
        <extracomment>qgis_plugin/layers/clicks.py</extracomment>
        <translation>Klick hinzufügen</translation>
    </message>
    <message>
        <source>TrajGANR demo city</source>
        <extracomment>qgis_plugin/layers/demo_city.py</extracomment>
        <translation>TrajGANR-Demostadt</translation>
    </message>
    <message>
        <source>Places</source>
        <extracomment>qgis_plugin/layers/demo_city.py</extracomment>
        <translation>Orte</translation>
    </message>
    <message>
        <source>The demo city of TrajGANR, {name}</source>
        <extracomment>qgis_plugin/layers/demo_city.py</extracomment>
        <translation>Die Demostadt von TrajGANR, {name}</translation>
    </message>
    <message>
        <source>{name}: predicted speeds</source>
        <extracomment>qgis_plugin/layers/demo_city.py</extracomment>
        <translation>{name}: vorhergesagte Geschwindigkeiten</translation>
    </message>
    <message>
        <source>{layer} exported by TrajGANR</source>
        <extracomment>qgis_plugin/layers/described_files.py</extracomment>
        <translation>{layer}, exportiert von TrajGANR</translation>
    </message>
    <message>
        <source>Forwards</source>
        <extracomment>qgis_plugin/layers/joined.py</extracomment>
        <translation>Vorwärts</translation>
    </message>
    <message>
        <source>Backwards</source>
        <extracomment>qgis_plugin/layers/joined.py</extracomment>
        <translation>Rückwärts</translation>
    </message>
    <message>
        <source>Roads with predictions by TrajGANR</source>
        <extracomment>qgis_plugin/layers/joined_layer.py</extracomment>
        <translation>Straßen mit Vorhersagen von TrajGANR</translation>
    </message>
    <message>
        <source>in brackets: the range of the labels of nine in ten such roads</source>
        <extracomment>qgis_plugin/layers/map_tip.py</extracomment>
        <translation>in Klammern: die Spanne der Labels von neun von zehn solchen Straßen</translation>
    </message>
    <message>
        <source>in brackets: the 90 % interval of the mean speed</source>
        <extracomment>qgis_plugin/layers/map_tip.py</extracomment>
        <translation>in Klammern: das 90-%-Intervall der mittleren Geschwindigkeit</translation>
    </message>
    <message>
        <source>weekday</source>
        <extracomment>qgis_plugin/layers/map_tip.py</extracomment>
        <translation>Werktag</translation>
    </message>
    <message>
        <source>weekend day</source>
        <extracomment>qgis_plugin/layers/map_tip.py</extracomment>
        <translation>Wochenendtag</translation>
    </message>
    <message>
        <source>{n} passes</source>
        <extracomment>qgis_plugin/layers/map_tip.py</extracomment>
        <translation>{n} Durchfahrten</translation>
    </message>
    <message>
        <source>Traffic speed at times of the week</source>
        <extracomment>qgis_plugin/layers/map_tip.py</extracomment>
        <translation>Verkehrsgeschwindigkeit in Zeiträumen der Woche</translation>
    </message>
    <message>
        <source>From</source>
        <extracomment>qgis_plugin/layers/map_tip.py</extracomment>
        <translation>Beruht auf</translation>
    </message>
    <message>
        <source>few or no passes</source>
        <extracomment>qgis_plugin/layers/map_tip.py</extracomment>
        <translation>wenige oder keine Durchfahrten</translation>
    </message>
    <message>
        <source>no passes on any road at these times</source>
        <extracomment>qgis_plugin/layers/map_tip.py</extracomment>
        <translation>keine Durchfahrten auf irgendeiner Straße in diesem Zeitraum</translation>
    </message>
    <message>
        <source>no road nearby</source>
        <extracomment>qgis_plugin/layers/map_tip.py</extracomment>
        <translation>keine Straße in der Nähe</translation>
    </message>
    <message>
        <source>no trips or image nearby</source>
        <extracomment>qgis_plugin/layers/map_tip.py</extracomment>
        <translation>keine Fahrten und kein Bild in der Nähe</translation>
    </message>
    <message>
        <source>place only</source>
        <extracomment>qgis_plugin/layers/map_tip.py</extracomment>
        <translation>nur dem Ort</translation>
    </message>
    <message>
        <source>image</source>
        <extracomment>qgis_plugin/layers/map_tip.py</extracomment>
        <translation>Bild</translation>
    </message>
    <message>
        <source>trips and image</source>
        <extracomment>qgis_plugin/layers/map_tip.py</extracomment>
        <translation>Fahrten und Bild</translation>
    </message>
    <message>
        <source>more than 0.5 km from every training road</source>
        <extracomment>qgis_plugin/layers/map_tip.py</extracomment>
        <translation>mehr als 0,5 km von jeder gelernten Straße entfernt</translation>
    </message>
    <message>
        <source>more than 1 km from every training road</source>
        <extracomment>qgis_plugin/layers/map_tip.py</extracomment>
        <translation>mehr als 1 km von jeder gelernten Straße entfernt</translation>
    </message>
    <message>
        <source>more than 2 km from every training road</source>
        <extracomment>qgis_plugin/layers/map_tip.py</extracomment>
        <translation>mehr als 2 km von jeder gelernten Straße entfernt</translation>
    </message>
    <message>
        <source>more than 5 km from every training road</source>
        <extracomment>qgis_plugin/layers/map_tip.py</extracomment>
        <translation>mehr als 5 km von jeder gelernten Straße entfernt</translation>
    </message>
    <message>
        <source>more than 10 km from every training road</source>
        <extracomment>qgis_plugin/layers/map_tip.py</extracomment>
        <translation>mehr als 10 km von jeder gelernten Straße entfernt</translation>
    </message>
    <message>
        <source>The owners of the data are not known.</source>
        <extracomment>qgis_plugin/layers/printed_map.py</extracomment>
        <translation>Die Eigentümer der Daten sind nicht bekannt.</translation>
    </message>
    <message>
        <source>worker</source>
        <extracomment>qgis_plugin/layers/printed_map.py</extracomment>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Predictions of a model, not observations</source>
        <extracomment>qgis_plugin/layers/printed_map.py</extracomment>
        <translation>Vorhersagen eines Modells, keine Beobachtungen</translation>
    </message>
    <message>
        <source>{task}: not on this page</source>
        <extracomment>qgis_plugin/layers/printed_map.py</extracomment>
        <translation>{task}: nicht auf dieser Seite</translation>
    </message>
    <message>
        <source>each hour</source>
        <extracomment>qgis_plugin/layers/result_names.py</extracomment>
        <translation>jede Stunde</translation>
    </message>
    <message>
        <source>Hours of a weekday</source>
        <extracomment>qgis_plugin/layers/road_styles.py</extracomment>
        <translation>Stunden eines Werktags</translation>
    </message>
    <message>
        <source>Hours of a weekend day</source>
        <extracomment>qgis_plugin/layers/road_styles.py</extracomment>
        <translation>Stunden eines Wochenendtags</translation>
    </message>
    <message>
        <source>Roads predicted by TrajGANR</source>
        <extracomment>qgis_plugin/layers/roads.py</extracomment>
        <translation>Von TrajGANR vorhergesagte Straßen</translation>
    </message>
    <message>
        <source>Predictions of a model for each direction of each road, not observations.</source>
        <extracomment>qgis_plugin/layers/roads.py</extracomment>
        <translation>Vorhersagen eines Modells für jede Richtung jeder Straße, keine Beobachtungen.</translation>
    </message>
    <message>
        <source>Few data, do not rely on: {tasks}.</source>
        <extracomment>qgis_plugin/layers/roads.py</extracomment>
        <translation>Wenige Daten, nicht verlassen auf: {tasks}.</translation>
    </message>
    <message>
        <source>Predicted roads or observed traffic</source>
        <extracomment>qgis_plugin/layers/roles.py</extracomment>
        <translation>Vorhergesagte Straßen oder beobachteter Verkehr</translation>
    </message>
    <message>
        <source>Changes</source>
        <extracomment>qgis_plugin/layers/roles.py</extracomment>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>Roads of the bundle</source>
        <extracomment>qgis_plugin/layers/roles.py</extracomment>
        <translation>Straßen des Datenpakets</translation>
    </message>
    <message>
        <source>Similarity {value}</source>
        <extracomment>qgis_plugin/layers/similar.py</extracomment>
        <translation>Ähnlichkeit {value}</translation>
    </message>
    <message>
        <source>Similarity, -1 to 1</source>
        <extracomment>qgis_plugin/layers/similar.py</extracomment>
        <translation>Ähnlichkeit, -1 bis 1</translation>
    </message>
    <message>
        <source>Weekend</source>
        <extracomment>qgis_plugin/layers/temporal.py</extracomment>
        <translation>Wochenende</translation>
    </message>
    <message>
        <source>Weekday</source>
        <extracomment>qgis_plugin/layers/temporal.py</extracomment>
        <translation>Werktag</translation>
    </message>
    <message>
        <source>Query a model: click a place on the map</source>
        <extracomment>qgis_plugin/plugin.py</extracomment>
        <translation>Modell abfragen: einen Ort auf der Karte anklicken</translation>
    </message>
    <message>
        <source>Predict my city…</source>
        <extracomment>qgis_plugin/plugin.py</extracomment>
        <translation>Meine Stadt vorhersagen…</translation>
    </message>
    <message>
        <source>Worker and jobs</source>
        <extracomment>qgis_plugin/plugin.py</extracomment>
        <translation>Worker und Aufträge</translation>
    </message>
    <message>
        <source>Ask a place</source>
        <extracomment>qgis_plugin/plugin.py</extracomment>
        <translation>Einen Ort abfragen</translation>
    </message>
    <message>
        <source>The layer is in {path}.</source>
        <extracomment>qgis_plugin/processing/base.py</extracomment>
        <translation>Der Layer liegt in {path}.</translation>
    </message>
    <message>
        <source>Left out {n} {reason}.</source>
        <extracomment>qgis_plugin/processing/base.py</extracomment>
        <translation>{n} {reason} ausgelassen.</translation>
    </message>
    <message>
        <source>Download</source>
        <extracomment>qgis_plugin/processing/base.py</extracomment>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Predict</source>
        <extracomment>qgis_plugin/processing/base.py</extracomment>
        <translation>Vorhersagen</translation>
    </message>
    <message>
        <source>Export</source>
        <extracomment>qgis_plugin/processing/base.py</extracomment>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Workflows</source>
        <extracomment>qgis_plugin/processing/base.py</extracomment>
        <translation>Arbeitsabläufe</translation>
    </message>
    <message>
        <source>The output of 'Before and after'.</source>
        <extracomment>qgis_plugin/processing/changes_report.py</extracomment>
        <translation>Die Ausgabe von „Vorher und nachher“.</translation>
    </message>
    <message>
        <source>Before and after</source>
        <extracomment>qgis_plugin/processing/changes_report.py</extracomment>
        <translation>Vorher und nachher</translation>
    </message>
    <message>
        <source>Printed at the top of the pages.</source>
        <extracomment>qgis_plugin/processing/changes_report.py</extracomment>
        <translation>Steht oben auf den Seiten.</translation>
    </message>
    <message>
        <source>The two pages.</source>
        <extracomment>qgis_plugin/processing/changes_report.py</extracomment>
        <translation>Die beiden Seiten.</translation>
    </message>
    <message>
        <source>Report</source>
        <extracomment>qgis_plugin/processing/changes_report.py</extracomment>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <extracomment>qgis_plugin/processing/changes_report.py</extracomment>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Report of changes</source>
        <extracomment>qgis_plugin/processing/changes_report.py</extracomment>
        <translation>Bericht über Änderungen</translation>
    </message>
    <message>
        <source>Two pages as PDF: maps of the changes, and charts by road class and district</source>
        <extracomment>qgis_plugin/processing/changes_report.py</extracomment>
        <translation>Zwei Seiten als PDF: Karten der Änderungen und Diagramme nach Straßenklasse und Stadtteil</translation>
    </message>
    <message>
        <source>layout</source>
        <extracomment>qgis_plugin/processing/changes_report.py</extracomment>
        <translation>Layout</translation>
    </message>
    <message>
        <source>print</source>
        <extracomment>qgis_plugin/processing/changes_report.py</extracomment>
        <translation>drucken</translation>
    </message>
    <message>
        <source>pdf</source>
        <extracomment>qgis_plugin/processing/changes_report.py</extracomment>
        <translation>PDF</translation>
    </message>
    <message>
        <source>chart</source>
        <extracomment>qgis_plugin/processing/changes_report.py</extracomment>
        <translation>Diagramm</translation>
    </message>
    <message>
        <source>Press Space to tick the current item.</source>
        <extracomment>qgis_plugin/processing/choice_widget.py</extracomment>
        <translation>Die Leertaste hakt den aktuellen Eintrag an.</translation>
    </message>
    <message>
        <source>In scripts: {code}</source>
        <extracomment>qgis_plugin/processing/choice_widget.py</extracomment>
        <translation>In Skripten: {code}</translation>
    </message>
    <message>
        <source>[optional]</source>
        <extracomment>qgis_plugin/processing/combo_widget.py</extracomment>
        <translation>[optional]</translation>
    </message>
    <message>
        <source>QGIS' certificates</source>
        <extracomment>qgis_plugin/processing/download.py</extracomment>
        <translation>Zertifikate von QGIS</translation>
    </message>
    <message>
        <source>Comma-separated; the dock lists them.</source>
        <extracomment>qgis_plugin/processing/forms/batchexport.py</extracomment>
        <translation>Durch Kommas getrennt; sie stehen im Bedienfeld.</translation>
    </message>
    <message>
        <source>Bundle IDs</source>
        <extracomment>qgis_plugin/processing/forms/batchexport.py</extracomment>
        <translation>Kennungen der Datenpakete</translation>
    </message>
    <message>
        <source>Comma-separated. Each is applied to the bundles of its study area.</source>
        <extracomment>qgis_plugin/processing/forms/batchexport.py</extracomment>
        <translation>Durch Kommas getrennt. Jedes wird auf die Datenpakete seines Untersuchungsgebiets angewendet.</translation>
    </message>
    <message>
        <source>{n} of {count} files were written by this run.</source>
        <extracomment>qgis_plugin/processing/forms/batchexport.py</extracomment>
        <translation>{n} von {count} Dateien hat dieser Lauf geschrieben.</translation>
    </message>
    <message>
        <source>{n} of {count}: {title}</source>
        <extracomment>qgis_plugin/processing/forms/batchexport.py</extracomment>
        <translation>{n} von {count}: {title}</translation>
    </message>
    <message>
        <source>Model IDs</source>
        <extracomment>qgis_plugin/processing/forms/batchexport.py</extracomment>
        <translation>Kennungen der Modelle</translation>
    </message>
    <message>
        <source>Batch export</source>
        <extracomment>qgis_plugin/processing/forms/batchexport.py</extracomment>
        <translation>Stapelexport</translation>
    </message>
    <message>
        <source>Exports many areas and models into one folder; continues where it stopped</source>
        <extracomment>qgis_plugin/processing/forms/batchexport.py</extracomment>
        <translation>Exportiert viele Gebiete und Modelle in einen Ordner und setzt nach einer Unterbrechung fort</translation>
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
        <translation>speichern</translation>
    </message>
    <message>
        <source>resume</source>
        <extracomment>qgis_plugin/processing/forms/batchexport.py</extracomment>
        <translation>fortsetzen</translation>
    </message>
    <message>
        <source>Number of files</source>
        <extracomment>qgis_plugin/processing/forms/batchexport.py</extracomment>
        <translation>Anzahl der Dateien</translation>
    </message>
    <message>
        <source>Number of files made by this run</source>
        <extracomment>qgis_plugin/processing/forms/batchexport.py</extracomment>
        <translation>Anzahl der Dateien dieses Laufs</translation>
    </message>
    <message>
        <source>An authentication configuration with the method Basic and the token as password.</source>
        <extracomment>qgis_plugin/processing/forms/downloadmapillary.py</extracomment>
        <translation>Eine Authentifizierungskonfiguration der Methode Basic mit dem Token als Passwort.</translation>
    </message>
    <message>
        <source>The layer refers to the pictures in it: keep both together.</source>
        <extracomment>qgis_plugin/processing/forms/downloadmapillary.py</extracomment>
        <translation>Der Layer verweist auf die Bilder darin: beide zusammen aufbewahren.</translation>
    </message>
    <message>
        <source>Pictures</source>
        <extracomment>qgis_plugin/processing/forms/downloadmapillary.py</extracomment>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>ZIP (*.zip)</source>
        <extracomment>qgis_plugin/processing/forms/downloadmapillary.py</extracomment>
        <translation>ZIP (*.zip)</translation>
    </message>
    <message>
        <source>Embeddings of TrajGANR</source>
        <extracomment>qgis_plugin/processing/forms/embedlocations.py</extracomment>
        <translation>Embeddings von TrajGANR</translation>
    </message>
    <message>
        <source>Embeddings</source>
        <extracomment>qgis_plugin/processing/forms/embedlocations.py</extracomment>
        <translation>Embeddings</translation>
    </message>
    <message>
        <source>The suffix selects the format: {endings}.</source>
        <extracomment>qgis_plugin/processing/forms/embedlocations.py</extracomment>
        <translation>Die Dateiendung bestimmt das Format: {endings}.</translation>
    </message>
    <message>
        <source>Embedded {n} locations.</source>
        <extracomment>qgis_plugin/processing/forms/embedlocations.py</extracomment>
        <translation>{n} Orte eingebettet.</translation>
    </message>
    <message>
        <source>Residuals</source>
        <extracomment>qgis_plugin/processing/forms/evaluate.py</extracomment>
        <translation>Residuen</translation>
    </message>
    <message>
        <source>Residuals of TrajGANR</source>
        <extracomment>qgis_plugin/processing/forms/evaluate.py</extracomment>
        <translation>Residuen von TrajGANR</translation>
    </message>
    <message>
        <source>Evaluated roads</source>
        <extracomment>qgis_plugin/processing/forms/evaluate.py</extracomment>
        <translation>Bewertete Straßen</translation>
    </message>
    <message>
        <source>Evaluated on {roads}:</source>
        <extracomment>qgis_plugin/processing/forms/evaluate.py</extracomment>
        <translation>Bewertet auf {roads}:</translation>
    </message>
    <message>
        <source>On held-out roads:</source>
        <extracomment>qgis_plugin/processing/forms/finetune.py</extracomment>
        <translation>Auf zurückgehaltenen Straßen:</translation>
    </message>
    <message>
        <source>The format is detected and logged.</source>
        <extracomment>qgis_plugin/processing/forms/loadtrips.py</extracomment>
        <translation>Das Format wird erkannt und im Protokoll genannt.</translation>
    </message>
    <message>
        <source>For example GPX files, or the Cabspotting data set.</source>
        <extracomment>qgis_plugin/processing/forms/loadtrips.py</extracomment>
        <translation>Zum Beispiel GPX-Dateien oder der Datensatz von Cabspotting.</translation>
    </message>
    <message>
        <source>Points, a table with coordinates, or lines with the times as M values.</source>
        <extracomment>qgis_plugin/processing/forms/loadtrips.py</extracomment>
        <translation>Punkte, eine Tabelle mit Koordinaten, oder Linien mit den Zeiten als M-Werten.</translation>
    </message>
    <message>
        <source>File of trips</source>
        <extracomment>qgis_plugin/processing/forms/loadtrips.py</extracomment>
        <translation>Datei von Fahrten</translation>
    </message>
    <message>
        <source>… or folder of them</source>
        <extracomment>qgis_plugin/processing/forms/loadtrips.py</extracomment>
        <translation>… oder Ordner davon</translation>
    </message>
    <message>
        <source>… or layer of fixes or trips</source>
        <extracomment>qgis_plugin/processing/forms/loadtrips.py</extracomment>
        <translation>… oder Layer von Messpunkten oder Fahrten</translation>
    </message>
    <message>
        <source>a file</source>
        <extracomment>qgis_plugin/processing/forms/loadtrips.py</extracomment>
        <translation>eine Datei</translation>
    </message>
    <message>
        <source>a folder</source>
        <extracomment>qgis_plugin/processing/forms/loadtrips.py</extracomment>
        <translation>einen Ordner</translation>
    </message>
    <message>
        <source>a layer</source>
        <extracomment>qgis_plugin/processing/forms/loadtrips.py</extracomment>
        <translation>einen Layer</translation>
    </message>
    <message>
        <source>Trips (*.csv *.txt *.zip *.gpx *.gpkg *.fgb *.parquet *.geojson *.json *.shp);;All files (*)</source>
        <extracomment>qgis_plugin/processing/forms/loadtrips.py</extracomment>
        <translation>Fahrten (*.csv *.txt *.zip *.gpx *.gpkg *.fgb *.parquet *.geojson *.json *.shp);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Mapillary coverage</source>
        <extracomment>qgis_plugin/processing/forms/mapillarycoverage.py</extracomment>
        <translation>Mapillary-Abdeckung</translation>
    </message>
    <message>
        <source>Shows where Mapillary has street views before any are downloaded</source>
        <extracomment>qgis_plugin/processing/forms/mapillarycoverage.py</extracomment>
        <translation>Zeigt, wo Mapillary Straßenbilder hat, bevor welche heruntergeladen werden</translation>
    </message>
    <message>
        <source>photo</source>
        <extracomment>qgis_plugin/processing/forms/mapillarycoverage.py</extracomment>
        <translation>Foto</translation>
    </message>
    <message>
        <source>street view</source>
        <extracomment>qgis_plugin/processing/forms/mapillarycoverage.py</extracomment>
        <translation>Straßenbild</translation>
    </message>
    <message>
        <source>preview</source>
        <extracomment>qgis_plugin/processing/forms/mapillarycoverage.py</extracomment>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Number of street views</source>
        <extracomment>qgis_plugin/processing/forms/mapillarycoverage.py</extracomment>
        <translation>Anzahl der Straßenbilder</translation>
    </message>
    <message>
        <source>Next: click a road with 'Ask a place', or see the speeds of the trips alone with 'Observed traffic'.</source>
        <extracomment>qgis_plugin/processing/forms/predictmycity.py</extracomment>
        <translation>Als Nächstes: Klicken Sie mit „Einen Ort abfragen“ auf eine Straße, oder sehen Sie mit „Beobachteter Verkehr“ die Geschwindigkeiten der Fahrten allein.</translation>
    </message>
    <message>
        <source>What was found</source>
        <extracomment>qgis_plugin/processing/forms/predictmycity.py</extracomment>
        <translation>Was gefunden wurde</translation>
    </message>
    <message>
        <source>{place}: predicted speeds</source>
        <extracomment>qgis_plugin/processing/forms/predictmycity.py</extracomment>
        <translation>{place}: vorhergesagte Geschwindigkeiten</translation>
    </message>
    <message>
        <source>Predicted speeds</source>
        <extracomment>qgis_plugin/processing/forms/predictmycity.py</extracomment>
        <translation>Vorhergesagte Geschwindigkeiten</translation>
    </message>
    <message>
        <source>Predicted {n} directed road segments.</source>
        <extracomment>qgis_plugin/processing/forms/predictroads.py</extracomment>
        <translation>{n} gerichtete Straßensegmente vorhergesagt.</translation>
    </message>
    <message>
        <source>To play a day: choose the style '{style}', open View › Panels › Temporal Controller, switch on animated navigation, and press play.</source>
        <extracomment>qgis_plugin/processing/forms/predictroads.py</extracomment>
        <translation>Um einen Tag abzuspielen: den Stil „{style}“ wählen, Ansicht › Bedienfelder › Zeitsteuerung öffnen, die animierte Zeitnavigation einschalten und die Wiedergabe starten.</translation>
    </message>
    <message>
        <source>An authentication configuration with the method Basic and a long random text as password. If empty: IDs of trips and drivers are kept as they are.</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>Eine Authentifizierungskonfiguration der Methode Basic mit einem langen zufälligen Text als Passwort. Wenn leer: Die Kennungen der Fahrten und Fahrer bleiben unverändert.</translation>
    </message>
    <message>
        <source>For example aoi_ for aoi_food, aoi_shop, … If empty: derived from places.</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>Zum Beispiel aoi_ für aoi_food, aoi_shop, … Wenn leer: aus Orten abgeleitet.</translation>
    </message>
    <message>
        <source>Any format of 'Load trips', for data that are too large for a layer.</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>Jedes Format von „Fahrten laden“, für Daten, die für einen Layer zu groß sind.</translation>
    </message>
    <message>
        <source>… or the study area of a model: its id</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>… oder das Untersuchungsgebiet eines Modells: seine Kennung</translation>
    </message>
    <message>
        <source>Salt with which IDs are hashed</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>Salt, mit dem die Kennungen gehasht werden</translation>
    </message>
    <message>
        <source>speed</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>Geschwindigkeit</translation>
    </message>
    <message>
        <source>Labels: field of the speed</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>Labels: Feld der Geschwindigkeit</translation>
    </message>
    <message>
        <source>popularity</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>Beliebtheit</translation>
    </message>
    <message>
        <source>Labels: field of the number of trips</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>Labels: Feld der Anzahl der Fahrten</translation>
    </message>
    <message>
        <source>braking</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>Bremsen</translation>
    </message>
    <message>
        <source>Labels: field of hard-braking events per vehicle-km</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>Labels: Feld der Ereignisse scharfen Bremsens je Fahrzeugkilometer</translation>
    </message>
    <message>
        <source>slowdown</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>Abbremsen</translation>
    </message>
    <message>
        <source>Labels: field of the slow-down intensity, m/s²</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>Labels: Feld der Stärke des Abbremsens, m/s²</translation>
    </message>
    <message>
        <source>If empty: derived from trips.</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>Wenn leer: aus Fahrten abgeleitet.</translation>
    </message>
    <message>
        <source>Labels: prefix of the fields of places</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>Labels: Präfix der Felder der Orte</translation>
    </message>
    <message>
        <source>a layer of trips</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>ein Layer von Fahrten</translation>
    </message>
    <message>
        <source>files</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>enough</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>genug</translation>
    </message>
    <message>
        <source>few</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>wenige</translation>
    </message>
    <message>
        <source>… or files of trips</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>… oder Dateien von Fahrten</translation>
    </message>
    <message>
        <source>Uses exactly the model's study area.</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>Verwendet genau das Untersuchungsgebiet des Modells.</translation>
    </message>
    <message>
        <source>a study area</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>ein Untersuchungsgebiet</translation>
    </message>
    <message>
        <source>that of a model</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>das eines Modells</translation>
    </message>
    <message>
        <source>{task}: {count} labelled road segments ({enough})</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>{task}: {count} Straßensegmente mit Label ({enough})</translation>
    </message>
    <message>
        <source>the backbone's weights</source>
        <extracomment>qgis_plugin/processing/forms/pretrain.py</extracomment>
        <translation>die Gewichte des Backbones</translation>
    </message>
    <message>
        <source>In a layer of this bundle's roads, such as 'Observed traffic', select the roads and tick 'Selected features only'. Each direction is a feature of its own.</source>
        <extracomment>qgis_plugin/processing/forms/selectlink.py</extracomment>
        <translation>In einem Layer der Straßen dieses Datenpakets, etwa „Beobachteter Verkehr“, die Straßen auswählen und „Nur gewählte Objekte“ ankreuzen. Jede Richtung ist ein eigenes Objekt.</translation>
    </message>
    <message>
        <source>Parameters</source>
        <extracomment>qgis_plugin/processing/help_page.py</extracomment>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>In a script</source>
        <extracomment>qgis_plugin/processing/help_page.py</extracomment>
        <translation>In einem Skript</translation>
    </message>
    <message>
        <source>More in Plugins › TrajGANR › User guide: {path}</source>
        <extracomment>qgis_plugin/processing/help_page.py</extracomment>
        <translation>Mehr unter Erweiterungen › TrajGANR › Handbuch: {path}</translation>
    </message>
    <message>
        <source>required</source>
        <extracomment>qgis_plugin/processing/help_page.py</extracomment>
        <translation>erforderlich</translation>
    </message>
    <message>
        <source>under Advanced</source>
        <extracomment>qgis_plugin/processing/help_page.py</extracomment>
        <translation>unter Erweitert</translation>
    </message>
    <message>
        <source>yes</source>
        <extracomment>qgis_plugin/processing/help_page.py</extracomment>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <extracomment>qgis_plugin/processing/help_page.py</extracomment>
        <translation>nein</translation>
    </message>
    <message>
        <source>Parameter</source>
        <extracomment>qgis_plugin/processing/help_page.py</extracomment>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Type</source>
        <extracomment>qgis_plugin/processing/help_page.py</extracomment>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Meaning</source>
        <extracomment>qgis_plugin/processing/help_page.py</extracomment>
        <translation>Bedeutung</translation>
    </message>
    <message>
        <source>default: {value}</source>
        <extracomment>qgis_plugin/processing/help_page.py</extracomment>
        <translation>Vorgabe: {value}</translation>
    </message>
    <message>
        <source>Further results</source>
        <extracomment>qgis_plugin/processing/help_page.py</extracomment>
        <translation>Weitere Ergebnisse</translation>
    </message>
    <message>
        <source>Comma-separated ids</source>
        <extracomment>qgis_plugin/processing/id_widget.py</extracomment>
        <translation>Kennungen, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>Choose one, or type an id</source>
        <extracomment>qgis_plugin/processing/id_widget.py</extracomment>
        <translation>Eine wählen oder eine Kennung eintippen</translation>
    </message>
    <message>
        <source>Get the roads from OpenStreetMap</source>
        <extracomment>qgis_plugin/processing/inputs.py</extracomment>
        <translation>Straßen von OpenStreetMap holen</translation>
    </message>
    <message>
        <source>The layer that was predicted; its features and fields do not change. A layer of directed segments, such as the exported roads of the same bundle, is joined by its field edge.</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Der Layer, für den vorhergesagt wurde; seine Objekte und Felder bleiben unverändert. Ein Layer gerichteter Segmente, etwa die exportierten Straßen desselben Datenpakets, wird über sein Feld edge verknüpft.</translation>
    </message>
    <message>
        <source>The output of 'Predict roads' for this layer.</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Das Ergebnis von „Straßen vorhersagen“ für diesen Layer.</translation>
    </message>
    <message>
        <source>Separate fields have the prefix fwd_ in the direction of the line and bwd_ in the opposite direction. The worse direction is the slower one, and that with more braking or slow-downs; popularity and functions combine both. Not used for directed segments.</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Getrennte Felder haben das Präfix fwd_ in Richtung der Linie und bwd_ in Gegenrichtung. Die schlechtere Richtung ist die langsamere und die mit mehr Bremsen oder Abbremsen; Beliebtheit und Nutzung der Umgebung fassen beide zusammen. Für gerichtete Segmente nicht verwendet.</translation>
    </message>
    <message>
        <source>Required if the roads have fields with the same names.</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Erforderlich, wenn die Straßen Felder gleichen Namens haben.</translation>
    </message>
    <message>
        <source>Compared with source_fid of the predictions. If empty: the id of the feature.</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Wird mit source_fid der Vorhersagen verglichen. Wenn leer: die Kennung des Objekts.</translation>
    </message>
    <message>
        <source>Your roads with fields for the predictions.</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Die eigenen Straßen mit Feldern für die Vorhersagen.</translation>
    </message>
    <message>
        <source>Roads with predictions</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Straßen mit Vorhersagen</translation>
    </message>
    <message>
        <source>Directions of a road</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Richtungen einer Straße</translation>
    </message>
    <message>
        <source>Prefix of the new fields</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Präfix der neuen Felder</translation>
    </message>
    <message>
        <source>Field of the roads' ids</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Feld der Kennungen der Straßen</translation>
    </message>
    <message>
        <source>Number of roads with predictions</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Anzahl der Straßen mit Vorhersagen</translation>
    </message>
    <message>
        <source>Fields for each direction</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Felder für jede Richtung</translation>
    </message>
    <message>
        <source>Mean of both</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Mittel aus beiden</translation>
    </message>
    <message>
        <source>The worse of both</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Die schlechtere von beiden</translation>
    </message>
    <message>
        <source>{joined} of {n} roads have predictions.</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>{joined} von {n} Straßen haben Vorhersagen.</translation>
    </message>
    <message>
        <source>The field {field} is called {name} in the output: its values are no key.</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Das Feld {field} heißt in der Ausgabe {name}: Seine Werte sind kein Schlüssel.</translation>
    </message>
    <message>
        <source>Join predictions to roads</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Vorhersagen mit Straßen verknüpfen</translation>
    </message>
    <message>
        <source>Adds predictions to the features of your own road layer</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Fügt den Objekten des eigenen Straßenlayers Vorhersagen hinzu</translation>
    </message>
    <message>
        <source>join</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>verknüpfen</translation>
    </message>
    <message>
        <source>attributes</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Attribute</translation>
    </message>
    <message>
        <source>merge</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>zusammenführen</translation>
    </message>
    <message>
        <source>traffic</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Verkehr</translation>
    </message>
    <message>
        <source>HTML (*.html)</source>
        <extracomment>qgis_plugin/processing/kind_algorithm.py</extracomment>
        <translation>HTML (*.html)</translation>
    </message>
    <message>
        <source>Job ID</source>
        <extracomment>qgis_plugin/processing/kind_algorithm.py</extracomment>
        <translation>Kennung des Auftrags</translation>
    </message>
    <message>
        <source>Folder</source>
        <extracomment>qgis_plugin/processing/kind_algorithm.py</extracomment>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Bundle ID</source>
        <extracomment>qgis_plugin/processing/kind_algorithm.py</extracomment>
        <translation>Kennung des Datenpakets</translation>
    </message>
    <message>
        <source>Model ID</source>
        <extracomment>qgis_plugin/processing/kind_algorithm.py</extracomment>
        <translation>Kennung des Modells</translation>
    </message>
    <message>
        <source>A shapefile stores only the first {n} bytes of a text; these fields were cut: {fields}. Choose a GeoPackage to store the whole texts.</source>
        <extracomment>qgis_plugin/processing/kind_algorithm.py</extracomment>
        <translation>Ein Shapefile speichert nur die ersten {n} Bytes eines Textes; diese Felder wurden gekürzt: {fields}. Ein GeoPackage wählen, um die vollständigen Texte zu speichern.</translation>
    </message>
    <message>
        <source>Must have the columns id, file, lon and lat.</source>
        <extracomment>qgis_plugin/processing/load_street_view.py</extracomment>
        <translation>Muss die Spalten id, file, lon und lat haben.</translation>
    </message>
    <message>
        <source>Folders below it are searched too. Positions are read from the photos' EXIF.</source>
        <extracomment>qgis_plugin/processing/load_street_view.py</extracomment>
        <translation>Auch Ordner darunter werden durchsucht. Positionen werden aus den EXIF-Daten der Fotos gelesen.</translation>
    </message>
    <message>
        <source>Index of street views (CSV, or ZIP with index.csv)</source>
        <extracomment>qgis_plugin/processing/load_street_view.py</extracomment>
        <translation>Verzeichnis der Straßenbilder (CSV, oder ZIP mit index.csv)</translation>
    </message>
    <message>
        <source>… or folder of geotagged photos, or with index.csv</source>
        <extracomment>qgis_plugin/processing/load_street_view.py</extracomment>
        <translation>… oder Ordner mit georeferenzierten Fotos oder mit index.csv</translation>
    </message>
    <message>
        <source>an index</source>
        <extracomment>qgis_plugin/processing/load_street_view.py</extracomment>
        <translation>ein Verzeichnis</translation>
    </message>
    <message>
        <source>The folder has no index.csv: reading geotagged photos.</source>
        <extracomment>qgis_plugin/processing/load_street_view.py</extracomment>
        <translation>Der Ordner hat keine index.csv: Georeferenzierte Fotos werden gelesen.</translation>
    </message>
    <message>
        <source>Street-view index (*.csv *.zip);;All files (*)</source>
        <extracomment>qgis_plugin/processing/load_street_view.py</extracomment>
        <translation>Bildverzeichnis (*.csv *.zip);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Load street view</source>
        <extracomment>qgis_plugin/processing/load_street_view.py</extracomment>
        <translation>Straßenbilder laden</translation>
    </message>
    <message>
        <source>Creates a point layer from geotagged photos or an index of street views</source>
        <extracomment>qgis_plugin/processing/load_street_view.py</extracomment>
        <translation>Erstellt einen Punktlayer aus georeferenzierten Fotos oder einem Verzeichnis von Straßenbildern</translation>
    </message>
    <message>
        <source>exif</source>
        <extracomment>qgis_plugin/processing/load_street_view.py</extracomment>
        <translation>EXIF</translation>
    </message>
    <message>
        <source>panorama</source>
        <extracomment>qgis_plugin/processing/load_street_view.py</extracomment>
        <translation>Panorama</translation>
    </message>
    <message>
        <source>If empty: {meaning}.</source>
        <extracomment>qgis_plugin/processing/options.py</extracomment>
        <translation>Wenn leer: {meaning}.</translation>
    </message>
    <message>
        <source>Separate several with {separator}.</source>
        <extracomment>qgis_plugin/processing/options.py</extracomment>
        <translation>Mehrere mit {separator} trennen.</translation>
    </message>
    <message>
        <source>One point per street view, with the path of its file and the direction of view.</source>
        <extracomment>qgis_plugin/processing/pictures.py</extracomment>
        <translation>Ein Punkt je Straßenbild, mit dem Pfad seiner Datei und der Blickrichtung.</translation>
    </message>
    <message>
        <source>Loaded {count} street views.</source>
        <extracomment>qgis_plugin/processing/pictures.py</extracomment>
        <translation>{count} Straßenbilder geladen.</translation>
    </message>
    <message>
        <source>The output of 'Predict roads' or 'Join predictions to roads'.</source>
        <extracomment>qgis_plugin/processing/predictions_map.py</extracomment>
        <translation>Das Ergebnis von „Straßen vorhersagen“ oder „Vorhersagen mit Straßen verknüpfen“.</translation>
    </message>
    <message>
        <source>Printed at the top of the page; if empty: the layer's name.</source>
        <extracomment>qgis_plugin/processing/predictions_map.py</extracomment>
        <translation>Wird oben auf die Seite gedruckt; wenn leer: der Name des Layers.</translation>
    </message>
    <message>
        <source>If empty: all roads.</source>
        <extracomment>qgis_plugin/processing/predictions_map.py</extracomment>
        <translation>Wenn leer: alle Straßen.</translation>
    </message>
    <message>
        <source>Needs roads that are in the project; it is under Project › Layouts.</source>
        <extracomment>qgis_plugin/processing/predictions_map.py</extracomment>
        <translation>Braucht Straßen, die im Projekt sind; das Layout liegt unter Projekt › Layouts.</translation>
    </message>
    <message>
        <source>Of a PNG, and of raster parts of a PDF.</source>
        <extracomment>qgis_plugin/processing/predictions_map.py</extracomment>
        <translation>Eines PNG und der Rasterteile eines PDF.</translation>
    </message>
    <message>
        <source>The page, as a PDF or a PNG.</source>
        <extracomment>qgis_plugin/processing/predictions_map.py</extracomment>
        <translation>Die Seite, als PDF oder PNG.</translation>
    </message>
    <message>
        <source>Area shown</source>
        <extracomment>qgis_plugin/processing/predictions_map.py</extracomment>
        <translation>Dargestellte Ausdehnung</translation>
    </message>
    <message>
        <source>Also add it to the project, as a layout to edit</source>
        <extracomment>qgis_plugin/processing/predictions_map.py</extracomment>
        <translation>Auch dem Projekt hinzufügen, als Layout zum Bearbeiten</translation>
    </message>
    <message>
        <source>Resolution, dots per inch</source>
        <extracomment>qgis_plugin/processing/predictions_map.py</extracomment>
        <translation>Auflösung, Punkte je Zoll</translation>
    </message>
    <message>
        <source>Map</source>
        <extracomment>qgis_plugin/processing/predictions_map.py</extracomment>
        <translation>Karte</translation>
    </message>
    <message>
        <source>PDF (*.pdf);;PNG (*.png)</source>
        <extracomment>qgis_plugin/processing/predictions_map.py</extracomment>
        <translation>PDF (*.pdf);;PNG (*.png)</translation>
    </message>
    <message>
        <source>The layout was not added: its layers are not in the project.</source>
        <extracomment>qgis_plugin/processing/predictions_map.py</extracomment>
        <translation>Das Layout wurde nicht hinzugefügt: Seine Layer sind nicht im Projekt.</translation>
    </message>
    <message>
        <source>Print a map of predictions</source>
        <extracomment>qgis_plugin/processing/predictions_map.py</extracomment>
        <translation>Karte der Vorhersagen drucken</translation>
    </message>
    <message>
        <source>Creates a map of predictions as PDF or PNG</source>
        <extracomment>qgis_plugin/processing/predictions_map.py</extracomment>
        <translation>Erstellt eine Karte der Vorhersagen als PDF oder PNG</translation>
    </message>
    <message>
        <source>legend</source>
        <extracomment>qgis_plugin/processing/predictions_map.py</extracomment>
        <translation>Legende</translation>
    </message>
    <message>
        <source>map</source>
        <extracomment>qgis_plugin/processing/predictions_map.py</extracomment>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Title</source>
        <extracomment>qgis_plugin/processing/printing.py</extracomment>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Ordered from top to bottom.</source>
        <extracomment>qgis_plugin/processing/printing.py</extracomment>
        <translation>Von oben nach unten geordnet.</translation>
    </message>
    <message>
        <source>Layers beneath the roads</source>
        <extracomment>qgis_plugin/processing/printing.py</extracomment>
        <translation>Layer unter den Straßen</translation>
    </message>
    <message>
        <source>To change its steps, open {path} in the Model Designer and save a copy.</source>
        <extracomment>qgis_plugin/processing/shipped_models.py</extracomment>
        <translation>Um die Schritte zu ändern, {path} im Modellentwurf öffnen und eine Kopie speichern.</translation>
    </message>
    <message>
        <source>Update predictions with new trips</source>
        <extracomment>qgis_plugin/processing/shipped_models.py</extracomment>
        <translation>Vorhersagen mit neuen Fahrten aktualisieren</translation>
    </message>
    <message>
        <source>Applies an existing model to new trips</source>
        <extracomment>qgis_plugin/processing/shipped_models.py</extracomment>
        <translation>Wendet ein vorhandenes Modell auf neue Fahrten an</translation>
    </message>
    <message>
        <source>workflow</source>
        <extracomment>qgis_plugin/processing/shipped_models.py</extracomment>
        <translation>Arbeitsablauf</translation>
    </message>
    <message>
        <source>refresh</source>
        <extracomment>qgis_plugin/processing/shipped_models.py</extracomment>
        <translation>aktualisieren</translation>
    </message>
    <message>
        <source>All roads are compared with the road nearest to this location.</source>
        <extracomment>qgis_plugin/processing/similar_roads.py</extracomment>
        <translation>Alle Straßen werden mit der nächsten Straße verglichen.</translation>
    </message>
    <message>
        <source>All roads, coloured by similarity.</source>
        <extracomment>qgis_plugin/processing/similar_roads.py</extracomment>
        <translation>Alle Straßen, nach ihrer Ähnlichkeit gefärbt.</translation>
    </message>
    <message>
        <source>Similar roads</source>
        <extracomment>qgis_plugin/processing/similar_roads.py</extracomment>
        <translation>Ähnliche Straßen</translation>
    </message>
    <message>
        <source>Similar roads by TrajGANR</source>
        <extracomment>qgis_plugin/processing/similar_roads.py</extracomment>
        <translation>Ähnliche Straßen von TrajGANR</translation>
    </message>
    <message>
        <source>Location</source>
        <extracomment>qgis_plugin/processing/similar_roads.py</extracomment>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Querying the model; the first query loads it.</source>
        <extracomment>qgis_plugin/processing/similar_roads.py</extracomment>
        <translation>Das Modell wird abgefragt; die erste Abfrage lädt es.</translation>
    </message>
    <message>
        <source>No road is near the location; roads are compared with the location itself.</source>
        <extracomment>qgis_plugin/processing/similar_roads.py</extracomment>
        <translation>In der Nähe des Ortes ist keine Straße; Straßen werden mit dem Ort selbst verglichen.</translation>
    </message>
    <message>
        <source>Shows how similar all roads are to the road at a location</source>
        <extracomment>qgis_plugin/processing/similar_roads.py</extracomment>
        <translation>Zeigt, wie ähnlich alle Straßen der Straße an einem Ort sind</translation>
    </message>
    <message>
        <source>similarity</source>
        <extracomment>qgis_plugin/processing/similar_roads.py</extracomment>
        <translation>Ähnlichkeit</translation>
    </message>
    <message>
        <source>embedding</source>
        <extracomment>qgis_plugin/processing/similar_roads.py</extracomment>
        <translation>Embedding</translation>
    </message>
    <message>
        <source>cosine</source>
        <extracomment>qgis_plugin/processing/similar_roads.py</extracomment>
        <translation>Kosinus</translation>
    </message>
    <message>
        <source>nearest</source>
        <extracomment>qgis_plugin/processing/similar_roads.py</extracomment>
        <translation>nächste</translation>
    </message>
    <message>
        <source>compare</source>
        <extracomment>qgis_plugin/processing/similar_roads.py</extracomment>
        <translation>vergleichen</translation>
    </message>
    <message>
        <source>Number of directed segments</source>
        <extracomment>qgis_plugin/processing/similar_roads.py</extracomment>
        <translation>Anzahl der gerichteten Segmente</translation>
    </message>
    <message>
        <source>Number of segments with a similarity</source>
        <extracomment>qgis_plugin/processing/similar_roads.py</extracomment>
        <translation>Anzahl der Segmente mit einer Ähnlichkeit</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <extracomment>qgis_plugin/processing/source_widget.py</extracomment>
        <translation>Datei wählen</translation>
    </message>
    <message>
        <source>Choose a layer, or a file with the button</source>
        <extracomment>qgis_plugin/processing/source_widget.py</extracomment>
        <translation>Einen Layer wählen, oder mit dem Knopf eine Datei</translation>
    </message>
    <message>
        <source>Choose a file: {title}</source>
        <extracomment>qgis_plugin/processing/source_widget.py</extracomment>
        <translation>Datei wählen: {title}</translation>
    </message>
    <message>
        <source>{task} (few data)</source>
        <extracomment>qgis_plugin/processing/task_widget.py</extracomment>
        <translation>{task} (wenige Daten)</translation>
    </message>
    <message>
        <source>{task} (no data)</source>
        <extracomment>qgis_plugin/processing/task_widget.py</extracomment>
        <translation>{task} (keine Daten)</translation>
    </message>
    <message>
        <source>{name}, as text</source>
        <extracomment>qgis_plugin/processing/ticked_text.py</extracomment>
        <translation>{name}, als Text</translation>
    </message>
    <message>
        <source>Such as {times}</source>
        <extracomment>qgis_plugin/processing/time_sets_widget.py</extracomment>
        <translation>Etwa {times}</translation>
    </message>
    <message>
        <source>Version</source>
        <extracomment>qgis_plugin/processing/worker_status.py</extracomment>
        <translation>Version</translation>
    </message>
    <message>
        <source>Device</source>
        <extracomment>qgis_plugin/processing/worker_status.py</extracomment>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Home folder</source>
        <extracomment>qgis_plugin/processing/worker_status.py</extracomment>
        <translation>Heimordner</translation>
    </message>
    <message>
        <source>Worker status</source>
        <extracomment>qgis_plugin/processing/worker_status.py</extracomment>
        <translation>Status des Workers</translation>
    </message>
    <message>
        <source>Shows version, device and queue of the running worker</source>
        <extracomment>qgis_plugin/processing/worker_status.py</extracomment>
        <translation>Zeigt Version, Gerät und Warteschlange des laufenden Workers</translation>
    </message>
    <message>
        <source>gpu</source>
        <extracomment>qgis_plugin/processing/worker_status.py</extracomment>
        <translation>GPU</translation>
    </message>
    <message>
        <source>queue</source>
        <extracomment>qgis_plugin/processing/worker_status.py</extracomment>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>server</source>
        <extracomment>qgis_plugin/processing/worker_status.py</extracomment>
        <translation>Server</translation>
    </message>
    <message>
        <source>version</source>
        <extracomment>qgis_plugin/processing/worker_status.py</extracomment>
        <translation>Version</translation>
    </message>
    <message>
        <source>Queued jobs</source>
        <extracomment>qgis_plugin/processing/worker_status.py</extracomment>
        <translation>Wartende Aufträge</translation>
    </message>
    <message>
        <source>Running jobs</source>
        <extracomment>qgis_plugin/processing/worker_status.py</extracomment>
        <translation>Laufende Aufträge</translation>
    </message>
    <message>
        <source>This machine</source>
        <extracomment>qgis_plugin/settings.py</extracomment>
        <translation>Dieser Rechner</translation>
    </message>
    <message>
        <source>Measured speed at each fix</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Gemessene Geschwindigkeit an jedem Messpunkt</translation>
    </message>
    <message>
        <source>Heading at each fix, clockwise from north</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Fahrtrichtung an jedem Messpunkt, im Uhrzeigersinn von Norden</translation>
    </message>
    <message>
        <source>One-way</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Einbahn</translation>
    </message>
    <message>
        <source>Access</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Zugang</translation>
    </message>
    <message>
        <source>Lanes</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Fahrstreifen</translation>
    </message>
    <message>
        <source>Traffic signals</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Ampeln</translation>
    </message>
    <message>
        <source>Stop signs and give-way signs</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Stoppschilder und Vorfahrt-gewähren-Schilder</translation>
    </message>
    <message>
        <source>Pedestrian crossings</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Fußgängerüberwege</translation>
    </message>
    <message>
        <source>OpenStreetMap type</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>OpenStreetMap-Typ</translation>
    </message>
    <message>
        <source>Category</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Tag</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Panoramas</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Panoramen</translation>
    </message>
    <message>
        <source>Sequences</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Sequenzen</translation>
    </message>
    <message>
        <source>Oldest street view</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Ältestes Straßenbild</translation>
    </message>
    <message>
        <source>Newest street view</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Neuestes Straßenbild</translation>
    </message>
    <message>
        <source>Measured longitude</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Gemessene Länge</translation>
    </message>
    <message>
        <source>Measured latitude</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Gemessene Breite</translation>
    </message>
    <message>
        <source>Longitude on the road</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Länge auf der Straße</translation>
    </message>
    <message>
        <source>Latitude on the road</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Breite auf der Straße</translation>
    </message>
    <message>
        <source>Distance along the path</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Strecke entlang des Weges</translation>
    </message>
    <message>
        <source>Distance from the road</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Abstand von der Straße</translation>
    </message>
    <message>
        <source>Distance along the segment</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Strecke entlang des Segments</translation>
    </message>
    <message>
        <source>Number in the path</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Nummer im Weg</translation>
    </message>
    <message>
        <source>Time at which the segment is entered</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Zeitpunkt der Einfahrt in das Segment</translation>
    </message>
    <message>
        <source>Time at which the segment is left</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Zeitpunkt der Ausfahrt aus dem Segment</translation>
    </message>
    <message>
        <source>Position on the segment where it is entered</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Position auf dem Segment bei der Einfahrt</translation>
    </message>
    <message>
        <source>Position on the segment where it is left</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Position auf dem Segment bei der Ausfahrt</translation>
    </message>
    <message>
        <source>Between distant fixes</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Zwischen weit entfernten Positionen</translation>
    </message>
    <message>
        <source>Probability that the vehicle drove there</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Wahrscheinlichkeit, dass das Fahrzeug dort fuhr</translation>
    </message>
    <message>
        <source>Gap</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Lücke</translation>
    </message>
    <message>
        <source>Between two fixes</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Zwischen zwei Messpunkten</translation>
    </message>
    <message>
        <source>Passes behind the speed</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Durchfahrten hinter der Geschwindigkeit</translation>
    </message>
    <message>
        <source>Share of food places</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Anteil der Gastronomie</translation>
    </message>
    <message>
        <source>Share of shop places</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Anteil des Handels</translation>
    </message>
    <message>
        <source>Share of education places</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Anteil der Bildung</translation>
    </message>
    <message>
        <source>Share of health places</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Anteil der Gesundheit</translation>
    </message>
    <message>
        <source>Share of leisure places</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Anteil der Freizeit</translation>
    </message>
    <message>
        <source>Share of tourism places</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Anteil des Tourismus</translation>
    </message>
    <message>
        <source>Share of office places</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Anteil der Büros</translation>
    </message>
    <message>
        <source>Share of transport places</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Anteil des Verkehrs</translation>
    </message>
    <message>
        <source>Places around</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Orte in der Umgebung</translation>
    </message>
    <message>
        <source>Hard-braking events</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Ereignisse scharfen Bremsens</translation>
    </message>
    <message>
        <source>Distance driven with measured speed</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Mit gemessener Geschwindigkeit gefahrene Strecke</translation>
    </message>
    <message>
        <source>Passes behind the braking rate</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Durchfahrten hinter der Bremsrate</translation>
    </message>
    <message>
        <source>Distance behind the slow-down intensity</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Strecke hinter der Stärke des Abbremsens</translation>
    </message>
    <message>
        <source>Passes behind the slow-down intensity</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Durchfahrten hinter der Stärke des Abbremsens</translation>
    </message>
    <message>
        <source>Passes</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Durchfahrten</translation>
    </message>
    <message>
        <source>Passes in an hour with trips</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Durchfahrten in einer Stunde mit Fahrten</translation>
    </message>
    <message>
        <source>Share of recovered passes</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Anteil erschlossener Durchfahrten</translation>
    </message>
    <message>
        <source>Speed, 15th percentile</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Geschwindigkeit, 15. Perzentil</translation>
    </message>
    <message>
        <source>Speed, median</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Geschwindigkeit, Median</translation>
    </message>
    <message>
        <source>Speed, 85th percentile</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Geschwindigkeit, 85. Perzentil</translation>
    </message>
    <message>
        <source>Buffer index</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Pufferindex</translation>
    </message>
    <message>
        <source>Planning-time index</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Planungszeitindex</translation>
    </message>
    <message>
        <source>Free-flow speed</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Geschwindigkeit bei freiem Verkehrsfluss</translation>
    </message>
    <message>
        <source>Times of the free-flow speed</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Zeitraum der Geschwindigkeit bei freiem Verkehrsfluss</translation>
    </message>
    <message>
        <source>Name of the junction</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Name des Knotenpunkts</translation>
    </message>
    <message>
        <source>To</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Nach</translation>
    </message>
    <message>
        <source>Turn</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Abbiegerichtung</translation>
    </message>
    <message>
        <source>Directed segment of the approach</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Gerichtetes Segment der Zufahrt</translation>
    </message>
    <message>
        <source>Directed segment of the exit</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Gerichtetes Segment der Ausfahrt</translation>
    </message>
    <message>
        <source>Direction of the approach</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Richtung der Zufahrt</translation>
    </message>
    <message>
        <source>Direction of the exit</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Richtung der Ausfahrt</translation>
    </message>
    <message>
        <source>Observed or predicted</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Beobachtet oder vorhergesagt</translation>
    </message>
    <message>
        <source>Share of the approach, 0 to 1</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Anteil an der Zufahrt, 0 bis 1</translation>
    </message>
    <message>
        <source>Control delay</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Verlustzeit am Knotenpunkt</translation>
    </message>
    <message>
        <source>Delay is measured from, before the junction</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Beginn der Messung, vor dem Knotenpunkt</translation>
    </message>
    <message>
        <source>Delay is measured to, after the junction</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Ende der Messung, nach dem Knotenpunkt</translation>
    </message>
    <message>
        <source>Control delay, median</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Verlustzeit am Knotenpunkt, Median</translation>
    </message>
    <message>
        <source>Control delay, 95th percentile</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Verlustzeit am Knotenpunkt, 95. Perzentil</translation>
    </message>
    <message>
        <source>Share delayed, 0 to 1</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Anteil mit Verlustzeit, 0 bis 1</translation>
    </message>
    <message>
        <source>Level of service</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Qualitätsstufe</translation>
    </message>
    <message>
        <source>Kind of junction</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Art des Knotenpunkts</translation>
    </message>
    <message>
        <source>Arms</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Arme</translation>
    </message>
    <message>
        <source>Worst level of service of a movement</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Schlechteste Qualitätsstufe einer Fahrbeziehung</translation>
    </message>
    <message>
        <source>Movement of the worst level</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Fahrbeziehung mit der schlechtesten Stufe</translation>
    </message>
    <message>
        <source>Chosen road: through, or then</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Gewählte Straße: through oder then</translation>
    </message>
    <message>
        <source>Origin or destination</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Start oder Ziel</translation>
    </message>
    <message>
        <source>Weekday or weekend</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Werktag oder Wochenende</translation>
    </message>
    <message>
        <source>Hour of the day, local time</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Stunde des Tages, Ortszeit</translation>
    </message>
    <message>
        <source>Trips per weekday, or per day of weekends</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Fahrten je Werktag oder je Tag am Wochenende</translation>
    </message>
    <message>
        <source>Zone where the trips begin</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Zone, in der die Fahrten beginnen</translation>
    </message>
    <message>
        <source>Zone where the trips end</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Zone, in der die Fahrten enden</translation>
    </message>
    <message>
        <source>District of the road</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Stadtteil der Straße</translation>
    </message>
    <message>
        <source>Known on both sides, or before or after only</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Auf beiden Seiten bekannt, oder nur vorher oder nachher</translation>
    </message>
    <message>
        <source>Trips before</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Fahrten vorher</translation>
    </message>
    <message>
        <source>Trips after</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Fahrten nachher</translation>
    </message>
    <message>
        <source>Drivers or vehicles before</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Fahrer oder Fahrzeuge vorher</translation>
    </message>
    <message>
        <source>Drivers or vehicles after</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Fahrer oder Fahrzeuge nachher</translation>
    </message>
    <message>
        <source>Speed before</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Geschwindigkeit vorher</translation>
    </message>
    <message>
        <source>Speed after</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Geschwindigkeit nachher</translation>
    </message>
    <message>
        <source>Change of speed</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Änderung der Geschwindigkeit</translation>
    </message>
    <message>
        <source>Share of the trips before, 0 to 1</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Anteil der Fahrten vorher, 0 bis 1</translation>
    </message>
    <message>
        <source>Share of the trips after, 0 to 1</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Anteil der Fahrten nachher, 0 bis 1</translation>
    </message>
    <message>
        <source>Change of the share of the trips</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Änderung des Anteils der Fahrten</translation>
    </message>
    <message>
        <source>Slow-down intensity before</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Stärke des Abbremsens vorher</translation>
    </message>
    <message>
        <source>Slow-down intensity after</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Stärke des Abbremsens nachher</translation>
    </message>
    <message>
        <source>Change of slow-down intensity</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Änderung der Stärke des Abbremsens</translation>
    </message>
    <message>
        <source>Speed changed: up, down or no</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Geschwindigkeit geändert: up (höher), down (niedriger) oder no (nein)</translation>
    </message>
    <message>
        <source>Popularity changed: up, down or no</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Beliebtheit geändert: up (höher), down (niedriger) oder no (nein)</translation>
    </message>
    <message>
        <source>Slow-down changed: up, down or no</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Abbremsen geändert: up (stärker), down (schwächer) oder no (nein)</translation>
    </message>
    <message>
        <source>Predicted speed before</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Vorhergesagte Geschwindigkeit vorher</translation>
    </message>
    <message>
        <source>Predicted speed after</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Vorhergesagte Geschwindigkeit nachher</translation>
    </message>
    <message>
        <source>Change of predicted speed</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Änderung der vorhergesagten Geschwindigkeit</translation>
    </message>
    <message>
        <source>Predicted class of popularity before</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Vorhergesagte Klasse der Beliebtheit vorher</translation>
    </message>
    <message>
        <source>Predicted class of popularity after</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Vorhergesagte Klasse der Beliebtheit nachher</translation>
    </message>
    <message>
        <source>Change of predicted class of popularity</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Änderung der vorhergesagten Klasse der Beliebtheit</translation>
    </message>
    <message>
        <source>Predicted slow-down intensity before</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Vorhergesagte Stärke des Abbremsens vorher</translation>
    </message>
    <message>
        <source>Predicted slow-down intensity after</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Vorhergesagte Stärke des Abbremsens nachher</translation>
    </message>
    <message>
        <source>Change of predicted slow-down</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Änderung des vorhergesagten Abbremsens</translation>
    </message>
    <message>
        <source>Compared measure</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Verglichene Größe</translation>
    </message>
    <message>
        <source>Kind of group: road class or district</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Art der Gruppe: Straßenklasse oder Stadtteil</translation>
    </message>
    <message>
        <source>Road class or district</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Straßenklasse oder Stadtteil</translation>
    </message>
    <message>
        <source>Compared roads</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Verglichene Straßen</translation>
    </message>
    <message>
        <source>Length of the compared roads</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Länge der verglichenen Straßen</translation>
    </message>
    <message>
        <source>Roads that are flagged as up</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Straßen, die als höher markiert sind</translation>
    </message>
    <message>
        <source>Roads that are flagged as down</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Straßen, die als niedriger markiert sind</translation>
    </message>
    <message>
        <source>Change, 25th percentile of the roads</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Änderung, 25. Perzentil der Straßen</translation>
    </message>
    <message>
        <source>Change, median of the roads</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Änderung, Median der Straßen</translation>
    </message>
    <message>
        <source>Change, 75th percentile of the roads</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Änderung, 75. Perzentil der Straßen</translation>
    </message>
    <message>
        <source>Origin</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Start</translation>
    </message>
    <message>
        <source>Destination</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Mean travel time, interval from</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Mittlere Reisezeit, Intervall von</translation>
    </message>
    <message>
        <source>Mean travel time, interval to</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Mittlere Reisezeit, Intervall bis</translation>
    </message>
    <message>
        <source>Median of drives</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Median der Fahrten</translation>
    </message>
    <message>
        <source>Nine of ten drives, from</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Neun von zehn Fahrten, ab</translation>
    </message>
    <message>
        <source>Nine of ten drives, to</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Neun von zehn Fahrten, bis</translation>
    </message>
    <message>
        <source>Reached within</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Erreicht innerhalb von</translation>
    </message>
    <message>
        <source>Travel time to the start of the part</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Reisezeit bis zum Anfang des Teils</translation>
    </message>
    <message>
        <source>Travel time to the end of the part</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Reisezeit bis zum Ende des Teils</translation>
    </message>
    <message>
        <source>Not reached within</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Nicht erreicht in</translation>
    </message>
    <message>
        <source>Directed segment of the nearest road</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Gerichtetes Segment der nächsten Straße</translation>
    </message>
    <message>
        <source>Id of the nearest road's source feature</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Kennung des Ausgangsobjekts der nächsten Straße</translation>
    </message>
    <message>
        <source>OpenStreetMap id of the nearest road</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>OpenStreetMap-Kennung der nächsten Straße</translation>
    </message>
    <message>
        <source>Directed segment of the other direction</source>
        <extracomment>trajganr_core/contract/tasks.py</extracomment>
        <translation>Gerichtetes Segment der Gegenrichtung</translation>
    </message>
    <message>
        <source>A layer, or a file of any format of 'Load trips'; the format is detected.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Ein Layer, oder eine Datei in einem Format von „Fahrten laden“; das Format wird erkannt.</translation>
    </message>
    <message>
        <source>A line layer, or a file: of lines, or an OpenStreetMap extract.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Ein Linienlayer, oder eine Datei: mit Linien, oder ein OpenStreetMap-Auszug.</translation>
    </message>
    <message>
        <source>Study area</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Untersuchungsgebiet</translation>
    </message>
    <message>
        <source>If empty: that of the trips, as far as there are roads.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Wenn leer: das der Fahrten, soweit es dort Straßen gibt.</translation>
    </message>
    <message>
        <source>A GeoPackage with a line for each direction of each road and a style for each task and time of the week. A temporary layer that is loaded is saved in a file; the log shows its path.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Ein GeoPackage mit einer Linie für jede Richtung jeder Straße und einem Stil je Aufgabe und je Zeitraum der Woche. Ein temporärer Layer, der geladen wird, wird in einer Datei gespeichert; das Protokoll zeigt ihren Pfad.</translation>
    </message>
    <message>
        <source>If empty: those of the area are downloaded from OpenStreetMap, which sees where the area is.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Wenn leer: Die des Gebiets werden von OpenStreetMap heruntergeladen, das dabei sieht, wo das Gebiet liegt.</translation>
    </message>
    <message>
        <source>Predicts the roads of a city from its trips, in one step and without training</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Sagt die Straßen einer Stadt aus ihren Fahrten vorher, in einem Schritt und ohne Training</translation>
    </message>
    <message>
        <source>start</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Start</translation>
    </message>
    <message>
        <source>Load trips</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Fahrten laden</translation>
    </message>
    <message>
        <source>Only trips in this area are read. If empty: all trips.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Nur Fahrten in diesem Gebiet werden gelesen. Wenn leer: alle Fahrten.</translation>
    </message>
    <message>
        <source>One line per trip, with times as M values.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Eine Linie je Fahrt, mit Zeiten als M-Werten.</translation>
    </message>
    <message>
        <source>Reads trips of many formats, cleans them, and creates a layer</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Liest Fahrten vieler Formate, bereinigt sie und erstellt einen Layer</translation>
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
        <translation>Trajektorie</translation>
    </message>
    <message>
        <source>taxi</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Taxi</translation>
    </message>
    <message>
        <source>track</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Track</translation>
    </message>
    <message>
        <source>Number of trips</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Anzahl der Fahrten</translation>
    </message>
    <message>
        <source>Load OSM</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>OSM laden</translation>
    </message>
    <message>
        <source>Extract</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Auszug</translation>
    </message>
    <message>
        <source>A file of OpenStreetMap data, of any size.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Eine Datei mit OpenStreetMap-Daten beliebiger Größe.</translation>
    </message>
    <message>
        <source>If empty: the whole extract.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Wenn leer: der ganze Auszug.</translation>
    </message>
    <message>
        <source>Table of categories of places</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Tabelle der Kategorien von Orten</translation>
    </message>
    <message>
        <source>A CSV file with the columns key, value, category. If empty: the built-in table.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Eine CSV-Datei mit den Spalten key, value, category. Wenn leer: die eingebaute Tabelle.</translation>
    </message>
    <message>
        <source>Roads for cars, with class, name and one-way.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Straßen für Autos, mit Klasse, Name und Einbahnrichtung.</translation>
    </message>
    <message>
        <source>Shops, schools, stops and others, with their category.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Geschäfte, Schulen, Haltestellen und andere, mit ihrer Kategorie.</translation>
    </message>
    <message>
        <source>OpenStreetMap (*.osm *.osm.gz *.osm.bz2 *.pbf);;All files (*)</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>OpenStreetMap (*.osm *.osm.gz *.osm.bz2 *.pbf);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Tables (*.csv);;All files (*)</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Tabellen (*.csv);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Load OpenStreetMap extract</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>OpenStreetMap-Auszug laden</translation>
    </message>
    <message>
        <source>Reads the roads and places of an OpenStreetMap extract</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Liest die Straßen und Orte eines OpenStreetMap-Auszugs</translation>
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
        <translation>Netz</translation>
    </message>
    <message>
        <source>poi</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>POI</translation>
    </message>
    <message>
        <source>import</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>importieren</translation>
    </message>
    <message>
        <source>Number of roads</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Anzahl der Straßen</translation>
    </message>
    <message>
        <source>Number of places</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Anzahl der Orte</translation>
    </message>
    <message>
        <source>Mapillary</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Mapillary</translation>
    </message>
    <message>
        <source>The area to download.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Das Gebiet, das heruntergeladen wird.</translation>
    </message>
    <message>
        <source>Squares, each with the number and dates of its street views.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Quadrate, jedes mit der Anzahl und den Aufnahmetagen seiner Straßenbilder.</translation>
    </message>
    <message>
        <source>Download Mapillary street views</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Mapillary-Straßenbilder herunterladen</translation>
    </message>
    <message>
        <source>Downloads street views of an area with your token</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Lädt mit dem eigenen Token Straßenbilder eines Gebiets herunter</translation>
    </message>
    <message>
        <source>Download OSM</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>OSM herunterladen</translation>
    </message>
    <message>
        <source>Download OpenStreetMap</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>OpenStreetMap herunterladen</translation>
    </message>
    <message>
        <source>Downloads the roads and places of an area from the Overpass API</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Lädt die Straßen und Orte eines Gebiets von der Overpass-API herunter</translation>
    </message>
    <message>
        <source>overpass</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Overpass</translation>
    </message>
    <message>
        <source>Match</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Zuordnen</translation>
    </message>
    <message>
        <source>The output of 'Load trips'.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Das Ergebnis von „Fahrten laden“.</translation>
    </message>
    <message>
        <source>Lines that share vertices at junctions.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Linien, die an Kreuzungen gemeinsame Stützpunkte haben.</translation>
    </message>
    <message>
        <source>Matched paths</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Zugeordnete Wege</translation>
    </message>
    <message>
        <source>The path of each trip along the roads.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Der Weg jeder Fahrt entlang der Straßen.</translation>
    </message>
    <message>
        <source>Matched fixes</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Zugeordnete Messpunkte</translation>
    </message>
    <message>
        <source>Each fix at its position on a road.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Jeder Messpunkt an seiner Stelle auf einer Straße.</translation>
    </message>
    <message>
        <source>Edges of the paths</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Kanten der Wege</translation>
    </message>
    <message>
        <source>A table of the directed segments of each path, with times.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Eine Tabelle der gerichteten Segmente jedes Weges, mit Zeiten.</translation>
    </message>
    <message>
        <source>Match trips to roads</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Fahrten Straßen zuordnen</translation>
    </message>
    <message>
        <source>Finds which roads trips took, and when</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Findet, welche Straßen Fahrten nahmen, und wann</translation>
    </message>
    <message>
        <source>map matching</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Map Matching</translation>
    </message>
    <message>
        <source>snap</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>fangen</translation>
    </message>
    <message>
        <source>route</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Route</translation>
    </message>
    <message>
        <source>Number of matched trips</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Anzahl der zugeordneten Fahrten</translation>
    </message>
    <message>
        <source>Number of matched pieces</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Anzahl der zugeordneten Teile</translation>
    </message>
    <message>
        <source>Number of matched fixes</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Anzahl der zugeordneten Messpunkte</translation>
    </message>
    <message>
        <source>Recover sparse trips</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Lückenhafte Fahrten rekonstruieren</translation>
    </message>
    <message>
        <source>Recovered ways</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Rekonstruierte Wege</translation>
    </message>
    <message>
        <source>The way between each two distant fixes, in stretches of one probability.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Der Weg zwischen je zwei weit entfernten Messpunkten, in Abschnitten gleicher Wahrscheinlichkeit.</translation>
    </message>
    <message>
        <source>Recovered positions</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Rekonstruierte Positionen</translation>
    </message>
    <message>
        <source>Where each vehicle was, every so many seconds.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Wo jedes Fahrzeug war, alle so viele Sekunden.</translation>
    </message>
    <message>
        <source>Recovered paths</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Rekonstruierte Fahrten</translation>
    </message>
    <message>
        <source>The whole path of each trip along the roads.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Der ganze Weg jeder Fahrt entlang der Straßen.</translation>
    </message>
    <message>
        <source>Finds the likeliest ways and times of trips whose fixes are minutes apart</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Findet die wahrscheinlichsten Wege und Zeiten von Fahrten, deren Messpunkte Minuten auseinanderliegen</translation>
    </message>
    <message>
        <source>sparse</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>lückenhaft</translation>
    </message>
    <message>
        <source>gap</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Lücke</translation>
    </message>
    <message>
        <source>imputation</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Imputation</translation>
    </message>
    <message>
        <source>tracker</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Tracker</translation>
    </message>
    <message>
        <source>Number of recovered trips</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Anzahl rekonstruierter Fahrten</translation>
    </message>
    <message>
        <source>Number of gaps between distant fixes</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Anzahl der Lücken zwischen entfernten Messpunkten</translation>
    </message>
    <message>
        <source>Number of positions</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Anzahl der Positionen</translation>
    </message>
    <message>
        <source>Prepare</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Aufbereiten</translation>
    </message>
    <message>
        <source>Trips: a layer, or files below</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Fahrten: ein Layer, oder Dateien weiter unten</translation>
    </message>
    <message>
        <source>The output of 'Load trips'. Choose either a layer or files.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Das Ergebnis von „Fahrten laden“. Entweder einen Layer oder Dateien wählen.</translation>
    </message>
    <message>
        <source>Lines that share vertices at junctions. If empty: those of the area are downloaded from OpenStreetMap.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Linien mit gemeinsamen Stützpunkten an Kreuzungen. Wenn leer: Die des Gebiets werden von OpenStreetMap heruntergeladen.</translation>
    </message>
    <message>
        <source>If empty: that of the trips, as far as there are roads. To apply an existing model, choose it under 'Advanced' instead.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Wenn leer: das der Fahrten, soweit es dort Straßen gibt. Um ein vorhandenes Modell anzuwenden, wählen Sie stattdessen dieses unter „Erweitert“.</translation>
    </message>
    <message>
        <source>The output of 'Load street view'.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Das Ergebnis von „Straßenbilder laden“.</translation>
    </message>
    <message>
        <source>Points or areas with a category field or OpenStreetMap's tags (amenity, shop, …).</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Punkte oder Flächen mit einem Feld category oder den Tags von OpenStreetMap (amenity, shop, …).</translation>
    </message>
    <message>
        <source>Labels of your own: lines</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Eigene Labels: Linien</translation>
    </message>
    <message>
        <source>Joined to the nearest roads. The log shows how many could not be joined.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Werden den nächsten Straßen zugeordnet. Das Protokoll zeigt, bei wie vielen das nicht möglich war.</translation>
    </message>
    <message>
        <source>Prepare study area</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Untersuchungsgebiet aufbereiten</translation>
    </message>
    <message>
        <source>Creates a bundle of a study area: trips on roads, street views, labels</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Erstellt ein Datenpaket eines Untersuchungsgebiets: Fahrten auf Straßen, Straßenbilder, Labels</translation>
    </message>
    <message>
        <source>training data</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Trainingsdaten</translation>
    </message>
    <message>
        <source>Labels</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Labels</translation>
    </message>
    <message>
        <source>The output of 'Prepare study area'; the dock lists it too.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Das Ergebnis von „Untersuchungsgebiet aufbereiten“; es steht auch im Bedienfeld.</translation>
    </message>
    <message>
        <source>Labels of roads</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Labels der Straßen</translation>
    </message>
    <message>
        <source>Each direction of each road with its labels.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Jede Richtung jeder Straße mit ihren Labels.</translation>
    </message>
    <message>
        <source>Derive labels</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Labels ableiten</translation>
    </message>
    <message>
        <source>Creates a layer of labels: speed, popularity, surroundings, braking</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Erstellt einen Layer mit Labels: Geschwindigkeit, Beliebtheit, Umgebung, Bremsen</translation>
    </message>
    <message>
        <source>observed</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>beobachtet</translation>
    </message>
    <message>
        <source>Labelled segments: Traffic speed</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Segmente mit Label: Verkehrsgeschwindigkeit</translation>
    </message>
    <message>
        <source>Labelled segments: Road popularity</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Segmente mit Label: Beliebtheit der Straße</translation>
    </message>
    <message>
        <source>Labelled segments: Area-of-interest function</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Segmente mit Label: Nutzung der Umgebung</translation>
    </message>
    <message>
        <source>Labelled segments: Hard braking</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Segmente mit Label: Scharfes Bremsen</translation>
    </message>
    <message>
        <source>Labelled segments: Slow-down intensity</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Segmente mit Label: Stärke des Abbremsens</translation>
    </message>
    <message>
        <source>Observed traffic</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Beobachteter Verkehr</translation>
    </message>
    <message>
        <source>A feature for each direction of each road and each time of the week.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Ein Objekt für jede Richtung jeder Straße und jeden Zeitraum der Woche.</translation>
    </message>
    <message>
        <source>Speeds of roads at times of the week, and how reliable they are, from trips</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Geschwindigkeiten von Straßen zu Zeiten der Woche und wie verlässlich sie sind, aus Fahrten</translation>
    </message>
    <message>
        <source>percentiles</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Perzentile</translation>
    </message>
    <message>
        <source>reliability</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Zuverlässigkeit</translation>
    </message>
    <message>
        <source>peak hour</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Hauptverkehrszeit</translation>
    </message>
    <message>
        <source>buffer index</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Pufferindex</translation>
    </message>
    <message>
        <source>Rows</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Rows of too few drivers, not written</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Zeilen mit zu wenigen Fahrern, nicht geschrieben</translation>
    </message>
    <message>
        <source>Junctions</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Knotenpunkte</translation>
    </message>
    <message>
        <source>Corrections</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Korrekturen</translation>
    </message>
    <message>
        <source>A polygon makes one junction of the nodes in it. A point with 'apart' in its field junction parts the nearest one. The field signal of both says yes or no.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Ein Polygon macht aus den Knoten darin einen Knotenpunkt. Ein Punkt mit „apart“ in seinem Feld junction trennt den nächsten. Das Feld signal von beiden sagt yes oder no.</translation>
    </message>
    <message>
        <source>An arrow for each way through a junction and each time of the week.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Ein Pfeil für jeden Weg durch einen Knotenpunkt und jeden Zeitraum der Woche.</translation>
    </message>
    <message>
        <source>A point for each junction and each time of the week.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Ein Punkt für jeden Knotenpunkt und jeden Zeitraum der Woche.</translation>
    </message>
    <message>
        <source>Where trips lose time at junctions: delay, turns and level of service of each movement</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Wo Fahrten an Knotenpunkten Zeit verlieren: Verlustzeit, Abbiegen und Qualitätsstufe jeder Fahrbeziehung</translation>
    </message>
    <message>
        <source>intersection</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Kreuzung</translation>
    </message>
    <message>
        <source>turn</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Abbiegen</translation>
    </message>
    <message>
        <source>control delay</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Verlustzeit</translation>
    </message>
    <message>
        <source>level of service</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Qualitätsstufe</translation>
    </message>
    <message>
        <source>HCM</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>HCM</translation>
    </message>
    <message>
        <source>Rows of junctions</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Zeilen von Knotenpunkten</translation>
    </message>
    <message>
        <source>Rows of observed movements</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Zeilen beobachteter Fahrbeziehungen</translation>
    </message>
    <message>
        <source>Rows of predicted movements</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Zeilen vorhergesagter Fahrbeziehungen</translation>
    </message>
    <message>
        <source>Select link</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Durchfahrende Fahrten (Select Link)</translation>
    </message>
    <message>
        <source>Trips through the chosen roads</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Fahrten durch die gewählten Straßen</translation>
    </message>
    <message>
        <source>The share of these trips on each direction of each road.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Der Anteil dieser Fahrten auf jeder Richtung jeder Straße.</translation>
    </message>
    <message>
        <source>Origins and destinations</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Starts und Ziele</translation>
    </message>
    <message>
        <source>The cells in which these trips begin and end.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Die Zellen, in denen diese Fahrten beginnen und enden.</translation>
    </message>
    <message>
        <source>Hours of the trips</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Stunden der Fahrten</translation>
    </message>
    <message>
        <source>A table of the hours at which these trips enter the chosen roads.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Eine Tabelle der Stunden, zu denen diese Fahrten auf die gewählten Straßen kommen.</translation>
    </message>
    <message>
        <source>Where the trips through chosen roads drive, begin and end, and at which hours</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Wo die Fahrten durch gewählte Straßen entlangführen, beginnen und enden, und zu welchen Stunden</translation>
    </message>
    <message>
        <source>flows</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Verkehrsströme</translation>
    </message>
    <message>
        <source>routes</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Routen</translation>
    </message>
    <message>
        <source>origin</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Start</translation>
    </message>
    <message>
        <source>destination</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>through traffic</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Durchgangsverkehr</translation>
    </message>
    <message>
        <source>Rows of roads</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Zeilen von Straßen</translation>
    </message>
    <message>
        <source>OD matrix</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Quelle-Ziel-Matrix</translation>
    </message>
    <message>
        <source>Zones</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Zonen</translation>
    </message>
    <message>
        <source>Polygons, such as districts.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Polygone, etwa Stadtteile.</translation>
    </message>
    <message>
        <source>Desire lines</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Wunschlinien</translation>
    </message>
    <message>
        <source>A line from zone to zone, wider for more trips.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Eine Linie von Zone zu Zone, breiter für mehr Fahrten.</translation>
    </message>
    <message>
        <source>Trips between zones</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Fahrten zwischen Zonen</translation>
    </message>
    <message>
        <source>A table with a row for each pair of zones, also of trips within a zone.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Eine Tabelle mit einer Zeile für jedes Paar von Zonen, auch für Fahrten innerhalb einer Zone.</translation>
    </message>
    <message>
        <source>Origin–destination matrix</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Quelle-Ziel-Matrix</translation>
    </message>
    <message>
        <source>How many trips lead from zone to zone, as a table and as desire lines</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Wie viele Fahrten von Zone zu Zone führen, als Tabelle und als Wunschlinien</translation>
    </message>
    <message>
        <source>desire lines</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Wunschlinien</translation>
    </message>
    <message>
        <source>zones</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Zonen</translation>
    </message>
    <message>
        <source>trip table</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Fahrtenmatrix</translation>
    </message>
    <message>
        <source>Trips that begin or end outside all zones</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Fahrten, die außerhalb aller Zonen beginnen oder enden</translation>
    </message>
    <message>
        <source>The trips before: the output of 'Prepare study area'.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Die Fahrten vorher: die Ausgabe von „Untersuchungsgebiet aufbereiten“.</translation>
    </message>
    <message>
        <source>Bundle ID of the side after</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Kennung des Datenpakets nachher</translation>
    </message>
    <message>
        <source>The trips after, on the same roads. If empty: the same bundle.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Die Fahrten nachher, auf denselben Straßen. Wenn leer: dasselbe Datenpaket.</translation>
    </message>
    <message>
        <source>Predicted roads before</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Vorhergesagte Straßen vorher</translation>
    </message>
    <message>
        <source>The output of 'Predict roads' for the bundle before, to compare it too.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Die Ausgabe von „Straßen vorhersagen“ für das Datenpaket vorher, um auch sie zu vergleichen.</translation>
    </message>
    <message>
        <source>Predicted roads after</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Vorhergesagte Straßen nachher</translation>
    </message>
    <message>
        <source>If empty: those before, at the time of the week after.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Wenn leer: die vorher, im Zeitraum der Woche nachher.</translation>
    </message>
    <message>
        <source>Districts</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Stadtteile</translation>
    </message>
    <message>
        <source>Polygons. If empty: ninths of the study area.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Polygone. Wenn leer: Neuntel des Untersuchungsgebiets.</translation>
    </message>
    <message>
        <source>A feature for each direction of each road on which enough drivers drove before or after.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Ein Objekt für jede Richtung jeder Straße, die aus Fahrten genügend vieler Fahrer bekannt ist.</translation>
    </message>
    <message>
        <source>Changes by road class and district</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Änderungen nach Straßenklasse und Stadtteil</translation>
    </message>
    <message>
        <source>A table with the numbers of changed roads, and the median change.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Eine Tabelle mit der Anzahl geänderter Straßen und dem Median der Änderung.</translation>
    </message>
    <message>
        <source>What changed on which road between two bundles, periods or times of the week</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Was sich auf welcher Straße zwischen zwei Datenpaketen, Tagen oder Zeiträumen der Woche geändert hat</translation>
    </message>
    <message>
        <source>comparison</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>difference</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>before-after study</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Vorher-Nachher-Untersuchung</translation>
    </message>
    <message>
        <source>significance</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Signifikanz</translation>
    </message>
    <message>
        <source>Roads known on both sides</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Auf beiden Seiten bekannte Straßen</translation>
    </message>
    <message>
        <source>Roads known before only</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Nur vorher bekannte Straßen</translation>
    </message>
    <message>
        <source>Roads known after only</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Nur nachher bekannte Straßen</translation>
    </message>
    <message>
        <source>Roads flagged as changed</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Als geändert markierte Straßen</translation>
    </message>
    <message>
        <source>An HTML page.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Eine HTML-Seite.</translation>
    </message>
    <message>
        <source>Quality report of a bundle</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Qualitätsbericht eines Datenpakets</translation>
    </message>
    <message>
        <source>Describes the coverage, trips and intervals of a bundle on one page</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Beschreibt Abdeckung, Fahrten und Intervalle eines Datenpakets auf einer Seite</translation>
    </message>
    <message>
        <source>quality</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>html</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>HTML</translation>
    </message>
    <message>
        <source>statistics</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Statistik</translation>
    </message>
    <message>
        <source>Pretrain</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Vortrainieren</translation>
    </message>
    <message>
        <source>Bundles of further study areas</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Datenpakete weiterer Untersuchungsgebiete</translation>
    </message>
    <message>
        <source>Comma-separated ids; the dock lists them. The model also learns from these cities, so that it can be fine-tuned in a new one.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Kennungen, durch Kommas getrennt; das Bedienfeld führt sie auf. Das Modell lernt auch aus diesen Städten, sodass es in einer neuen feinabgestimmt werden kann.</translation>
    </message>
    <message>
        <source>Pretrain model</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Modell vortrainieren</translation>
    </message>
    <message>
        <source>Trains the encoders on a bundle, without labels</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Trainiert die Encoder mit einem Datenpaket, ohne Labels</translation>
    </message>
    <message>
        <source>Pretrained model</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Vortrainiertes Modell</translation>
    </message>
    <message>
        <source>machine learning</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>maschinelles Lernen</translation>
    </message>
    <message>
        <source>deep learning</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Deep Learning</translation>
    </message>
    <message>
        <source>Fine-tune</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Feinabstimmen</translation>
    </message>
    <message>
        <source>The output of 'Pretrain model'; the dock lists it too.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Das Ergebnis von „Modell vortrainieren“; es steht auch im Bedienfeld.</translation>
    </message>
    <message>
        <source>If empty: the shipped model, adapted to the bundle.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Wenn leer: das mitgelieferte Modell, angepasst an das Datenpaket.</translation>
    </message>
    <message>
        <source>Fine-tune model</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Modell feinabstimmen</translation>
    </message>
    <message>
        <source>Trains a model for labels of your own: speed, popularity, surroundings, braking</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Trainiert ein Modell für eigene Labels: Geschwindigkeit, Beliebtheit, Umgebung, Bremsen</translation>
    </message>
    <message>
        <source>Fine-tuned model</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Feinabgestimmtes Modell</translation>
    </message>
    <message>
        <source>The output of 'Fine-tune model', for the tasks that it was fine-tuned for, or of 'Pretrain model'; the dock lists it too.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Das Ergebnis von „Modell feinabstimmen“, für die Aufgaben, auf die es feinabgestimmt wurde, oder von „Modell vortrainieren“; es steht auch im Bedienfeld.</translation>
    </message>
    <message>
        <source>If empty: the roads of the bundle.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Wenn leer: die Straßen des Datenpakets.</translation>
    </message>
    <message>
        <source>Provides trips and street views.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Liefert Fahrten und Straßenbilder.</translation>
    </message>
    <message>
        <source>Needed for the shipped model; if empty, the bundle that the model learned from.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Nötig für das mitgelieferte Modell; wenn leer, das Datenpaket, aus dem das Modell gelernt hat.</translation>
    </message>
    <message>
        <source>Predict roads</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Straßen vorhersagen</translation>
    </message>
    <message>
        <source>Predicts every direction of every road, with 90 % intervals</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Sagt jede Richtung jeder Straße vorher, mit 90-%-Intervallen</translation>
    </message>
    <message>
        <source>inference</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Inferenz</translation>
    </message>
    <message>
        <source>Travel times</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Reisezeiten</translation>
    </message>
    <message>
        <source>A model that has learned times of the week; the dock says which have.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Ein Modell, das Zeiträume der Woche gelernt hat; das Bedienfeld zeigt, welche das sind.</translation>
    </message>
    <message>
        <source>Origins</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Starts</translation>
    </message>
    <message>
        <source>Points where routes begin.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Punkte, an denen Routen beginnen.</translation>
    </message>
    <message>
        <source>Destinations</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Ziele</translation>
    </message>
    <message>
        <source>Points where routes end. If empty: the origins.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Punkte, an denen Routen enden. Wenn leer: die Starts.</translation>
    </message>
    <message>
        <source>Provides trips and roads.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Liefert Fahrten und Straßen.</translation>
    </message>
    <message>
        <source>A table with a row for each pair of an origin and a destination.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Eine Tabelle mit einer Zeile für jedes Paar aus Start und Ziel.</translation>
    </message>
    <message>
        <source>Reached roads</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Erreichte Straßen</translation>
    </message>
    <message>
        <source>The parts of roads that are reached from each origin within the given minutes.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Die Teile von Straßen, die von jedem Start in den angegebenen Minuten erreicht werden.</translation>
    </message>
    <message>
        <source>Isochrones</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Isochronen</translation>
    </message>
    <message>
        <source>A polygon for each origin and number of minutes: the places near reached roads.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Ein Polygon für jeden Startpunkt und jede Zahl von Minuten: die Orte nahe den erreichten Straßen.</translation>
    </message>
    <message>
        <source>Minutes between points at a time of the week, and the roads that are reached</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Minuten zwischen Punkten in einem Zeitraum der Woche, und die erreichten Straßen</translation>
    </message>
    <message>
        <source>isochrone</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Isochrone</translation>
    </message>
    <message>
        <source>origin-destination matrix</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Quelle-Ziel-Matrix</translation>
    </message>
    <message>
        <source>accessibility</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Erreichbarkeit</translation>
    </message>
    <message>
        <source>service area</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Einzugsgebiet</translation>
    </message>
    <message>
        <source>Number of pairs</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Anzahl der Paare</translation>
    </message>
    <message>
        <source>Number of pairs without a route</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Anzahl der Paare ohne Route</translation>
    </message>
    <message>
        <source>Number of reached parts of roads</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Anzahl der erreichten Teile von Straßen</translation>
    </message>
    <message>
        <source>Number of isochrones</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Anzahl der Isochronen</translation>
    </message>
    <message>
        <source>Export for routing programs</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Für Routenprogramme exportieren</translation>
    </message>
    <message>
        <source>Extract for OSRM</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Auszug für OSRM</translation>
    </message>
    <message>
        <source>The OpenStreetMap file that OSRM's graph is made from. If empty: no file for OSRM.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Die OpenStreetMap-Datei, aus der der Graph von OSRM entsteht. Wenn leer: keine Datei für OSRM.</translation>
    </message>
    <message>
        <source>Tiles of Valhalla</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Kacheln von Valhalla</translation>
    </message>
    <message>
        <source>The archive that valhalla_build_extract makes. If empty: no files for Valhalla.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Das Archiv, das valhalla_build_extract erstellt. Wenn leer: keine Dateien für Valhalla.</translation>
    </message>
    <message>
        <source>Archives of tiles (*.tar);;All files (*)</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Archive von Kacheln (*.tar);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Writes the speeds of roads at times of the week for Valhalla, OSRM and others</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Schreibt die Geschwindigkeiten von Straßen zu Zeiten der Woche für Valhalla, OSRM und andere</translation>
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
        <translation>Routenplanung</translation>
    </message>
    <message>
        <source>The folder for the files.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Der Ordner für die Dateien.</translation>
    </message>
    <message>
        <source>Files of speeds</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Dateien mit Geschwindigkeiten</translation>
    </message>
    <message>
        <source>Page to share</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Seite zum Weitergeben</translation>
    </message>
    <message>
        <source>The output of 'Predict roads' or 'Observed traffic'.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Die Ausgabe von „Straßen vorhersagen“ oder „Beobachteter Verkehr“.</translation>
    </message>
    <message>
        <source>Page</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Seite</translation>
    </message>
    <message>
        <source>One HTML file: open it in a browser, send it or put it on a web server.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Eine HTML-Datei: im Browser öffnen, verschicken oder auf einen Webserver legen.</translation>
    </message>
    <message>
        <source>Creates a web page with a map of predictions or observed traffic, as one file</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Erstellt eine Webseite mit einer Karte von Vorhersagen oder beobachtetem Verkehr als eine Datei</translation>
    </message>
    <message>
        <source>web</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Web</translation>
    </message>
    <message>
        <source>publish</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>veröffentlichen</translation>
    </message>
    <message>
        <source>export</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>exportieren</translation>
    </message>
    <message>
        <source>maplibre</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>maplibre</translation>
    </message>
    <message>
        <source>Report of a study area</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Bericht über ein Untersuchungsgebiet</translation>
    </message>
    <message>
        <source>The output of 'Fine-tune model'; the dock lists it too.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Das Ergebnis von „Modell feinabstimmen“; es steht auch im Bedienfeld.</translation>
    </message>
    <message>
        <source>The pages.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Die Seiten.</translation>
    </message>
    <message>
        <source>A PDF: data, coverage, figures of held-out roads, maps, slowest roads, limits</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Ein PDF: Daten, Abdeckung, Zahlen auf zurückgehaltenen Straßen, Karten, langsamste Straßen, Grenzen</translation>
    </message>
    <message>
        <source>accuracy</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>limits</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Embed</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Einbetten</translation>
    </message>
    <message>
        <source>The output of 'Pretrain model' or 'Fine-tune model'; the dock lists it too.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Das Ergebnis von „Modell vortrainieren“ oder „Modell feinabstimmen“; es steht auch im Bedienfeld.</translation>
    </message>
    <message>
        <source>… or roads</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>… oder Straßen</translation>
    </message>
    <message>
        <source>Their directed segments.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Ihre gerichteten Segmente.</translation>
    </message>
    <message>
        <source>Points</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>If neither points nor roads are given: the roads of the bundle.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Wenn weder Punkte noch Straßen angegeben sind: die Straßen des Datenpakets.</translation>
    </message>
    <message>
        <source>Embed locations</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Orte einbetten</translation>
    </message>
    <message>
        <source>Writes the embeddings of roads or points, vectors of numbers</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Schreibt Embeddings (Vektoren aus Zahlen) von Straßen oder Punkten</translation>
    </message>
    <message>
        <source>features</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Merkmale</translation>
    </message>
    <message>
        <source>vector</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Vektor</translation>
    </message>
    <message>
        <source>Number of locations</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Anzahl der Orte</translation>
    </message>
    <message>
        <source>Number of dimensions</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Anzahl der Dimensionen</translation>
    </message>
    <message>
        <source>Number with trips</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Anzahl mit Fahrten</translation>
    </message>
    <message>
        <source>Number with street views</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Anzahl mit Straßenbildern</translation>
    </message>
    <message>
        <source>Of the bundle's study area, for predictions and embeddings.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Aus dem Untersuchungsgebiet des Datenpakets, für Vorhersagen und Embeddings.</translation>
    </message>
    <message>
        <source>Export layers</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Layer exportieren</translation>
    </message>
    <message>
        <source>Writes layers of a bundle and of a model as files for other programs</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Schreibt Layer eines Datenpakets und eines Modells als Dateien für andere Programme</translation>
    </message>
    <message>
        <source>The folder for the files, one per layer.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Für eine Datei je Layer.</translation>
    </message>
    <message>
        <source>Files of the layers</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Dateien der Layer</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Bewerten</translation>
    </message>
    <message>
        <source>Provides the labels. If empty: the held-out roads of the bundle of fine-tuning.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Liefert die Labels. Wenn leer: die zurückgehaltenen Straßen des Datenpakets der Feinabstimmung.</translation>
    </message>
    <message>
        <source>A GeoPackage with a style for each task: the label minus the prediction.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Ein GeoPackage mit einem Stil je Aufgabe: Label minus Vorhersage.</translation>
    </message>
    <message>
        <source>Evaluate model</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Modell bewerten</translation>
    </message>
    <message>
        <source>Compares a fine-tuned model with labels</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Vergleicht ein feinabgestimmtes Modell mit Labels</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>error</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>residual</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Residuum</translation>
    </message>
    <message>
        <source>metrics</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Metriken</translation>
    </message>
    <message>
        <source>validation</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>baseline</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Vergleichsmaßstab</translation>
    </message>
    <message>
        <source>The name of the result, in forms and in the dock.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Der Name des Ergebnisses in Formularen und im Bedienfeld.</translation>
    </message>
    <message>
        <source>Random seed</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Startwert des Zufallsgenerators</translation>
    </message>
    <message>
        <source>Sets every random choice: the same seed and data give the same result.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Legt alle Zufallsentscheidungen fest: Gleicher Startwert und gleiche Daten ergeben das gleiche Ergebnis.</translation>
    </message>
    <message>
        <source>Fixes that are not in order of time</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Messpunkte, die nicht zeitlich geordnet sind</translation>
    </message>
    <message>
        <source>Sort them, or drop those that go back in time.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Sie sortieren oder die weglassen, die in der Zeit zurückgehen.</translation>
    </message>
    <message>
        <source>Sort them</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Sortieren</translation>
    </message>
    <message>
        <source>Drop those that go back in time</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Die zeitlich zurückspringenden weglassen</translation>
    </message>
    <message>
        <source>Maximum speed</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Höchstgeschwindigkeit</translation>
    </message>
    <message>
        <source>Fixes that could only be reached faster are dropped as errors of positions. 0 keeps all.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Positionen, die nur schneller zu erreichen wären, werden als Fehler verworfen. 0 behält alle.</translation>
    </message>
    <message>
        <source>Maximum jump</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Größter Sprung</translation>
    </message>
    <message>
        <source>A fix farther than this from both its neighbours is dropped. 0 keeps all.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Ein Messpunkt, der weiter als dies von beiden Nachbarn entfernt ist, wird weggelassen. 0 behält alle.</translation>
    </message>
    <message>
        <source>Maximum gap</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Größte Lücke</translation>
    </message>
    <message>
        <source>A trip is cut where two fixes are farther apart in time. 0 cuts none.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Eine Fahrt wird geteilt, wo zwei Messpunkte zeitlich weiter auseinander liegen. 0 teilt keine.</translation>
    </message>
    <message>
        <source>600 s; in a trip that reports seldom three of its usual intervals, up to 1800 s</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>600 s; in einer Fahrt, die selten meldet, drei ihrer üblichen Abstände, bis 1800 s</translation>
    </message>
    <message>
        <source>Minimum stop</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Kürzester Halt</translation>
    </message>
    <message>
        <source>A trip is cut where it stops for at least this long; the stop is dropped. 0 cuts none.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Eine Fahrt wird geteilt, wo sie mindestens so lange hält; der Halt wird weggelassen. 0 teilt keine.</translation>
    </message>
    <message>
        <source>Radius of a stop</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Radius eines Halts</translation>
    </message>
    <message>
        <source>A vehicle that stays within this radius has stopped.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Ein Fahrzeug, das innerhalb dieses Radius bleibt, hält.</translation>
    </message>
    <message>
        <source>Trimmed ends of trips</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Gekürzte Enden von Fahrten</translation>
    </message>
    <message>
        <source>Fixes at the beginning and the end of a trip are dropped until it is farther than this from where it begins or ends, so that homes are not kept. 0 keeps all.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Messpunkte am Anfang und am Ende einer Fahrt werden weggelassen, bis die Fahrt weiter als diese Entfernung von ihrem Anfangs- oder Endpunkt weg ist, damit Wohnorte nicht gespeichert werden. 0 behält alle.</translation>
    </message>
    <message>
        <source>Minimum number of fixes</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Mindestanzahl der Messpunkte</translation>
    </message>
    <message>
        <source>Trips with fewer fixes are dropped, also pieces of cut trips.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Fahrten mit weniger Messpunkten werden weggelassen, auch Teile geteilter Fahrten.</translation>
    </message>
    <message>
        <source>Field of the trip ID</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Feld der Fahrtkennung</translation>
    </message>
    <message>
        <source>Column of a table, or field of a layer of fixes.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Spalte einer Tabelle oder Feld eines Layers von Messpunkten.</translation>
    </message>
    <message>
        <source>detected by its usual names</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>an üblichen Namen erkannt</translation>
    </message>
    <message>
        <source>Field of the driver or vehicle</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Feld des Fahrers oder Fahrzeugs</translation>
    </message>
    <message>
        <source>Labels and input trips are kept apart by driver.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Labels und eingegebene Fahrten werden nach Fahrern getrennt.</translation>
    </message>
    <message>
        <source>Field of the time</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Feld der Zeit</translation>
    </message>
    <message>
        <source>Dates with times, or numbers since 1970.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Datum mit Uhrzeit oder Zahlen seit 1970.</translation>
    </message>
    <message>
        <source>Field of the measured speed</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Feld der gemessenen Geschwindigkeit</translation>
    </message>
    <message>
        <source>Speed of the vehicle at a fix.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Geschwindigkeit des Fahrzeugs an einem Messpunkt.</translation>
    </message>
    <message>
        <source>Field of the heading</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Feld der Fahrtrichtung</translation>
    </message>
    <message>
        <source>Direction of travel at a fix, degrees clockwise from north.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Fahrtrichtung an einem Messpunkt, Grad im Uhrzeigersinn von Norden.</translation>
    </message>
    <message>
        <source>Field of the longitude or x</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Feld der Länge oder von x</translation>
    </message>
    <message>
        <source>Only for tables.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Nur für Tabellen.</translation>
    </message>
    <message>
        <source>Field of the latitude or y</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Feld der Breite oder von y</translation>
    </message>
    <message>
        <source>Unit of the measured speed</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Einheit der gemessenen Geschwindigkeit</translation>
    </message>
    <message>
        <source>Automatic reads it from the field's name, such as speed_kmh or speed (m/s). A speed whose unit is unknown is refused.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Automatisch liest sie aus dem Namen des Feldes, etwa speed_kmh oder speed (m/s). Eine Geschwindigkeit mit unbekannter Einheit wird abgelehnt.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Unit of numeric times</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Einheit von Zeiten als Zahlen</translation>
    </message>
    <message>
        <source>Since 1970. Automatic distinguishes seconds from milliseconds by their size.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Seit 1970. Automatisch unterscheidet Sekunden und Millisekunden an ihrer Größe.</translation>
    </message>
    <message>
        <source>Seconds</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>Milliseconds</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Millisekunden</translation>
    </message>
    <message>
        <source>Time zone of times without one</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Zeitzone von Zeiten ohne Zeitzone</translation>
    </message>
    <message>
        <source>Such as Europe/Lisbon or UTC. Numbers are Unix time, which is UTC.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Etwa Europe/Lisbon oder UTC. Zahlen sind Unix-Zeit, also UTC.</translation>
    </message>
    <message>
        <source>times without a zone are refused</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Zeiten ohne Zeitzone werden abgelehnt</translation>
    </message>
    <message>
        <source>CRS of the coordinates</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>KBS der Koordinaten</translation>
    </message>
    <message>
        <source>Coordinate reference system of a table, such as EPSG:3763.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Koordinatenbezugssystem einer Tabelle, etwa EPSG:3763.</translation>
    </message>
    <message>
        <source>the layer's own, and EPSG:4326 for columns named lon and lat</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>das des Layers, und EPSG:4326 für Spalten mit den Namen lon und lat</translation>
    </message>
    <message>
        <source>How records without trip IDs are cut</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Teilung von Aufzeichnungen ohne Fahrtkennungen</translation>
    </message>
    <message>
        <source>Automatic cuts where passengers get in or out if the record contains that, otherwise at gaps.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Automatisch teilt, wo Fahrgäste ein- oder aussteigen, wenn die Aufzeichnung dies enthält, sonst an Lücken.</translation>
    </message>
    <message>
        <source>Where passengers get in or out</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Wo Fahrgäste ein- oder aussteigen</translation>
    </message>
    <message>
        <source>At gaps</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>An Lücken</translation>
    </message>
    <message>
        <source>Gap that begins a new trip</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Lücke, mit der eine neue Fahrt beginnt</translation>
    </message>
    <message>
        <source>In the record of a vehicle without trip IDs.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>In der Aufzeichnung eines Fahrzeugs ohne Fahrtkennungen.</translation>
    </message>
    <message>
        <source>300 s; of a vehicle that reports seldom three of its usual intervals, up to 1800 s</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>300 s; bei einem Fahrzeug, das selten meldet, drei seiner üblichen Abstände, bis 1800 s</translation>
    </message>
    <message>
        <source>Minimum quality, 0 to 1</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Mindestqualität, 0 bis 1</translation>
    </message>
    <message>
        <source>Mapillary's score; 0 includes street views without one.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Bewertung von Mapillary; 0 schließt Straßenbilder ohne Bewertung ein.</translation>
    </message>
    <message>
        <source>Taken on this day or later</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>An diesem Tag oder später aufgenommen</translation>
    </message>
    <message>
        <source>ISO 8601 date or time, in UTC where it names no zone.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Datum oder Zeit nach ISO 8601, ohne Angabe einer Zeitzone in UTC.</translation>
    </message>
    <message>
        <source>any day</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>jeder Tag</translation>
    </message>
    <message>
        <source>Taken before this day</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Vor diesem Tag aufgenommen</translation>
    </message>
    <message>
        <source>Street views that show all directions.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Straßenbilder, die alle Richtungen zeigen.</translation>
    </message>
    <message>
        <source>With all other street views</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Zusammen mit allen anderen Straßenbildern</translation>
    </message>
    <message>
        <source>Only panoramas</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Nur Panoramen</translation>
    </message>
    <message>
        <source>Without panoramas</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Ohne Panoramen</translation>
    </message>
    <message>
        <source>Width of the pictures</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Breite der Bilder</translation>
    </message>
    <message>
        <source>Wider pictures need more disk space; the model sees 224 pixels by default.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Breitere Bilder brauchen mehr Speicherplatz; das Modell sieht standardmäßig 224 Pixel.</translation>
    </message>
    <message>
        <source>pixels</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>As taken</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Originalgröße</translation>
    </message>
    <message>
        <source>Maximum number of street views</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Höchstanzahl der Straßenbilder</translation>
    </message>
    <message>
        <source>Spread over all sequences that were found. 0 downloads all.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Über alle gefundenen Sequenzen verteilt. 0 lädt alle herunter.</translation>
    </message>
    <message>
        <source>Coverage only</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Nur Abdeckung</translation>
    </message>
    <message>
        <source>Downloads where street views are and how many, not the street views.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Lädt herunter, wo es Straßenbilder gibt und wie viele, nicht die Straßenbilder.</translation>
    </message>
    <message>
        <source>Overpass API</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Overpass-API</translation>
    </message>
    <message>
        <source>Address of another interpreter if the public one is busy, without user and password.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Adresse eines anderen Overpass-Interpreters, falls der öffentliche ausgelastet ist, ohne Benutzer und Passwort.</translation>
    </message>
    <message>
        <source>the public one</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>der öffentliche</translation>
    </message>
    <message>
        <source>Search radius</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Suchradius</translation>
    </message>
    <message>
        <source>Roads farther than this from a fix are no candidates for it.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Straßen, die weiter von einem Messpunkt entfernt sind, kommen für ihn nicht in Frage.</translation>
    </message>
    <message>
        <source>GPS error</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>GPS-Fehler</translation>
    </message>
    <message>
        <source>Standard deviation of a fix across its road. A larger value lets fixes be matched to roads farther away.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Standardabweichung eines Messpunkts quer zu seiner Straße. Mit einem größeren Wert können Messpunkte weiter entfernten Straßen zugeordnet werden.</translation>
    </message>
    <message>
        <source>estimated from the fixes of each trip</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>aus den Messpunkten jeder Fahrt geschätzt</translation>
    </message>
    <message>
        <source>Ways between distant fixes</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Wege zwischen weit entfernten Messpunkten</translation>
    </message>
    <message>
        <source>The likeliest way by how trips turn and how fast they drive, with its probability; if never recovered, the shortest path.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Der wahrscheinlichste Weg danach, wie Fahrten abbiegen und wie schnell sie fahren, mit seiner Wahrscheinlichkeit; ohne Rekonstruktion der kürzeste Weg.</translation>
    </message>
    <message>
        <source>Automatic: gaps of 45 s and more</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Automatisch: Lücken ab 45 s</translation>
    </message>
    <message>
        <source>Never</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Nie</translation>
    </message>
    <message>
        <source>Always: gaps of 15 s and more</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Immer: Lücken ab 15 s</translation>
    </message>
    <message>
        <source>Field of the road class</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Feld der Straßenklasse</translation>
    </message>
    <message>
        <source>Used if the layer has it.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Wird verwendet, wenn der Layer es hat.</translation>
    </message>
    <message>
        <source>Field of one-way roads</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Feld der Einbahnrichtung</translation>
    </message>
    <message>
        <source>Field of the road name</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Feld des Straßennamens</translation>
    </message>
    <message>
        <source>Road classes to keep</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Zu behaltende Straßenklassen</translation>
    </message>
    <message>
        <source>Values of the class field.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Werte des Klassenfelds.</translation>
    </message>
    <message>
        <source>OpenStreetMap's public roads for the vehicle</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>die öffentlichen Straßen von OpenStreetMap für das Fahrzeug</translation>
    </message>
    <message>
        <source>Vehicle</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Fahrzeug</translation>
    </message>
    <message>
        <source>Roads, directions and turns that OpenStreetMap's tags permit to this vehicle are used. Taxis and buses also use their own lanes and streets.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Es werden die Straßen, Richtungen und Abbiegungen verwendet, die die Tags von OpenStreetMap diesem Fahrzeug erlauben. Taxis und Busse nutzen auch ihre eigenen Spuren und Straßen.</translation>
    </message>
    <message>
        <source>Car</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Auto</translation>
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
        <translation>Zeit zwischen Positionen</translation>
    </message>
    <message>
        <source>Between two fixes there is a position at least this often.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Zwischen zwei Messpunkten gibt es mindestens so oft eine Position.</translation>
    </message>
    <message>
        <source>Share of drivers whose trips become labels</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Anteil der Fahrer, deren Fahrten zu Labels werden</translation>
    </message>
    <message>
        <source>The model sees the trips of the other drivers; no driver is in both.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Das Modell sieht die Fahrten der anderen Fahrer; kein Fahrer gehört zu beiden.</translation>
    </message>
    <message>
        <source>Fields of the label layer</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Felder des Label-Layers</translation>
    </message>
    <message>
        <source>The field that holds a task's labels, as TASK=FIELD, such as speed=v_mean.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Das Feld mit den Labels einer Aufgabe, als AUFGABE=FELD, etwa speed=v_mean.</translation>
    </message>
    <message>
        <source>labels are derived from trips and places</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Labels werden aus Fahrten und Orten abgeleitet</translation>
    </message>
    <message>
        <source>Unit of the labels' speeds</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Einheit der Geschwindigkeiten der Labels</translation>
    </message>
    <message>
        <source>Of the field of the label layer that holds the speed.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Des Feldes des Label-Layers, das die Geschwindigkeit enthält.</translation>
    </message>
    <message>
        <source>Mean of the derived speed</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Mittel der abgeleiteten Geschwindigkeit</translation>
    </message>
    <message>
        <source>The space mean is the metres of all passes ÷ their seconds, so that travel times add up. The time mean is the arithmetic mean of the speeds of the passes; it is never lower.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Das räumliche Mittel ist die Summe der Meter aller Durchfahrten ÷ die Summe ihrer Sekunden, sodass sich Reisezeiten addieren lassen. Das zeitliche Mittel ist das arithmetische Mittel der Geschwindigkeiten der Durchfahrten; es ist nie niedriger.</translation>
    </message>
    <message>
        <source>Space mean: metres ÷ seconds</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Räumliches Mittel: Meter ÷ Sekunden</translation>
    </message>
    <message>
        <source>Time mean of the passes' speeds</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Zeitliches Mittel der Geschwindigkeiten der Durchfahrten</translation>
    </message>
    <message>
        <source>Maximum distance of a label from its road</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Größter Abstand eines Labels von seiner Straße</translation>
    </message>
    <message>
        <source>Lines of the label layer farther from every road are left out.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Linien des Label-Layers, die von jeder Straße weiter entfernt sind, werden ausgelassen.</translation>
    </message>
    <message>
        <source>Maximum distance of a street view from a road</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Größter Abstand eines Straßenbilds von einer Straße</translation>
    </message>
    <message>
        <source>Street views farther from every road are left out.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Straßenbilder, die von jeder Straße weiter entfernt sind, werden ausgelassen.</translation>
    </message>
    <message>
        <source>Side of the road on which vehicles drive</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Straßenseite, auf der Fahrzeuge fahren</translation>
    </message>
    <message>
        <source>Decides on which side each direction of a road is drawn. Automatic uses the country's rule; the log shows the side.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Legt fest, auf welcher Seite einer Straße jede Richtung gezeichnet wird. Automatisch richtet sich nach der Regel des Landes; das Protokoll nennt die Seite.</translation>
    </message>
    <message>
        <source>Right</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Left</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Links</translation>
    </message>
    <message>
        <source>Time zone of the study area</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Zeitzone des Untersuchungsgebiets</translation>
    </message>
    <message>
        <source>Such as Europe/Lisbon. Times of the week, such as Mon-Fri 07:00-09:00, are local times of this zone.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Etwa Europe/Lisbon. Zeiträume der Woche, etwa Mon-Fri 07:00-09:00, gelten in der Ortszeit dieser Zeitzone.</translation>
    </message>
    <message>
        <source>the zone in which most of its roads are</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>die Zeitzone, in der die meisten seiner Straßen liegen</translation>
    </message>
    <message>
        <source>Unit of speed</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Einheit der Geschwindigkeit</translation>
    </message>
    <message>
        <source>Of the speeds in the layer.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Der Geschwindigkeiten im Layer.</translation>
    </message>
    <message>
        <source>In local time, such as 'Mon-Fri 07:00-09:00', 'Sat,Sun' or '22:00-05:00', or one of the names weekday morning peak, weekday midday, weekday evening peak, night free flow, weekdays, weekend, whole week.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>In Ortszeit, etwa „Mon-Fri 07:00-09:00“, „Sat,Sun“ oder „22:00-05:00“, oder einer der Namen weekday morning peak, weekday midday, weekday evening peak, night free flow, weekdays, weekend, whole week.</translation>
    </message>
    <message>
        <source>the whole week</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>die ganze Woche</translation>
    </message>
    <message>
        <source>Trips that labels are made from are not model inputs.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Fahrten, die zu Labels werden, sind keine Eingaben der Modelle.</translation>
    </message>
    <message>
        <source>All trips</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Alle Fahrten</translation>
    </message>
    <message>
        <source>Input trips of models</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Eingegebene Fahrten der Modelle</translation>
    </message>
    <message>
        <source>Trips that labels are made from</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Fahrten, die zu Labels werden</translation>
    </message>
    <message>
        <source>Minimum number of drivers</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Mindestanzahl der Fahrer</translation>
    </message>
    <message>
        <source>Nothing that fewer drivers made at a time of the week is written, nor anything from which it follows by subtraction.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Was in einem Zeitraum der Woche von weniger Fahrern stammt, wird nicht geschrieben, auch nichts, woraus es durch Subtraktion folgt.</translation>
    </message>
    <message>
        <source>Format</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Format</translation>
    </message>
    <message>
        <source>GeoPackage has both layers, the others have the movements.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>GeoPackage hat beide Layer, die anderen haben die Fahrbeziehungen.</translation>
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
        <translation>Gewählte Straßen</translation>
    </message>
    <message>
        <source>Directed segments: trips over any of these are counted. Their numbers are in the column edge of layers of the bundle's roads.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Gerichtete Segmente: Gezählt werden Fahrten über irgendeines davon. Ihre Nummern stehen in der Spalte edge der Layer von Straßen des Datenpakets.</translation>
    </message>
    <message>
        <source>Roads after these</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Straßen danach</translation>
    </message>
    <message>
        <source>Only trips that later drive over one of these segments are counted.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Gezählt werden nur Fahrten, die später über eines dieser Segmente führen.</translation>
    </message>
    <message>
        <source>all trips through the chosen roads</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>alle Fahrten durch die gewählten Straßen</translation>
    </message>
    <message>
        <source>Nothing that trips of fewer drivers did is written, nor anything from which it follows by subtraction.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Was von Fahrten von weniger Fahrern stammt, wird nicht geschrieben, auch nichts, woraus es durch Subtraktion folgt.</translation>
    </message>
    <message>
        <source>Side of the cells</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Seitenlänge der Zellen</translation>
    </message>
    <message>
        <source>Origins and destinations are counted in squares of this size.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Starts und Ziele werden in Quadraten dieser Größe gezählt.</translation>
    </message>
    <message>
        <source>Field with the names of zones</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Feld mit den Namen der Zonen</translation>
    </message>
    <message>
        <source>Polygons of the same name are one zone.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Polygone desselben Namens sind eine Zone.</translation>
    </message>
    <message>
        <source>the numbers of the features</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>die Nummern der Objekte</translation>
    </message>
    <message>
        <source>Noise for open data, ε</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Rauschen für offene Daten, ε</translation>
    </message>
    <message>
        <source>Adds random noise to the numbers of trips, for tables that everybody may read: with and without a driver, a table is as likely up to a factor of exp(ε). 1 is usual; smaller numbers are noisier.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Fügt den Anzahlen der Fahrten zufälliges Rauschen hinzu, für Tabellen, die jeder lesen darf: Mit und ohne einen Fahrer ist eine Tabelle bis auf den Faktor exp(ε) gleich wahrscheinlich. Üblich ist 1; kleinere Zahlen geben mehr Rauschen.</translation>
    </message>
    <message>
        <source>exact numbers</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>genaue Zahlen</translation>
    </message>
    <message>
        <source>Days before</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Tage vorher</translation>
    </message>
    <message>
        <source>A local day such as 2013-07-01, or the first and the last day such as 2013-07-01/2013-09-30.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Ein Tag in Ortszeit wie 2013-07-01, oder der erste und der letzte Tag wie 2013-07-01/2013-09-30.</translation>
    </message>
    <message>
        <source>all days</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>alle Tage</translation>
    </message>
    <message>
        <source>Days after</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Tage nachher</translation>
    </message>
    <message>
        <source>Written like the days before.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Geschrieben wie die Tage vorher.</translation>
    </message>
    <message>
        <source>Time of the week before</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Zeitraum der Woche vorher</translation>
    </message>
    <message>
        <source>Time of the week after</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Zeitraum der Woche nachher</translation>
    </message>
    <message>
        <source>Written like the time before.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Geschrieben wie der Zeitraum vorher.</translation>
    </message>
    <message>
        <source>the time before</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>der Zeitraum vorher</translation>
    </message>
    <message>
        <source>Values of a side with fewer drivers are not written, nor any from which they follow by subtraction.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Werte von weniger Fahrern einer Seite werden nicht geschrieben, auch keine, aus denen sie durch Subtraktion folgen.</translation>
    </message>
    <message>
        <source>False-discovery rate</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Rate falscher Funde</translation>
    </message>
    <message>
        <source>Of the roads that are flagged as changed, at most this share is expected to be flagged by chance, for each measure.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Von den als geändert markierten Straßen ist voraussichtlich höchstens dieser Anteil durch Zufall markiert, für jede Größe.</translation>
    </message>
    <message>
        <source>Field with the names of districts</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Feld mit den Namen der Stadtteile</translation>
    </message>
    <message>
        <source>Polygons of the same name are one district.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Polygone desselben Namens sind ein Stadtteil.</translation>
    </message>
    <message>
        <source>Preset</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Voreinstellung</translation>
    </message>
    <message>
        <source>Best predicts better on held-out roads. Paper follows the published method, with some deviations.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>„Beste“ sagt auf zurückgehaltenen Straßen besser vorher. „Veröffentlichung“ folgt mit einigen Abweichungen dem veröffentlichten Verfahren.</translation>
    </message>
    <message>
        <source>Paper</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Veröffentlichung</translation>
    </message>
    <message>
        <source>Best</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Beste</translation>
    </message>
    <message>
        <source>Epochs</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Passes over the trips. 0 makes an untrained model, for comparison.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Durchgänge durch die Fahrten. 0 ergibt zum Vergleich ein untrainiertes Modell.</translation>
    </message>
    <message>
        <source>as many as the budget allows; 100 if no budget is set</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>so viele, wie das Zeitbudget zulässt; 100, wenn keines angegeben ist</translation>
    </message>
    <message>
        <source>Time budget</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Zeitbudget</translation>
    </message>
    <message>
        <source>The training ends after this time, such as 30min, 2h or 90s, or after the epochs, whichever comes first. It is time by the clock: on a slow or busy machine less is learned. Learning times of the week takes at most half of it. Reading pictures beforehand takes more time.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Das Training endet nach dieser Zeit, etwa 30min, 2h oder 90s, oder nach den Epochen, je nachdem, was zuerst eintritt. Es ist die Zeit der Uhr: Auf einem langsamen oder ausgelasteten Rechner wird weniger gelernt. Das Lernen der Zeiträume der Woche braucht höchstens die Hälfte davon. Das Lesen der Bilder davor braucht zusätzliche Zeit.</translation>
    </message>
    <message>
        <source>none if epochs are set; otherwise 30min on a processor, none on a GPU</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>keines, wenn Epochen angegeben sind; sonst 30min auf einem Prozessor, keines auf einer GPU</translation>
    </message>
    <message>
        <source>Trips per step</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Fahrten je Schritt</translation>
    </message>
    <message>
        <source>The batch size, over all processes together. Larger batches need more memory.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Die Batch-Größe, über alle Prozesse zusammen. Größere Batches brauchen mehr Speicher.</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Peak learning rate of Adam, after the warm-up. Lower it if the loss jumps.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Größte Lernrate von Adam nach dem Aufwärmen. Verringern, wenn der Verlust springt.</translation>
    </message>
    <message>
        <source>Width of the embedding</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Breite des Embeddings</translation>
    </message>
    <message>
        <source>Width of the transformer and of the embeddings. A multiple of 8.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Breite des Transformers und der Embeddings. Ein Vielfaches von 8.</translation>
    </message>
    <message>
        <source>Transformer layers</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Schichten des Transformers</translation>
    </message>
    <message>
        <source>More layers learn more, but train more slowly.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Mehr Schichten lernen mehr, trainieren aber langsamer.</translation>
    </message>
    <message>
        <source>Attention</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Attention</translation>
    </message>
    <message>
        <source>Encoding a trip once serves any number of query locations. Joint encoding is the paper's method and needs absolute geometry.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Wird eine Fahrt einmal kodiert, gilt dies für beliebig viele abgefragte Orte. Gemeinsames Kodieren ist das Verfahren der Veröffentlichung und setzt absolute Geometrie voraus.</translation>
    </message>
    <message>
        <source>Encode each trip once</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Jede Fahrt einmal kodieren</translation>
    </message>
    <message>
        <source>Encode a trip with each query location (paper)</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Fahrt mit jedem abgefragten Ort kodieren (Veröffentlichung)</translation>
    </message>
    <message>
        <source>Time of a query location</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Zeit eines abgefragten Ortes</translation>
    </message>
    <message>
        <source>The time at which a trip is queried at a location that it passes.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Die Zeit, zu der eine Fahrt an einem Ort, durch den sie führt, abgefragt wird.</translation>
    </message>
    <message>
        <source>Interpolated along the trip</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Entlang der Fahrt interpoliert</translation>
    </message>
    <message>
        <source>Hidden from the model</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Vor dem Modell verborgen</translation>
    </message>
    <message>
        <source>Alignment</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Abgleich</translation>
    </message>
    <message>
        <source>Which part of a trip is aligned with a location.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Welcher Teil einer Fahrt mit einem Ort abgeglichen wird.</translation>
    </message>
    <message>
        <source>Nothing</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>Its mean over the road segment</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Ihr Mittel über das Straßensegment</translation>
    </message>
    <message>
        <source>The trip at that location</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Die Fahrt an diesem Ort</translation>
    </message>
    <message>
        <source>What the model sees</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Was das Modell sieht</translation>
    </message>
    <message>
        <source>Without street views, neither pictures nor a backbone are needed.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Ohne Straßenbilder sind weder Bilder noch ein Backbone nötig.</translation>
    </message>
    <message>
        <source>Trips, street views and locations</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Fahrten, Straßenbilder und Orte</translation>
    </message>
    <message>
        <source>Trips and locations, no street views</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Fahrten und Orte, keine Straßenbilder</translation>
    </message>
    <message>
        <source>Street views and locations</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Straßenbilder und Orte</translation>
    </message>
    <message>
        <source>Street views only</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Nur Straßenbilder</translation>
    </message>
    <message>
        <source>Locations only</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Nur Orte</translation>
    </message>
    <message>
        <source>Location encoder</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Encoder der Orte</translation>
    </message>
    <message>
        <source>The directions of the waves that encode a location.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Die Richtungen der Wellen, die einen Ort kodieren.</translation>
    </message>
    <message>
        <source>Three directions, 120° apart</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Drei Richtungen im Abstand von 120°</translation>
    </message>
    <message>
        <source>Two directions, east and north</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Zwei Richtungen, Ost und Nord</translation>
    </message>
    <message>
        <source>Geometry of trips</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Geometrie der Fahrten</translation>
    </message>
    <message>
        <source>Whether positions of a trip are absolute or relative to the query location.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Ob die Positionen einer Fahrt absolut oder relativ zum abgefragten Ort sind.</translation>
    </message>
    <message>
        <source>as the preset</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>wie die Voreinstellung</translation>
    </message>
    <message>
        <source>As in the preset</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Wie in der Voreinstellung</translation>
    </message>
    <message>
        <source>Absolute positions</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Absolute Positionen</translation>
    </message>
    <message>
        <source>Relative to the query location</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Relativ zum abgefragten Ort</translation>
    </message>
    <message>
        <source>Describe trips by speed and heading</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Fahrten durch Geschwindigkeit und Fahrtrichtung beschreiben</translation>
    </message>
    <message>
        <source>In addition to the positions of their fixes.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Zusätzlich zu den Positionen ihrer Messpunkte.</translation>
    </message>
    <message>
        <source>On</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>An</translation>
    </message>
    <message>
        <source>Off</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Learn when trips were where in hidden windows</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Lernen, wann Fahrten in verdeckten Abschnitten wo waren</translation>
    </message>
    <message>
        <source>The way is known, and the fixes before and after. What the map tells and the pace of other trips help.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Der Weg ist bekannt, ebenso die Messpunkte davor und danach. Die Karte und das Tempo anderer Fahrten helfen.</translation>
    </message>
    <message>
        <source>Learn how fast roads are driven at times of the week</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Lernen, wie schnell Straßen in Zeiträumen der Woche befahren werden</translation>
    </message>
    <message>
        <source>From the passes of the input trips, without labels.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Aus den Durchfahrten der eingegebenen Fahrten, ohne Labels.</translation>
    </message>
    <message>
        <source>Finest scale of locations</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Feinster Maßstab der Orte</translation>
    </message>
    <message>
        <source>As a fraction of half the study area's longer side. A coarse scale keeps the model from memorising locations.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Als Bruchteil der halben längeren Seite des Untersuchungsgebiets. Ein grober Maßstab verhindert, dass das Modell Orte auswendig lernt.</translation>
    </message>
    <message>
        <source>Street-view backbone (a timm model)</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Backbone der Straßenbilder (ein timm-Modell)</translation>
    </message>
    <message>
        <source>The timm name of the network that encodes street views.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Der timm-Name des Netzes, das Straßenbilder kodiert.</translation>
    </message>
    <message>
        <source>Weights of the backbone</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Gewichte des Backbones</translation>
    </message>
    <message>
        <source>hub downloads them, none starts from random weights; or the path of a weight file.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>hub lädt sie herunter, none beginnt mit zufälligen Gewichten; oder der Pfad einer Gewichtsdatei.</translation>
    </message>
    <message>
        <source>Keep the backbone frozen</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Backbone einfrieren</translation>
    </message>
    <message>
        <source>Training it as well takes far more time and memory.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Ihn mitzutrainieren braucht wesentlich mehr Zeit und Speicher.</translation>
    </message>
    <message>
        <source>Temperature of the contrastive losses</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Temperatur der kontrastiven Verluste</translation>
    </message>
    <message>
        <source>Lower values separate similar pairs more strictly.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Kleinere Werte trennen ähnliche Paare strenger.</translation>
    </message>
    <message>
        <source>Learn the temperature</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Die Temperatur lernen</translation>
    </message>
    <message>
        <source>Training starts from the temperature above and adjusts it.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Das Training beginnt mit der obigen Temperatur und passt sie an.</translation>
    </message>
    <message>
        <source>Patience</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Geduld (vorzeitiges Beenden)</translation>
    </message>
    <message>
        <source>Training stops after this many evaluations without improvement on held-out trips. There is one every 5 epochs; with a time budget there are at most 20 in all, and the learning rate decays before the stop. 0 never stops early.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Das Training endet nach so vielen Auswertungen ohne Verbesserung auf zurückgehaltenen Fahrten. Eine Auswertung findet alle 5 Epochen statt; mit einem Zeitbudget sind es insgesamt höchstens 20, und vor dem Ende klingt die Lernrate ab. 0 beendet es nie vorzeitig.</translation>
    </message>
    <message>
        <source>5 with a time budget, otherwise 0</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>5 bei einem Zeitbudget, sonst 0</translation>
    </message>
    <message>
        <source>How roads are held out</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Wie Straßen zurückgehalten werden</translation>
    </message>
    <message>
        <source>Which roads are kept for testing; training leaves out their pictures. Whole squares are a harder test than single segments. A direction alone is too easy: the opposite one may be learned.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Welche Straßen zum Testen zurückgehalten werden; das Training lässt ihre Bilder aus. Ganze Quadrate sind ein schwererer Test als einzelne Segmente. Eine Richtung allein ist zu leicht: Die Gegenrichtung kann gelernt sein.</translation>
    </message>
    <message>
        <source>Single road segments</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Einzelne Straßensegmente</translation>
    </message>
    <message>
        <source>Whole squares of 500 m</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Ganze Quadrate von 500 m</translation>
    </message>
    <message>
        <source>Each direction separately (too easy)</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Jede Richtung für sich (zu leicht)</translation>
    </message>
    <message>
        <source>Held-out fold</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Zurückgehaltener Fold</translation>
    </message>
    <message>
        <source>Which fifth of the roads is held out, 0 to 4.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Welches Fünftel der Straßen zurückgehalten wird, 0 bis 4.</translation>
    </message>
    <message>
        <source>Precision</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Rechengenauigkeit</translation>
    </message>
    <message>
        <source>Number format in training. bfloat16 is faster on GPUs that support it.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Zahlenformat im Training. bfloat16 ist auf GPUs, die es unterstützen, schneller.</translation>
    </message>
    <message>
        <source>32 bits (float32)</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>32 Bit (float32)</translation>
    </message>
    <message>
        <source>16 bits (bfloat16)</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>16 Bit (bfloat16)</translation>
    </message>
    <message>
        <source>Limit of GPU memory</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Obergrenze des GPU-Speichers</translation>
    </message>
    <message>
        <source>0 sets no limit.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>0 setzt keine Obergrenze.</translation>
    </message>
    <message>
        <source>GB</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>GB</translation>
    </message>
    <message>
        <source>Automatic uses a GPU if the worker has one; the log names the device.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Automatisch verwendet eine GPU, wenn der Worker eine hat; das Protokoll nennt das Gerät.</translation>
    </message>
    <message>
        <source>Processor (CPU)</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Prozessor (CPU)</translation>
    </message>
    <message>
        <source>Graphics card (GPU)</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Grafikkarte (GPU)</translation>
    </message>
    <message>
        <source>Processes that train together</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Prozesse, die zusammen trainieren</translation>
    </message>
    <message>
        <source>Each uses its own GPU if the worker has GPUs.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Jeder verwendet eine eigene GPU, wenn der Worker GPUs hat.</translation>
    </message>
    <message>
        <source>Tasks</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>Area-of-interest function needs places in the bundle, hard braking needs fixes at most 2 s apart with their speed, slow-down intensity needs sparser fixes.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Die Nutzung der Umgebung braucht Orte im Datenpaket, scharfes Bremsen braucht Messpunkte im Abstand von höchstens 2 s mit ihrer Geschwindigkeit, die Stärke des Abbremsens braucht Messpunkte in größeren Abständen.</translation>
    </message>
    <message>
        <source>all for which the bundle has enough labels</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>alle, für die das Datenpaket genug Labels hat</translation>
    </message>
    <message>
        <source>Maximum number of passes over the labelled roads of a network; the best epoch is kept. Boosted trees have none.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Höchstzahl der Durchgänge eines Netzes durch die Straßen mit Labels; die beste Epoche wird behalten. Boosting-Bäume haben keine.</translation>
    </message>
    <message>
        <source>Locations per step</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Orte je Schritt</translation>
    </message>
    <message>
        <source>The batch size: labelled roads that are learned from at once.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Die Batch-Größe: Straßen mit Labels, aus denen gleichzeitig gelernt wird.</translation>
    </message>
    <message>
        <source>Peak learning rate of AdamW, after the warm-up. Lower it if the loss jumps.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Größte Lernrate von AdamW nach dem Aufwärmen. Verringern, wenn der Verlust springt.</translation>
    </message>
    <message>
        <source>Which roads are kept for testing. Whole squares are a harder test than single segments. A direction alone is too easy: the opposite one may be learned.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Welche Straßen zum Testen zurückgehalten werden. Ganze Quadrate sind ein schwererer Test als einzelne Segmente. Eine Richtung allein ist zu leicht: Die Gegenrichtung kann gelernt sein.</translation>
    </message>
    <message>
        <source>as pretrained</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>wie im Vortraining</translation>
    </message>
    <message>
        <source>As in pretraining</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Wie im Vortraining</translation>
    </message>
    <message>
        <source>Keep the encoders as pretrained</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Die Encoder nicht mittrainieren</translation>
    </message>
    <message>
        <source>Trains only the heads: faster, and often better with few labels.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Trainiert nur die Köpfe: schneller und bei wenigen Labels oft besser.</translation>
    </message>
    <message>
        <source>Share of the training labels to use</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Anteil der zu verwendenden Trainingslabels</translation>
    </message>
    <message>
        <source>Less than 1 shows how well the model learns from few labels.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Weniger als 1 zeigt, wie gut das Modell aus wenigen Labels lernt.</translation>
    </message>
    <message>
        <source>Head</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Kopf</translation>
    </message>
    <message>
        <source>Boosted trees on a table of the road, or a network on the embeddings of trips, place and picture.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Boosting-Bäume auf einer Tabelle der Straße, oder ein Netz auf den Embeddings von Fahrten, Ort und Bild.</translation>
    </message>
    <message>
        <source>Boosted trees</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Boosting-Bäume</translation>
    </message>
    <message>
        <source>Trained network</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Trainiertes Netz</translation>
    </message>
    <message>
        <source>Trips per road</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Fahrten je Straße</translation>
    </message>
    <message>
        <source>Maximum number of trips of a road that a network sees at once. Boosted trees see statistics of all.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Höchstzahl der Fahrten einer Straße, die ein Netz auf einmal sieht. Boosting-Bäume sehen Statistiken aller Fahrten.</translation>
    </message>
    <message>
        <source>Only tasks that the model was fine-tuned for.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Nur Aufgaben, für die das Modell feinabgestimmt wurde.</translation>
    </message>
    <message>
        <source>all tasks of the model</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>alle Aufgaben des Modells</translation>
    </message>
    <message>
        <source>the whole week without tasks, no times beside them</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>die ganze Woche ohne Aufgaben, keine Zeiten neben ihnen</translation>
    </message>
    <message>
        <source>Each hour of a weekday and of a weekend day</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Jede Stunde eines Werktags und eines Wochenendtags</translation>
    </message>
    <message>
        <source>Adds the traffic speed at each hour, which QGIS' temporal controller can play.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Fügt die Verkehrsgeschwindigkeit zu jeder Stunde hinzu, die sich mit der Zeitsteuerung von QGIS abspielen lässt.</translation>
    </message>
    <message>
        <source>Time of the week</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Zeitraum der Woche</translation>
    </message>
    <message>
        <source>Reached roads within</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Erreichte Straßen innerhalb von</translation>
    </message>
    <message>
        <source>Minutes, such as 5, 10 and 15, at most 6 numbers: the parts of roads that can be reached from each origin in this time.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Minuten wie 5, 10 und 15, höchstens 6 Zahlen: die Teile von Straßen, die von jedem Start in dieser Zeit erreichbar sind.</translation>
    </message>
    <message>
        <source>min</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>min</translation>
    </message>
    <message>
        <source>no reached roads</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>keine erreichten Straßen</translation>
    </message>
    <message>
        <source>Polygons around the reached roads of each origin and number of minutes.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Polygone um die erreichten Straßen jedes Startpunkts und jeder Zahl von Minuten.</translation>
    </message>
    <message>
        <source>Distance of isochrones from reached roads</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Abstand der Isochronen von erreichten Straßen</translation>
    </message>
    <message>
        <source>Isochrones are the places up to this distance from reached roads, in a straight line. A larger one closes the gaps between roads, and reaches farther than they do.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Isochronen sind die Orte bis zu diesem Abstand von erreichten Straßen, in gerader Linie. Ein größerer schließt die Lücken zwischen Straßen und reicht weiter als sie.</translation>
    </message>
    <message>
        <source>Largest distance of a point from a road</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Größter Abstand eines Punkts von einer Straße</translation>
    </message>
    <message>
        <source>Points farther from all roads are refused. The way from a point to its road takes no time.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Punkte, die weiter von allen Straßen entfernt sind, werden abgelehnt. Der Weg von einem Punkt zu seiner Straße dauert keine Zeit.</translation>
    </message>
    <message>
        <source>Junctions for GMNS</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Knotenpunkte für GMNS</translation>
    </message>
    <message>
        <source>Also writes nodes, links and movements with their delays as tables of GMNS, the General Modeling Network Specification.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Schreibt auch Knoten, Strecken und Fahrbeziehungen mit ihren Verlustzeiten als Tabellen von GMNS, der General Modeling Network Specification.</translation>
    </message>
    <message>
        <source>Delays in the tables of GMNS that fewer drivers had are predicted.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Verlustzeiten in den Tabellen von GMNS, die weniger Fahrer hatten, sind vorhergesagt.</translation>
    </message>
    <message>
        <source>Title of the page</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Titel der Seite</translation>
    </message>
    <message>
        <source>Shown above the map and as the name of the browser's tab.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Steht über der Karte und als Name des Reiters im Browser.</translation>
    </message>
    <message>
        <source>the name of the study area</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>der Name des Untersuchungsgebiets</translation>
    </message>
    <message>
        <source>Background map</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Hintergrundkarte</translation>
    </message>
    <message>
        <source>Address of its tiles, such as https://tiles.example.org/{z}/{x}/{y}.png. It is off until a reader switches it on, needs a network, and tells its owner who looks where. Not all owners allow this use.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Adresse ihrer Kacheln, etwa https://tiles.example.org/{z}/{x}/{y}.png. Sie ist aus, bis jemand sie beim Lesen einschaltet, braucht ein Netz und verrät ihrem Eigentümer, wer wohin schaut. Nicht alle Eigentümer erlauben diese Nutzung.</translation>
    </message>
    <message>
        <source>no background, and no network is needed</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>kein Hintergrund, und kein Netz ist nötig</translation>
    </message>
    <message>
        <source>Owners of the background map</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Eigentümer der Hintergrundkarte</translation>
    </message>
    <message>
        <source>Shown beside its switch.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Steht neben ihrem Schalter.</translation>
    </message>
    <message>
        <source>Title of the report</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Titel des Berichts</translation>
    </message>
    <message>
        <source>At the top of each page.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Oben auf jeder Seite.</translation>
    </message>
    <message>
        <source>the name of the bundle</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>der Name des Datenpakets</translation>
    </message>
    <message>
        <source>Language of the report</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Sprache des Berichts</translation>
    </message>
    <message>
        <source>Names in your data, such as those of roads and sources, are not translated.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Namen in den Daten, etwa die von Straßen und Quellen, werden nicht übersetzt.</translation>
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
        <translation>GeoParquet enthält Embeddings als ein Array, die anderen Formate haben eine Spalte je Dimension; CSV enthält die Geometrie als Well-Known Text.</translation>
    </message>
    <message>
        <source>Layers</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Layer</translation>
    </message>
    <message>
        <source>At least one.</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Mindestens eine.</translation>
    </message>
    <message>
        <source>Places of street views</source>
        <extracomment>trajganr_core/contract/protocol/jobs.py</extracomment>
        <translation>Standorte der Straßenbilder</translation>
    </message>
    <message>
        <source>Job {job} continues on the worker in the background.</source>
        <extracomment>qgis_plugin/client/awaited_jobs.py</extracomment>
        <translation>Der Auftrag {job} läuft auf dem Worker im Hintergrund weiter.</translation>
    </message>
    <message>
        <source>The dock shows the job and its result, also after a restart of QGIS.</source>
        <extracomment>qgis_plugin/client/awaited_jobs.py</extracomment>
        <translation>Das Bedienfeld zeigt den Auftrag und sein Ergebnis, auch nach einem Neustart von QGIS.</translation>
    </message>
    <message>
        <source>Both jobs were cancelled; what was finished is kept.</source>
        <extracomment>qgis_plugin/client/chains.py</extracomment>
        <translation>Beide Aufträge wurden abgebrochen; was fertig war, bleibt.</translation>
    </message>
    <message>
        <source>To go on, press Continue or run it again.</source>
        <extracomment>qgis_plugin/client/chains.py</extracomment>
        <translation>Um fortzufahren, drücken Sie „Fortsetzen“, oder starten Sie es erneut.</translation>
    </message>
    <message>
        <source>The authentication configuration {id} contains no token.</source>
        <extracomment>qgis_plugin/client/credentials.py</extracomment>
        <translation>Die Authentifizierungskonfiguration {id} enthält kein Token.</translation>
    </message>
    <message>
        <source>Store the token as the password of a configuration with the method Basic, and enter the master password when QGIS asks for it.</source>
        <extracomment>qgis_plugin/client/credentials.py</extracomment>
        <translation>Das Token als Passwort einer Konfiguration der Methode Basic speichern und das Masterpasswort eingeben, wenn QGIS danach fragt.</translation>
    </message>
    <message>
        <source>QGIS' authentication manager did not store the token.</source>
        <extracomment>qgis_plugin/client/credentials.py</extracomment>
        <translation>Die Authentifizierungsverwaltung von QGIS hat das Token nicht gespeichert.</translation>
    </message>
    <message>
        <source>Enter the master password when QGIS asks for it.</source>
        <extracomment>qgis_plugin/client/credentials.py</extracomment>
        <translation>Das Masterpasswort eingeben, wenn QGIS danach fragt.</translation>
    </message>
    <message>
        <source>The model {id!r} was not fine-tuned for {tasks}.</source>
        <extracomment>qgis_plugin/client/id_checks.py</extracomment>
        <translation>Das Modell {id!r} wurde nicht für {tasks} feinabgestimmt.</translation>
    </message>
    <message>
        <source>Run 'Fine-tune model' first, or choose another model or other tasks.</source>
        <extracomment>qgis_plugin/client/id_checks.py</extracomment>
        <translation>Zuerst „Modell feinabstimmen“ ausführen oder ein anderes Modell oder andere Aufgaben wählen.</translation>
    </message>
    <message>
        <source>The bundle {id!r} has no labels for {tasks}. {reason}</source>
        <extracomment>qgis_plugin/client/id_checks.py</extracomment>
        <translation>Das Datenpaket {id!r} hat keine Labels für {tasks}. {reason}</translation>
    </message>
    <message>
        <source>Choose slowdown, slow-down intensity, instead of braking; leave out what has no labels, or prepare the area again from data that has them: {data}.</source>
        <extracomment>qgis_plugin/client/id_checks.py</extracomment>
        <translation>Statt braking slowdown wählen, die Stärke des Abbremsens; weglassen, was keine Labels hat, oder das Gebiet aus Daten, die sie haben, noch einmal aufbereiten: {data}.</translation>
    </message>
    <message>
        <source>Leave these tasks out, or prepare the area again from data that has them: {data}.</source>
        <extracomment>qgis_plugin/client/id_checks.py</extracomment>
        <translation>Diese Aufgaben weglassen, oder das Gebiet erneut aus Daten aufbereiten, die sie haben: {data}.</translation>
    </message>
    <message>
        <source>The model {id!r} has not learned to predict speeds at times of the week.</source>
        <extracomment>qgis_plugin/client/id_checks.py</extracomment>
        <translation>Das Modell {id!r} hat nicht gelernt, Geschwindigkeiten für Zeiträume der Woche vorherzusagen.</translation>
    </message>
    <message>
        <source>Leave the times of the week empty, or pretrain a model with the preset best.</source>
        <extracomment>qgis_plugin/client/id_checks.py</extracomment>
        <translation>Die Zeiträume der Woche leer lassen oder ein Modell mit der Voreinstellung best vortrainieren.</translation>
    </message>
    <message>
        <source>The model {model!r} is for another study area than the bundle {bundle!r}.</source>
        <extracomment>qgis_plugin/client/id_checks.py</extracomment>
        <translation>Das Modell {model!r} gehört zu einem anderen Untersuchungsgebiet als das Datenpaket {bundle!r}.</translation>
    </message>
    <message>
        <source>Use a bundle prepared for the model's study area, or fine-tune the model on this one.</source>
        <extracomment>qgis_plugin/client/id_checks.py</extracomment>
        <translation>Ein Datenpaket verwenden, das für das Untersuchungsgebiet des Modells aufbereitet ist, oder das Modell auf diesem feinabstimmen.</translation>
    </message>
    <message>
        <source>The worker has no {what} {id!r}.</source>
        <extracomment>qgis_plugin/client/id_checks.py</extracomment>
        <translation>Der Worker hat nichts dieser Art ({what}) mit der Kennung {id!r}.</translation>
    </message>
    <message>
        <source>Choose one that the dock lists, or create it again.</source>
        <extracomment>qgis_plugin/client/id_checks.py</extracomment>
        <translation>Ein im Bedienfeld aufgeführtes Element wählen oder es erneut erstellen.</translation>
    </message>
    <message>
        <source>The picture {image} cannot be shown.</source>
        <extracomment>qgis_plugin/client/place_queries.py</extracomment>
        <translation>Das Bild {image} lässt sich nicht zeigen.</translation>
    </message>
    <message>
        <source>Check its file in the bundle.</source>
        <extracomment>qgis_plugin/client/place_queries.py</extracomment>
        <translation>Seine Datei im Datenpaket prüfen.</translation>
    </message>
    <message>
        <source>The worker on {host} has no private sockets.</source>
        <extracomment>qgis_plugin/client/remote_sockets.py</extracomment>
        <translation>Der Worker auf {host} hat keine privaten Sockets.</translation>
    </message>
    <message>
        <source>Start it there with --address, create a key, and enter both in the profile.</source>
        <extracomment>qgis_plugin/client/remote_sockets.py</extracomment>
        <translation>Ihn dort mit --address starten, einen Schlüssel erstellen und beides im Profil eingeben.</translation>
    </message>
    <message>
        <source>The path of the socket {path} is too long: {size} bytes, and systems allow {limit}.</source>
        <extracomment>qgis_plugin/client/remote_sockets.py</extracomment>
        <translation>Der Pfad des Sockets {path} ist zu lang: {size} Bytes, und Systeme erlauben {limit}.</translation>
    </message>
    <message>
        <source>Use a shorter folder: TMPDIR on this machine, the worker's home on the other one.</source>
        <extracomment>qgis_plugin/client/remote_sockets.py</extracomment>
        <translation>Einen kürzeren Ordner verwenden: TMPDIR auf diesem Rechner, den Heimordner des Workers auf dem anderen.</translation>
    </message>
    <message>
        <source>The path of the socket {path!r} contains characters that ssh interprets.</source>
        <extracomment>qgis_plugin/client/remote_sockets.py</extracomment>
        <translation>Der Pfad des Sockets {path!r} enthält Zeichen, die ssh interpretiert.</translation>
    </message>
    <message>
        <source>Use another folder: TMPDIR on this machine, the worker's home on the other one.</source>
        <extracomment>qgis_plugin/client/remote_sockets.py</extracomment>
        <translation>Einen anderen Ordner verwenden: TMPDIR auf diesem Rechner, den Heimordner des Workers auf dem anderen.</translation>
    </message>
    <message>
        <source>{host} did not return the connection file of a worker.</source>
        <extracomment>qgis_plugin/client/remote_sockets.py</extracomment>
        <translation>{host} hat keine Verbindungsdatei eines Workers zurückgegeben.</translation>
    </message>
    <message>
        <source>Check the output of 'ssh {host}', or enter the worker's address in the profile.</source>
        <extracomment>qgis_plugin/client/remote_sockets.py</extracomment>
        <translation>Die Ausgabe von „ssh {host}“ prüfen oder die Adresse des Workers im Profil eingeben.</translation>
    </message>
    <message>
        <source>The tunnel to {host} is open, but no worker listens at {address} there.</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>Der Tunnel zu {host} ist offen, aber dort lauscht kein Worker auf {address}.</translation>
    </message>
    <message>
        <source>Start it on that machine: trajganr worker start --address {address}</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>Ihn auf jenem Rechner starten: trajganr worker start --address {address}</translation>
    </message>
    <message>
        <source>The worker of the profile {name} runs on another machine.</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>Der Worker des Profils {name} läuft auf einem anderen Rechner.</translation>
    </message>
    <message>
        <source>Start it there, or choose the profile of a worker on this machine.</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>Ihn dort starten oder das Profil eines Workers auf diesem Rechner wählen.</translation>
    </message>
    <message>
        <source>The tunnel to {host} is open, but no worker answers there.</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>Der Tunnel zu {host} ist offen, aber dort antwortet kein Worker.</translation>
    </message>
    <message>
        <source>Start it on that machine: trajganr worker start</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>Ihn auf jenem Rechner starten: trajganr worker start</translation>
    </message>
    <message>
        <source>Job {job} was cancelled.</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>Der Auftrag {job} wurde abgebrochen.</translation>
    </message>
    <message>
        <source>To continue it, select it in the TrajGANR dock and press Resume.</source>
        <extracomment>qgis_plugin/client/session.py</extracomment>
        <translation>Um ihn fortzusetzen, ihn im TrajGANR-Bedienfeld wählen und auf „Fortsetzen“ drücken.</translation>
    </message>
    <message>
        <source>The SSH tunnel to {host} could not be opened. Output of ssh: {reason}</source>
        <extracomment>qgis_plugin/client/tunnel.py</extracomment>
        <translation>Der SSH-Tunnel zu {host} ließ sich nicht öffnen. Ausgabe von ssh: {reason}</translation>
    </message>
    <message>
        <source>Try 'ssh {host}' in a terminal: it must log in without asking for a password, with a key in an SSH agent, and the machine's host key must be known.</source>
        <extracomment>qgis_plugin/client/tunnel.py</extracomment>
        <translation>„ssh {host}“ in einem Terminal ausführen: Die Anmeldung muss ohne Abfrage eines Passworts gelingen, mit einem Schlüssel in einem SSH-Agenten, und der Host-Schlüssel des Rechners muss bekannt sein.</translation>
    </message>
    <message>
        <source>On {host} the connection file of a worker could not be read: {reason}</source>
        <extracomment>qgis_plugin/client/tunnel.py</extracomment>
        <translation>Auf {host} ließ sich keine Verbindungsdatei eines Workers lesen: {reason}</translation>
    </message>
    <message>
        <source>Start the worker there with 'trajganr worker start', under the account that ssh logs in to. If its home is not the default one, enter it in the profile.</source>
        <extracomment>qgis_plugin/client/tunnel.py</extracomment>
        <translation>Den Worker dort mit „trajganr worker start“ starten, unter dem Konto, bei dem sich ssh anmeldet. Ist sein Heimordner nicht der Standardordner, ihn im Profil eingeben.</translation>
    </message>
    <message>
        <source>ssh was not found on this machine.</source>
        <extracomment>qgis_plugin/client/tunnel.py</extracomment>
        <translation>ssh wurde auf diesem Rechner nicht gefunden.</translation>
    </message>
    <message>
        <source>Install OpenSSH's client (Windows: Settings › Optional features), or open a tunnel with another program and enter its local end as the address.</source>
        <extracomment>qgis_plugin/client/tunnel.py</extracomment>
        <translation>Den Client von OpenSSH installieren (Windows: Einstellungen › Optionale Features) oder einen Tunnel mit einem anderen Programm öffnen und dessen lokales Ende als Adresse eingeben.</translation>
    </message>
    <message>
        <source>{path} could not be written.</source>
        <extracomment>qgis_plugin/gui/chart_files.py</extracomment>
        <translation>{path} konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Free some space on that disk, or choose another folder.</source>
        <extracomment>qgis_plugin/gui/chart_files.py</extracomment>
        <translation>Auf diesem Datenträger Platz freigeben oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>The project has no coordinate reference system, so the location of the click is unknown.</source>
        <extracomment>qgis_plugin/gui/map_tool.py</extracomment>
        <translation>Das Projekt hat kein Koordinatenbezugssystem; der Ort des Klicks ist daher unbekannt.</translation>
    </message>
    <message>
        <source>Choose one in Project › Properties › CRS.</source>
        <extracomment>qgis_plugin/gui/map_tool.py</extracomment>
        <translation>Eines unter Projekt › Eigenschaften › KBS wählen.</translation>
    </message>
    <message>
        <source>The click has no longitude and latitude in the CRS {crs}.</source>
        <extracomment>qgis_plugin/gui/map_tool.py</extracomment>
        <translation>Der Klick hat im KBS {crs} keine Länge und Breite.</translation>
    </message>
    <message>
        <source>Click where that CRS is defined, or choose another one for the project.</source>
        <extracomment>qgis_plugin/gui/map_tool.py</extracomment>
        <translation>Dort klicken, wo dieses KBS definiert ist, oder ein anderes für das Projekt wählen.</translation>
    </message>
    <message>
        <source>Embeddings of {first} and {second} numbers cannot be compared.</source>
        <extracomment>qgis_plugin/gui/place/embedding_similarity.py</extracomment>
        <translation>Embeddings von {first} und {second} Zahlen lassen sich nicht vergleichen.</translation>
    </message>
    <message>
        <source>Ask the same model about both places.</source>
        <extracomment>qgis_plugin/gui/place/embedding_similarity.py</extracomment>
        <translation>Beide Orte mit demselben Modell abfragen.</translation>
    </message>
    <message>
        <source>No Python with pip was found to download pyzmq.</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>Zum Herunterladen von pyzmq wurde kein Python mit pip gefunden.</translation>
    </message>
    <message>
        <source>Download {name} with a browser and choose it under Details.</source>
        <extracomment>qgis_plugin/gui/set_up/rows.py</extracomment>
        <translation>{name} mit einem Browser herunterladen und unter Einzelheiten wählen.</translation>
    </message>
    <message>
        <source>{path} is not a 64-bit Python interpreter.</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>{path} ist kein 64-Bit-Python-Interpreter.</translation>
    </message>
    <message>
        <source>Choose the interpreter of Python 3.11 to 3.14.</source>
        <extracomment>qgis_plugin/gui/set_up/worker_row.py</extracomment>
        <translation>Den Interpreter von Python 3.11 bis 3.14 wählen.</translation>
    </message>
    <message>
        <source>Setting up needs {needed:.1f} GB on the disk of {folder}, and {free:.1f} GB are free.</source>
        <extracomment>qgis_plugin/installation/environment.py</extracomment>
        <translation>Das Einrichten braucht {needed:.1f} GB auf dem Datenträger von {folder}, und {free:.1f} GB sind frei.</translation>
    </message>
    <message>
        <source>Make room there, or use an environment on another disk.</source>
        <extracomment>qgis_plugin/installation/environment.py</extracomment>
        <translation>Dort Platz schaffen oder eine Umgebung auf einem anderen Datenträger verwenden.</translation>
    </message>
    <message>
        <source>torch {torch} cannot use {gpu}: it was built for CUDA {cuda}, the driver runs up to {driver}.</source>
        <extracomment>qgis_plugin/installation/environment.py</extracomment>
        <translation>torch {torch} kann {gpu} nicht verwenden: Es wurde für CUDA {cuda} gebaut, der Treiber reicht bis {driver}.</translation>
    </message>
    <message>
        <source>Update the driver, or enter under Options a package index whose torch fits it.</source>
        <extracomment>qgis_plugin/installation/environment.py</extracomment>
        <translation>Den Treiber aktualisieren oder unter „Optionen“ einen Paketindex eingeben, dessen torch zu ihm passt.</translation>
    </message>
    <message>
        <source>The old environment in {folder} cannot be removed: {reason}.</source>
        <extracomment>qgis_plugin/installation/environment.py</extracomment>
        <translation>Die alte Umgebung in {folder} lässt sich nicht entfernen: {reason}.</translation>
    </message>
    <message>
        <source>Stop the worker, and try again.</source>
        <extracomment>qgis_plugin/installation/environment.py</extracomment>
        <translation>Den Worker stoppen und es erneut versuchen.</translation>
    </message>
    <message>
        <source>The worker does not run with {python}: {reason}</source>
        <extracomment>qgis_plugin/installation/environment.py</extracomment>
        <translation>Der Worker läuft nicht mit {python}: {reason}</translation>
    </message>
    <message>
        <source>Install the worker's wheel of version {version} into that environment, or set one up here.</source>
        <extracomment>qgis_plugin/installation/environment.py</extracomment>
        <translation>Das Wheel des Workers der Version {version} in diese Umgebung installieren oder hier eine einrichten.</translation>
    </message>
    <message>
        <source>{program} could not install {what}.</source>
        <extracomment>qgis_plugin/installation/installer.py</extracomment>
        <translation>{program} konnte {what} nicht installieren.</translation>
    </message>
    <message>
        <source>Make room on the disk and try again.</source>
        <extracomment>qgis_plugin/installation/installer.py</extracomment>
        <translation>Platz auf dem Datenträger schaffen und es erneut versuchen.</translation>
    </message>
    <message>
        <source>Correct the proxy in Settings › Options › Network and try again.</source>
        <extracomment>qgis_plugin/installation/installer.py</extracomment>
        <translation>Den Proxy unter Einstellungen › Optionen › Netzwerk berichtigen und es erneut versuchen.</translation>
    </message>
    <message>
        <source>Add your network's certificate in Settings › Options › Authentication › Manage Certificates, and try again.</source>
        <extracomment>qgis_plugin/installation/installer.py</extracomment>
        <translation>Das Zertifikat des eigenen Netzes unter Einstellungen › Optionen › Authentifizierung › Zertifikate verwalten hinzufügen und es erneut versuchen.</translation>
    </message>
    <message>
        <source>This machine cannot reach download.pytorch.org. The usual package index has PyTorch too: up to {cuda} GB are downloaded.</source>
        <extracomment>qgis_plugin/installation/installer.py</extracomment>
        <translation>Dieser Rechner erreicht download.pytorch.org nicht. Der übliche Paketindex hat PyTorch auch: Bis zu {cuda} GB werden heruntergeladen.</translation>
    </message>
    <message>
        <source>No Python 3.11 to 3.14 was found here, and none can be downloaded. Install one, or choose one that is on this machine.</source>
        <extracomment>qgis_plugin/installation/installer.py</extracomment>
        <translation>Hier wurde kein Python 3.11 bis 3.14 gefunden, und keines kann heruntergeladen werden. Installieren Sie eines, oder wählen Sie eines auf diesem Rechner aus.</translation>
    </message>
    <message>
        <source>Check that this machine is connected to the internet, and try again.</source>
        <extracomment>qgis_plugin/installation/installer.py</extracomment>
        <translation>Prüfen Sie, ob dieser Rechner mit dem Internet verbunden ist, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>{python} starts only with variables that its application sets. No environment can be created with it.</source>
        <extracomment>qgis_plugin/installation/pythons.py</extracomment>
        <translation>{python} startet nur mit Variablen, die seine Anwendung setzt. Damit lässt sich keine Umgebung anlegen.</translation>
    </message>
    <message>
        <source>Choose another Python.</source>
        <extracomment>qgis_plugin/installation/pythons.py</extracomment>
        <translation>Ein anderes Python wählen.</translation>
    </message>
    <message>
        <source>{python} is Python {version}; the worker runs on Python {wanted}.</source>
        <extracomment>qgis_plugin/installation/pythons.py</extracomment>
        <translation>{python} ist Python {version}; der Worker läuft mit Python {wanted}.</translation>
    </message>
    <message>
        <source>Install one of these, or choose its interpreter.</source>
        <extracomment>qgis_plugin/installation/pythons.py</extracomment>
        <translation>Eines davon installieren oder seinen Interpreter wählen.</translation>
    </message>
    <message>
        <source>There is no pinned pyzmq for {system} on {machine} with Python {python}.</source>
        <extracomment>qgis_plugin/installation/zmq_wheel.py</extracomment>
        <translation>Für {system} auf {machine} mit Python {python} ist kein pyzmq festgelegt.</translation>
    </message>
    <message>
        <source>Install pyzmq with the package manager that installed QGIS, and restart QGIS.</source>
        <extracomment>qgis_plugin/installation/zmq_wheel.py</extracomment>
        <translation>pyzmq mit der Paketverwaltung installieren, mit der QGIS installiert wurde, und QGIS neu starten.</translation>
    </message>
    <message>
        <source>QGIS cannot import the installed pyzmq: {reason}.</source>
        <extracomment>qgis_plugin/installation/zmq_wheel.py</extracomment>
        <translation>QGIS kann das installierte pyzmq nicht importieren: {reason}.</translation>
    </message>
    <message>
        <source>{path} is not the file {name} that this release expects.</source>
        <extracomment>qgis_plugin/installation/zmq_wheel.py</extracomment>
        <translation>{path} ist nicht die Datei {name}, die diese Version erwartet.</translation>
    </message>
    <message>
        <source>Download the file of exactly that name again and choose it.</source>
        <extracomment>qgis_plugin/installation/zmq_wheel.py</extracomment>
        <translation>Die Datei mit genau diesem Namen erneut herunterladen und wählen.</translation>
    </message>
    <message>
        <source>There is no file {path}.</source>
        <extracomment>qgis_plugin/installation/zmq_wheel.py</extracomment>
        <translation>Es gibt keine Datei {path}.</translation>
    </message>
    <message>
        <source>Choose it again.</source>
        <extracomment>qgis_plugin/installation/zmq_wheel.py</extracomment>
        <translation>Sie noch einmal wählen.</translation>
    </message>
    <message>
        <source>pyzmq could not be unpacked into {folder}: {reason}.</source>
        <extracomment>qgis_plugin/installation/zmq_wheel.py</extracomment>
        <translation>pyzmq ließ sich nicht nach {folder} entpacken: {reason}.</translation>
    </message>
    <message>
        <source>Free some space there, or make the folder writable.</source>
        <extracomment>qgis_plugin/installation/zmq_wheel.py</extracomment>
        <translation>Dort Speicherplatz freigeben oder den Ordner beschreibbar machen.</translation>
    </message>
    <message>
        <source>Layer {layer} has no changes.</source>
        <extracomment>qgis_plugin/layers/changes_report.py</extracomment>
        <translation>Der Layer {layer} hat keine Änderungen.</translation>
    </message>
    <message>
        <source>Choose a layer that 'Before and after' has created.</source>
        <extracomment>qgis_plugin/layers/changes_report.py</extracomment>
        <translation>Einen Layer wählen, den „Vorher und nachher“ erstellt hat.</translation>
    </message>
    <message>
        <source>The click could not be saved in {where}: {reason}</source>
        <extracomment>qgis_plugin/layers/clicks.py</extracomment>
        <translation>Der Klick ließ sich nicht in {where} speichern: {reason}</translation>
    </message>
    <message>
        <source>Close other programs that have the file open, or choose another file.</source>
        <extracomment>qgis_plugin/layers/clicks.py</extracomment>
        <translation>Andere Programme schließen, in denen die Datei offen ist, oder eine andere Datei wählen.</translation>
    </message>
    <message>
        <source>This plugin has no demo city: {path} is missing.</source>
        <extracomment>qgis_plugin/layers/demo_city.py</extracomment>
        <translation>Diese Erweiterung hat keine Demostadt: {path} fehlt.</translation>
    </message>
    <message>
        <source>Install the plugin's zip again.</source>
        <extracomment>qgis_plugin/layers/demo_city.py</extracomment>
        <translation>Die ZIP-Datei der Erweiterung neu installieren.</translation>
    </message>
    <message>
        <source>The demo city cannot be written to {path}: {reason}.</source>
        <extracomment>qgis_plugin/layers/demo_city.py</extracomment>
        <translation>Die Demostadt lässt sich nicht nach {path} schreiben: {reason}.</translation>
    </message>
    <message>
        <source>Styles and metadata could not be written into {source}: {reason}</source>
        <extracomment>qgis_plugin/layers/described.py</extracomment>
        <translation>Stile und Metadaten ließen sich nicht in {source} schreiben: {reason}</translation>
    </message>
    <message>
        <source>Close other programs that have the file open, and run the algorithm again.</source>
        <extracomment>qgis_plugin/layers/described.py</extracomment>
        <translation>Andere Programme schließen, in denen die Datei offen ist, und den Algorithmus noch einmal ausführen.</translation>
    </message>
    <message>
        <source>{path} could not be written: {reason}</source>
        <extracomment>qgis_plugin/layers/export.py</extracomment>
        <translation>{path} ließ sich nicht schreiben: {reason}</translation>
    </message>
    <message>
        <source>Check the free space of the disk, and the layer's geometries and fields.</source>
        <extracomment>qgis_plugin/layers/export.py</extracomment>
        <translation>Den freien Platz des Datenträgers prüfen, und die Geometrien und Felder des Layers.</translation>
    </message>
    <message>
        <source>Layer {layer} has no features in the study area.</source>
        <extracomment>qgis_plugin/layers/export.py</extracomment>
        <translation>Der Layer {layer} hat keine Objekte im Untersuchungsgebiet.</translation>
    </message>
    <message>
        <source>Choose another extent or another layer.</source>
        <extracomment>qgis_plugin/layers/export.py</extracomment>
        <translation>Eine andere Ausdehnung oder einen anderen Layer wählen.</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <extracomment>qgis_plugin/layers/files.py</extracomment>
        <translation>Den Pfad prüfen.</translation>
    </message>
    <message>
        <source>{path} is empty.</source>
        <extracomment>qgis_plugin/layers/files.py</extracomment>
        <translation>{path} ist leer.</translation>
    </message>
    <message>
        <source>Choose a file with data.</source>
        <extracomment>qgis_plugin/layers/files.py</extracomment>
        <translation>Eine Datei mit Daten wählen.</translation>
    </message>
    <message>
        <source>The folder {path} contains no files.</source>
        <extracomment>qgis_plugin/layers/files.py</extracomment>
        <translation>Der Ordner {path} enthält keine Dateien.</translation>
    </message>
    <message>
        <source>Choose a folder with data.</source>
        <extracomment>qgis_plugin/layers/files.py</extracomment>
        <translation>Einen Ordner mit Daten wählen.</translation>
    </message>
    <message>
        <source>QGIS cannot read the layer {layer} of the worker's result {file}.</source>
        <extracomment>qgis_plugin/layers/geopackages.py</extracomment>
        <translation>QGIS kann den Layer {layer} aus dem Ergebnis {file} des Workers nicht lesen.</translation>
    </message>
    <message>
        <source>Plugin and worker must have the same release: update the older one.</source>
        <extracomment>qgis_plugin/layers/geopackages.py</extracomment>
        <translation>Erweiterung und Worker müssen dieselbe Version haben: die ältere aktualisieren.</translation>
    </message>
    <message>
        <source>No photo in {path} has a position (left out: {dropped}).</source>
        <extracomment>qgis_plugin/layers/photos.py</extracomment>
        <translation>Kein Foto in {path} hat eine Position (ausgelassen: {dropped}).</translation>
    </message>
    <message>
        <source>Choose photos with a GPS position in their EXIF, or write an index.csv.</source>
        <extracomment>qgis_plugin/layers/photos.py</extracomment>
        <translation>Fotos mit einer GPS-Position in ihren EXIF-Daten wählen oder eine index.csv schreiben.</translation>
    </message>
    <message>
        <source>Layer {layer} has only speeds at times of the week; this page does not show them.</source>
        <extracomment>qgis_plugin/layers/printed_map.py</extracomment>
        <translation>Der Layer {layer} hat nur Geschwindigkeiten in Zeiträumen der Woche; diese Seite zeigt sie nicht.</translation>
    </message>
    <message>
        <source>Predict the whole week, or print the map with a QGIS layout.</source>
        <extracomment>qgis_plugin/layers/printed_map.py</extracomment>
        <translation>Die ganze Woche vorhersagen, oder die Karte mit einem QGIS-Layout drucken.</translation>
    </message>
    <message>
        <source>Layer {layer} has no predictions.</source>
        <extracomment>qgis_plugin/layers/printed_map.py</extracomment>
        <translation>Der Layer {layer} hat keine Vorhersagen.</translation>
    </message>
    <message>
        <source>Choose a layer that 'Predict roads' or 'Join predictions to roads' has created.</source>
        <extracomment>qgis_plugin/layers/printed_map.py</extracomment>
        <translation>Einen Layer wählen, den „Straßen vorhersagen“ oder „Vorhersagen mit Straßen verknüpfen“ erstellt hat.</translation>
    </message>
    <message>
        <source>The map could not be written to {path}.</source>
        <extracomment>qgis_plugin/layers/printed_map.py</extracomment>
        <translation>Die Karte ließ sich nicht nach {path} schreiben.</translation>
    </message>
    <message>
        <source>Choose another file, or a lower resolution.</source>
        <extracomment>qgis_plugin/layers/printed_map.py</extracomment>
        <translation>Eine andere Datei oder eine geringere Auflösung wählen.</translation>
    </message>
    <message>
        <source>The worker's result in {path} is not a GeoPackage of predicted roads.</source>
        <extracomment>qgis_plugin/layers/roads.py</extracomment>
        <translation>Das Ergebnis des Workers in {path} ist kein GeoPackage vorhergesagter Straßen.</translation>
    </message>
    <message>
        <source>Layer {layer} contains {content}; needed here: {wanted}.</source>
        <extracomment>qgis_plugin/layers/roles.py</extracomment>
        <translation>Der Layer {layer} enthält: {content}. Hier gebraucht: {wanted}.</translation>
    </message>
    <message>
        <source>Choose another layer.</source>
        <extracomment>qgis_plugin/layers/roles.py</extracomment>
        <translation>Einen anderen Layer wählen.</translation>
    </message>
    <message>
        <source>The index of {path} has no column {missing}.</source>
        <extracomment>qgis_plugin/layers/street_view.py</extracomment>
        <translation>Das Verzeichnis von {path} hat keine Spalte {missing}.</translation>
    </message>
    <message>
        <source>Add it: an index has the columns id, file, lon, lat and, optionally, compass_angle and captured_at.</source>
        <extracomment>qgis_plugin/layers/street_view.py</extracomment>
        <translation>Sie hinzufügen: Ein Verzeichnis hat die Spalten id, file, lon, lat und, optional, compass_angle und captured_at.</translation>
    </message>
    <message>
        <source>{path} has no usable picture (left out: {dropped}).</source>
        <extracomment>qgis_plugin/layers/street_view.py</extracomment>
        <translation>{path} hat kein brauchbares Bild (ausgelassen: {dropped}).</translation>
    </message>
    <message>
        <source>The column file is relative to the index: keep index and pictures together.</source>
        <extracomment>qgis_plugin/layers/street_view.py</extracomment>
        <translation>Die Spalte file gilt relativ zum Verzeichnis: Verzeichnis und Bilder zusammen aufbewahren.</translation>
    </message>
    <message>
        <source>No street view lies in the study area.</source>
        <extracomment>qgis_plugin/layers/street_view.py</extracomment>
        <translation>Im Untersuchungsgebiet liegt kein Straßenbild.</translation>
    </message>
    <message>
        <source>Choose another extent, or leave the street views out.</source>
        <extracomment>qgis_plugin/layers/street_view.py</extracomment>
        <translation>Eine andere Ausdehnung wählen oder die Straßenbilder weglassen.</translation>
    </message>
    <message>
        <source>{path}: picture {image} has a coordinate outside ±180/±90 degrees: ({lon}, {lat}).</source>
        <extracomment>qgis_plugin/layers/street_view.py</extracomment>
        <translation>{path}: Bild {image} hat eine Koordinate außerhalb von ±180/±90 Grad: ({lon}, {lat}).</translation>
    </message>
    <message>
        <source>Coordinates must be in degrees: check whether longitude and latitude are swapped.</source>
        <extracomment>qgis_plugin/layers/street_view.py</extracomment>
        <translation>Koordinaten müssen in Grad angegeben sein: prüfen, ob Länge und Breite vertauscht sind.</translation>
    </message>
    <message>
        <source>{path} is not a street-view index: {reason}.</source>
        <extracomment>qgis_plugin/layers/street_view.py</extracomment>
        <translation>{path} ist kein Verzeichnis von Straßenbildern: {reason}.</translation>
    </message>
    <message>
        <source>Use a CSV index in UTF-8 in the folder of its pictures, or a ZIP with both.</source>
        <extracomment>qgis_plugin/layers/street_view.py</extracomment>
        <translation>Ein CSV-Verzeichnis in UTF-8 im Ordner seiner Bilder verwenden, oder ein ZIP mit beidem.</translation>
    </message>
    <message>
        <source>Exactly one of these is needed: {choices}.</source>
        <extracomment>qgis_plugin/processing/base.py</extracomment>
        <translation>Genau eines davon wird gebraucht: {choices}.</translation>
    </message>
    <message>
        <source>Fill one of them in, and empty the others.</source>
        <extracomment>qgis_plugin/processing/base.py</extracomment>
        <translation>Eines davon ausfüllen und die anderen leeren.</translation>
    </message>
    <message>
        <source>The layer of {parameter} cannot be read.</source>
        <extracomment>qgis_plugin/processing/base.py</extracomment>
        <translation>Der Layer von {parameter} lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>No bundle is chosen.</source>
        <extracomment>qgis_plugin/processing/forms/batchexport.py</extracomment>
        <translation>Es ist kein Datenpaket gewählt.</translation>
    </message>
    <message>
        <source>Enter the ids of the bundles to export.</source>
        <extracomment>qgis_plugin/processing/forms/batchexport.py</extracomment>
        <translation>Die Kennungen der Datenpakete eingeben, die exportiert werden sollen.</translation>
    </message>
    <message>
        <source>Field {field} of layer {layer} contains {value} instead of times.</source>
        <extracomment>qgis_plugin/processing/forms/loadtrips.py</extracomment>
        <translation>Das Feld {field} des Layers {layer} enthält {value} statt Zeiten.</translation>
    </message>
    <message>
        <source>Choose the field with dates and times, or with Unix seconds or milliseconds.</source>
        <extracomment>qgis_plugin/processing/forms/loadtrips.py</extracomment>
        <translation>Das Feld mit Datum und Zeit oder mit Unix-Sekunden oder -Millisekunden wählen.</translation>
    </message>
    <message>
        <source>Layer {layer} lacks the fields of a street-view layer.</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>Dem Layer {layer} fehlen die Felder eines Layers mit Straßenbildern.</translation>
    </message>
    <message>
        <source>Make the layer with 'Load street view'.</source>
        <extracomment>qgis_plugin/processing/forms/prepare.py</extracomment>
        <translation>Den Layer mit „Straßenbilder laden“ erstellen.</translation>
    </message>
    <message>
        <source>Layer {layer} shows roads of a layer of your own: its segments have other numbers than those of the bundle.</source>
        <extracomment>qgis_plugin/processing/forms/selectlink.py</extracomment>
        <translation>Der Layer {layer} zeigt Straßen eines eigenen Layers: Seine Segmente haben andere Nummern als die des Datenpakets.</translation>
    </message>
    <message>
        <source>Choose a layer of the bundle's roads, such as 'Observed traffic'.</source>
        <extracomment>qgis_plugin/processing/forms/selectlink.py</extracomment>
        <translation>Einen Layer der Straßen des Datenpakets wählen, etwa „Beobachteter Verkehr“.</translation>
    </message>
    <message>
        <source>Layer {layer} shows roads of the bundle {other}, not of {bundle}.</source>
        <extracomment>qgis_plugin/processing/forms/selectlink.py</extracomment>
        <translation>Der Layer {layer} zeigt Straßen des Datenpakets {other}, nicht von {bundle}.</translation>
    </message>
    <message>
        <source>Choose a layer of this bundle: the segments of others have other numbers.</source>
        <extracomment>qgis_plugin/processing/forms/selectlink.py</extracomment>
        <translation>Einen Layer dieses Datenpakets wählen: Die Segmente anderer haben andere Nummern.</translation>
    </message>
    <message>
        <source>No feature of layer {layer} has a number in the field {field}.</source>
        <extracomment>qgis_plugin/processing/forms/selectlink.py</extracomment>
        <translation>Kein Objekt des Layers {layer} hat eine Zahl im Feld {field}.</translation>
    </message>
    <message>
        <source>Select roads of a layer of this bundle.</source>
        <extracomment>qgis_plugin/processing/forms/selectlink.py</extracomment>
        <translation>Straßen in einem Layer dieses Datenpakets auswählen.</translation>
    </message>
    <message>
        <source>Layer {layer} has more than {most} directed segments.</source>
        <extracomment>qgis_plugin/processing/forms/selectlink.py</extracomment>
        <translation>Der Layer {layer} hat mehr als {most} gerichtete Segmente.</translation>
    </message>
    <message>
        <source>Select the roads that you mean in it and tick 'Selected features only'.</source>
        <extracomment>qgis_plugin/processing/forms/selectlink.py</extracomment>
        <translation>Darin die gemeinten Straßen auswählen und „Nur gewählte Objekte“ ankreuzen.</translation>
    </message>
    <message>
        <source>There are no minutes within which roads are reached.</source>
        <extracomment>qgis_plugin/processing/forms/traveltimes.py</extracomment>
        <translation>Es sind keine Minuten angegeben, in denen Straßen erreicht werden.</translation>
    </message>
    <message>
        <source>Enter some, such as 5, 10, 15, or leave the outputs of reached roads and isochrones out.</source>
        <extracomment>qgis_plugin/processing/forms/traveltimes.py</extracomment>
        <translation>Welche angeben, etwa 5, 10, 15, oder die Ausgaben der erreichten Straßen und der Isochronen weglassen.</translation>
    </message>
    <message>
        <source>The worker's page was refused: its background map is {shown}.</source>
        <extracomment>qgis_plugin/processing/forms/webpage.py</extracomment>
        <translation>Die Seite des Workers wurde abgelehnt: Ihre Hintergrundkarte ist {shown}.</translation>
    </message>
    <message>
        <source>Nobody has asked for this background map: do not trust this worker.</source>
        <extracomment>qgis_plugin/processing/forms/webpage.py</extracomment>
        <translation>Niemand hat diese Hintergrundkarte verlangt: diesem Worker nicht vertrauen.</translation>
    </message>
    <message>
        <source>Layer {layer} has no coordinate reference system.</source>
        <extracomment>qgis_plugin/processing/inputs.py</extracomment>
        <translation>Der Layer {layer} hat kein Koordinatenbezugssystem.</translation>
    </message>
    <message>
        <source>Set it in the layer's properties.</source>
        <extracomment>qgis_plugin/processing/inputs.py</extracomment>
        <translation>Es in den Eigenschaften des Layers setzen.</translation>
    </message>
    <message>
        <source>The coordinate reference system of layer {layer}, {crs}, has the unit {unit}, but its coordinates ({extent}) do not.</source>
        <extracomment>qgis_plugin/processing/inputs.py</extracomment>
        <translation>Das Koordinatenbezugssystem des Layers {layer}, {crs}, hat die Einheit {unit}, aber seine Koordinaten ({extent}) passen nicht dazu.</translation>
    </message>
    <message>
        <source>Set the layer's true coordinate reference system in its properties.</source>
        <extracomment>qgis_plugin/processing/inputs.py</extracomment>
        <translation>Das richtige Koordinatenbezugssystem des Layers in seinen Eigenschaften setzen.</translation>
    </message>
    <message>
        <source>Layer {layer} has no times: its lines carry no M value.</source>
        <extracomment>qgis_plugin/processing/inputs.py</extracomment>
        <translation>Der Layer {layer} hat keine Zeiten: Seine Linien haben keine M-Werte.</translation>
    </message>
    <message>
        <source>Make the layer with 'Load trips'.</source>
        <extracomment>qgis_plugin/processing/inputs.py</extracomment>
        <translation>Den Layer mit „Fahrten laden“ erstellen.</translation>
    </message>
    <message>
        <source>Layer {layer} has no field {field}; its fields are {fields}.</source>
        <extracomment>qgis_plugin/processing/inputs.py</extracomment>
        <translation>Der Layer {layer} hat kein Feld {field}; seine Felder sind {fields}.</translation>
    </message>
    <message>
        <source>Choose one of them.</source>
        <extracomment>qgis_plugin/processing/inputs.py</extracomment>
        <translation>Eines davon wählen.</translation>
    </message>
    <message>
        <source>Layer {layer} lies outside the study area: it covers {covered}, the area is {area}, in degrees.</source>
        <extracomment>qgis_plugin/processing/inputs.py</extracomment>
        <translation>Der Layer {layer} liegt außerhalb des Untersuchungsgebiets: Er umfasst {covered}, das Gebiet ist {area}, in Grad.</translation>
    </message>
    <message>
        <source>Choose another study area or model, or another layer.</source>
        <extracomment>qgis_plugin/processing/inputs.py</extracomment>
        <translation>Ein anderes Untersuchungsgebiet oder Modell oder einen anderen Layer wählen.</translation>
    </message>
    <message>
        <source>Layer {layer} is not a layer of predicted roads: it lacks {field} or a prediction.</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Der Layer {layer} ist kein Layer vorhergesagter Straßen: Ihm fehlt {field} oder eine Vorhersage.</translation>
    </message>
    <message>
        <source>Choose the output of 'Predict roads'.</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Ein Ergebnis von „Straßen vorhersagen“ wählen.</translation>
    </message>
    <message>
        <source>None of the {n} roads of {layer} has a prediction.</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Keine der {n} Straßen von {layer} hat eine Vorhersage.</translation>
    </message>
    <message>
        <source>Choose the layer that was predicted, or the field with its ids.</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Den Layer wählen, für den vorhergesagt wurde, oder das Feld mit seinen Kennungen.</translation>
    </message>
    <message>
        <source>Layer {layer} is itself a layer of predicted roads.</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Der Layer {layer} ist selbst ein Layer vorhergesagter Straßen.</translation>
    </message>
    <message>
        <source>Choose the layer that was predicted.</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Den Layer wählen, für den vorhergesagt wurde.</translation>
    </message>
    <message>
        <source>Layer {layer} already has the fields {fields}.</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Der Layer {layer} hat schon die Felder {fields}.</translation>
    </message>
    <message>
        <source>Choose another prefix for the new fields.</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Ein anderes Präfix für die neuen Felder wählen.</translation>
    </message>
    <message>
        <source>{roads} and {predictions} have different edges: edge {edge} belongs to different roads or directions.</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>{roads} und {predictions} haben verschiedene Kanten: Die Kante {edge} gehört zu verschiedenen Straßen oder Richtungen.</translation>
    </message>
    <message>
        <source>Choose two layers of the same bundle, or of the same road layer.</source>
        <extracomment>qgis_plugin/processing/join_predictions.py</extracomment>
        <translation>Zwei Layer desselben Datenpakets oder desselben Straßenlayers wählen.</translation>
    </message>
    <message>
        <source>{value!r} is not a valid home of the worker on the other machine.</source>
        <extracomment>qgis_plugin/settings.py</extracomment>
        <translation>{value!r} ist kein gültiger Heimordner des Workers auf dem anderen Rechner.</translation>
    </message>
    <message>
        <source>Use only letters, digits, spaces and . / _ - @ + , = here; ~/ stands for the home directory on that machine.</source>
        <extracomment>qgis_plugin/settings.py</extracomment>
        <translation>Hier nur Buchstaben, Ziffern, Leerzeichen und . / _ - @ + , = verwenden; ~/ steht für das Home-Verzeichnis auf jenem Rechner.</translation>
    </message>
    <message>
        <source>Two profiles are called {name}.</source>
        <extracomment>qgis_plugin/settings.py</extracomment>
        <translation>Zwei Profile heißen {name}.</translation>
    </message>
    <message>
        <source>Give one of them another name.</source>
        <extracomment>qgis_plugin/settings.py</extracomment>
        <translation>Einem davon einen anderen Namen geben.</translation>
    </message>
    <message>
        <source>The profile has no name.</source>
        <extracomment>qgis_plugin/settings.py</extracomment>
        <translation>Das Profil hat keinen Namen.</translation>
    </message>
    <message>
        <source>Enter a unique name.</source>
        <extracomment>qgis_plugin/settings.py</extracomment>
        <translation>Einen eindeutigen Namen eingeben.</translation>
    </message>
    <message>
        <source>{value!r} is not a port number.</source>
        <extracomment>qgis_plugin/settings.py</extracomment>
        <translation>{value!r} ist keine Portnummer.</translation>
    </message>
    <message>
        <source>Use a number from 1 to 65535, or 0 for the port in ssh's configuration.</source>
        <extracomment>qgis_plugin/settings.py</extracomment>
        <translation>Eine Zahl von 1 bis 65535 verwenden, oder 0 für den Port aus der Konfiguration von ssh.</translation>
    </message>
    <message>
        <source>The profiles of workers in QGIS' settings cannot be read: {reason}.</source>
        <extracomment>qgis_plugin/settings.py</extracomment>
        <translation>Die Profile der Worker in den Einstellungen von QGIS lassen sich nicht lesen: {reason}.</translation>
    </message>
    <message>
        <source>Remove {key} in Settings › Options › Advanced, and enter them again.</source>
        <extracomment>qgis_plugin/settings.py</extracomment>
        <translation>{key} unter Einstellungen › Optionen › Erweitert entfernen und sie neu eingeben.</translation>
    </message>
    <message>
        <source>{value!r} is not a valid name of a machine or user.</source>
        <extracomment>qgis_plugin/settings.py</extracomment>
        <translation>{value!r} ist kein gültiger Name eines Rechners oder Benutzers.</translation>
    </message>
    <message>
        <source>Use only letters, digits and . _ - here. For anything else, define an alias in ssh's configuration and enter the alias.</source>
        <extracomment>qgis_plugin/settings.py</extracomment>
        <translation>Hier nur Buchstaben, Ziffern und . _ - verwenden. Für alles andere einen Alias in der Konfiguration von ssh festlegen und diesen eingeben.</translation>
    </message>
    <message>
        <source>The locations have the shape {shape}.</source>
        <extracomment>trajganr_core/api/models.py</extracomment>
        <translation>Die Orte haben die Form {shape}.</translation>
    </message>
    <message>
        <source>Give an array or a list of (longitude, latitude), of the shape (n, 2).</source>
        <extracomment>trajganr_core/api/models.py</extracomment>
        <translation>Ein Array oder eine Liste von (Länge, Breite) mit der Form (n, 2) angeben.</translation>
    </message>
    <message>
        <source>The study area has {count} numbers.</source>
        <extracomment>trajganr_core/api/options.py</extracomment>
        <translation>Das Untersuchungsgebiet hat {count} Zahlen.</translation>
    </message>
    <message>
        <source>Give west, south, east, north in degrees, EPSG:4326.</source>
        <extracomment>trajganr_core/api/options.py</extracomment>
        <translation>West, Süd, Ost, Nord in Grad angeben, EPSG:4326.</translation>
    </message>
    <message>
        <source>There is no option {name!r}.</source>
        <extracomment>trajganr_core/api/options.py</extracomment>
        <translation>Es gibt keine Option {name!r}.</translation>
    </message>
    <message>
        <source>Use one of these options: {names}.</source>
        <extracomment>trajganr_core/api/options.py</extracomment>
        <translation>Eine dieser Optionen verwenden: {names}.</translation>
    </message>
    <message>
        <source>The layer of the study area has no coordinate reference system.</source>
        <extracomment>trajganr_core/api/options.py</extracomment>
        <translation>Der Layer des Untersuchungsgebiets hat kein Koordinatenbezugssystem.</translation>
    </message>
    <message>
        <source>Set it, for example with set_crs('EPSG:4326').</source>
        <extracomment>trajganr_core/api/options.py</extracomment>
        <translation>Es setzen, zum Beispiel mit set_crs('EPSG:4326').</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <extracomment>trajganr_core/contract/errors.py</extracomment>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>Resume the job to continue it, or run it again.</source>
        <extracomment>trajganr_core/contract/errors.py</extracomment>
        <translation>Den Auftrag fortsetzen oder ihn noch einmal ausführen.</translation>
    </message>
    <message>
        <source>Unexpected {kind}: {text} (id {id}).</source>
        <extracomment>trajganr_core/contract/errors.py</extracomment>
        <translation>Unerwartet: {kind}: {text} (Kennung {id}).</translation>
    </message>
    <message>
        <source>Look for the id in the job's log and report it with the log.</source>
        <extracomment>trajganr_core/contract/errors.py</extracomment>
        <translation>Die Kennung im Protokoll des Auftrags suchen und sie mit dem Protokoll melden.</translation>
    </message>
    <message>
        <source>{out} exists and has other content, which would be lost.</source>
        <extracomment>trajganr_core/contract/files/atomic_io.py</extracomment>
        <translation>{out} gibt es schon und hat anderen Inhalt, der verloren ginge.</translation>
    </message>
    <message>
        <source>Choose a new folder.</source>
        <extracomment>trajganr_core/contract/files/atomic_io.py</extracomment>
        <translation>Einen neuen Ordner wählen.</translation>
    </message>
    <message>
        <source>{path} exists and is not a result of this batch, or was changed.</source>
        <extracomment>trajganr_core/contract/files/batch_export.py</extracomment>
        <translation>{path} gibt es schon und ist kein Ergebnis dieses Stapels, oder wurde geändert.</translation>
    </message>
    <message>
        <source>Move it, or choose another folder. On the command line, --overwrite replaces it.</source>
        <extracomment>trajganr_core/contract/files/batch_export.py</extracomment>
        <translation>Die Datei verschieben oder einen anderen Ordner wählen. Auf der Befehlszeile ersetzt --overwrite sie.</translation>
    </message>
    <message>
        <source>{failed} of {count} exports failed.
{failures}</source>
        <extracomment>trajganr_core/contract/files/batch_export.py</extracomment>
        <translation>{failed} von {count} Exporten sind fehlgeschlagen.
{failures}</translation>
    </message>
    <message>
        <source>The others are in {folder}. Solve the problems and export again; only missing files are made.</source>
        <extracomment>trajganr_core/contract/files/batch_export.py</extracomment>
        <translation>Die anderen sind in {folder}. Die Probleme beheben und noch einmal exportieren; nur fehlende Dateien werden erstellt.</translation>
    </message>
    <message>
        <source>No bundle covers the study area of the model {model}.</source>
        <extracomment>trajganr_core/contract/files/batch_export.py</extracomment>
        <translation>Keines der Datenpakete gehört zum Untersuchungsgebiet des Modells {model}.</translation>
    </message>
    <message>
        <source>Leave the model out, or add a bundle of its area.</source>
        <extracomment>trajganr_core/contract/files/batch_export.py</extracomment>
        <translation>Das Modell weglassen oder ein Datenpaket seines Gebiets hinzunehmen.</translation>
    </message>
    <message>
        <source>{path} is not the list of a batch that this release can continue.</source>
        <extracomment>trajganr_core/contract/files/batch_export.py</extracomment>
        <translation>{path} ist nicht die Liste eines Stapels, die diese Version fortsetzen kann.</translation>
    </message>
    <message>
        <source>Choose another folder, or delete the file to export everything again.</source>
        <extracomment>trajganr_core/contract/files/batch_export.py</extracomment>
        <translation>Einen anderen Ordner wählen oder die Datei löschen, um alles noch einmal zu exportieren.</translation>
    </message>
    <message>
        <source>Left out {model} for {bundle}: it is a model of another study area.</source>
        <extracomment>trajganr_core/contract/files/batch_export.py</extracomment>
        <translation>{model} für {bundle} ausgelassen: Es ist ein Modell eines anderen Untersuchungsgebiets.</translation>
    </message>
    <message>
        <source>The models are not used: neither predictions nor embeddings are among the layers.</source>
        <extracomment>trajganr_core/contract/files/batch_export.py</extracomment>
        <translation>Die Modelle werden nicht verwendet: Unter den Layern sind weder Vorhersagen noch Embeddings.</translation>
    </message>
    <message>
        <source>The result is complete, but has another name, {kept}, because of a problem: {reason}</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>Das Ergebnis ist vollständig, hat aber wegen eines Problems einen anderen Namen, {kept}: {reason}</translation>
    </message>
    <message>
        <source>Rename the file, or use it as it is.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>Die Datei umbenennen oder sie verwenden, wie sie ist.</translation>
    </message>
    <message>
        <source>{out} cannot be written: {reason}.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>{out} lässt sich nicht schreiben: {reason}.</translation>
    </message>
    <message>
        <source>Choose another place for the result, or check your permissions.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>Einen anderen Ort für das Ergebnis wählen oder die Schreibrechte prüfen.</translation>
    </message>
    <message>
        <source>{name} does not have the suffix of a supported format.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>{name} hat nicht die Endung eines unterstützten Formats.</translation>
    </message>
    <message>
        <source>Use a name that ends in {endings}.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>Einen Namen verwenden, der auf {endings} endet.</translation>
    </message>
    <message>
        <source>{path} is neither a file nor a folder.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>{path} ist weder eine Datei noch ein Ordner.</translation>
    </message>
    <message>
        <source>Save its content as a file and use that.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>Den Inhalt als Datei speichern und diese verwenden.</translation>
    </message>
    <message>
        <source>{folder} is a file, not a folder.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>{folder} ist eine Datei, kein Ordner.</translation>
    </message>
    <message>
        <source>Choose another place for the result.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>Einen anderen Ort für das Ergebnis wählen.</translation>
    </message>
    <message>
        <source>There is no folder {folder}.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>Es gibt keinen Ordner {folder}.</translation>
    </message>
    <message>
        <source>Create the folder first, or choose another place for the result.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>Den Ordner zuerst erstellen oder einen anderen Ort für das Ergebnis wählen.</translation>
    </message>
    <message>
        <source>{out} is neither a file nor a folder.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>{out} ist weder eine Datei noch ein Ordner.</translation>
    </message>
    <message>
        <source>Name a file.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>Eine Datei nennen.</translation>
    </message>
    <message>
        <source>{out} is write-protected.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>{out} ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>Choose another file, or remove the protection.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>Eine andere Datei wählen oder den Schreibschutz aufheben.</translation>
    </message>
    <message>
        <source>{out} exists and would be lost.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>{out} gibt es schon und ginge verloren.</translation>
    </message>
    <message>
        <source>Choose another file, or give --overwrite to replace it.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>Eine andere Datei wählen oder sie mit --overwrite ersetzen.</translation>
    </message>
    <message>
        <source>{out} contains other files, such as {other}, which would be lost.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>{out} enthält andere Dateien, etwa {other}, die verloren gingen.</translation>
    </message>
    <message>
        <source>{out} contains an earlier result, which would be lost.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>{out} enthält ein früheres Ergebnis, das verloren ginge.</translation>
    </message>
    <message>
        <source>Choose a new folder, or give --overwrite to replace it.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>Einen neuen Ordner wählen oder ihn mit --overwrite ersetzen.</translation>
    </message>
    <message>
        <source>{out} is open in another program, or is being edited in QGIS.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>{out} ist in einem anderen Programm geöffnet oder wird in QGIS bearbeitet.</translation>
    </message>
    <message>
        <source>Close it there, or choose another file.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>Die Datei dort schließen oder eine andere wählen.</translation>
    </message>
    <message>
        <source>There is no space left for {out}.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>Für {out} ist kein Platz mehr.</translation>
    </message>
    <message>
        <source>Free some space on that disk, or choose another place for the result.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>Auf diesem Datenträger Platz schaffen oder einen anderen Ort für das Ergebnis wählen.</translation>
    </message>
    <message>
        <source>The name of the output is too long: {name}.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>Der Name des Ergebnisses ist zu lang: {name}.</translation>
    </message>
    <message>
        <source>Choose a shorter name.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>Einen kürzeren Namen wählen.</translation>
    </message>
    <message>
        <source>{out} is a folder.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>{out} ist ein Ordner.</translation>
    </message>
    <message>
        <source>{out} is a file and would be lost.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>{out} ist eine Datei und ginge verloren.</translation>
    </message>
    <message>
        <source>Name a folder.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>Einen Ordner nennen.</translation>
    </message>
    <message>
        <source>{path} cannot be opened: {reason}.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>{path} lässt sich nicht öffnen: {reason}.</translation>
    </message>
    <message>
        <source>Check the path and its permissions.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>Den Pfad und seine Zugriffsrechte prüfen.</translation>
    </message>
    <message>
        <source>{out} is an input and would be lost.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>{out} ist eine Eingabe und ginge verloren.</translation>
    </message>
    <message>
        <source>{out} is inside the input {input}.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>{out} liegt in der Eingabe {input}.</translation>
    </message>
    <message>
        <source>{out} contains the input {input}, which would be lost.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>{out} enthält die Eingabe {input}, die verloren ginge.</translation>
    </message>
    <message>
        <source>{out} is a file of the input {input} and would be lost.</source>
        <extracomment>trajganr_core/contract/files/output_paths.py</extracomment>
        <translation>{out} ist eine Datei der Eingabe {input} und ginge verloren.</translation>
    </message>
    <message>
        <source>The worker's file {name} was refused: {reason}.</source>
        <extracomment>trajganr_core/contract/files/received_files.py</extracomment>
        <translation>Die Datei {name} des Workers wurde abgelehnt: {reason}.</translation>
    </message>
    <message>
        <source>Plugin and worker should be of the same release. If they are, do not trust this worker.</source>
        <extracomment>trajganr_core/contract/files/received_files.py</extracomment>
        <translation>Erweiterung und Worker sollten dieselbe Version haben. Haben sie das, diesem Worker nicht vertrauen.</translation>
    </message>
    <message>
        <source>The worker's file {name} has {size} bytes; at most {most} are accepted.</source>
        <extracomment>trajganr_core/contract/files/received_files.py</extracomment>
        <translation>Die Datei {name} des Workers hat {size} Bytes; höchstens {most} werden angenommen.</translation>
    </message>
    <message>
        <source>Choose a smaller area or fewer times. If you did, do not trust this worker.</source>
        <extracomment>trajganr_core/contract/files/received_files.py</extracomment>
        <translation>Ein kleineres Gebiet oder weniger Zeiten wählen. Ist beides klein, diesem Worker nicht vertrauen.</translation>
    </message>
    <message>
        <source>The zip holds more than {limit} files.</source>
        <extracomment>trajganr_core/contract/files/unpacked_size.py</extracomment>
        <translation>Das ZIP enthält mehr als {limit} Dateien.</translation>
    </message>
    <message>
        <source>Split it, or put the trips into fewer files.</source>
        <extracomment>trajganr_core/contract/files/unpacked_size.py</extracomment>
        <translation>Es teilen oder die Fahrten in weniger Dateien legen.</translation>
    </message>
    <message>
        <source>A worker answers in {ms:.0f} ms: version {version}, process {pid}, on {device}; {running} jobs run, {queued} wait.</source>
        <extracomment>trajganr_core/contract/health.py</extracomment>
        <translation>Ein Worker antwortet in {ms:.0f} ms: Version {version}, Prozess {pid}, auf {device}; {running} Aufträge laufen, {queued} warten.</translation>
    </message>
    <message>
        <source>The worker is of release {other}, and this program of {own}.</source>
        <extracomment>trajganr_core/contract/health.py</extracomment>
        <translation>Der Worker hat die Version {other}, dieses Programm {own}.</translation>
    </message>
    <message>
        <source>Stop it and start it again with this release.</source>
        <extracomment>trajganr_core/contract/health.py</extracomment>
        <translation>Ihn beenden und mit dieser Version neu starten.</translation>
    </message>
    <message>
        <source>Jobs wait for free space on the disk.</source>
        <extracomment>trajganr_core/contract/health.py</extracomment>
        <translation>Aufträge warten auf freien Speicherplatz.</translation>
    </message>
    <message>
        <source>Delete jobs, bundles and models, or files.</source>
        <extracomment>trajganr_core/contract/health.py</extracomment>
        <translation>Aufträge, Datenpakete und Modelle oder Dateien löschen.</translation>
    </message>
    <message>
        <source>Both sides are the same trips at the same times.</source>
        <extracomment>trajganr_core/contract/kinds/changes.py</extracomment>
        <translation>Beide Seiten sind dieselben Fahrten zu denselben Zeiten.</translation>
    </message>
    <message>
        <source>Choose another bundle, other days or another time of the week for the side after.</source>
        <extracomment>trajganr_core/contract/kinds/changes.py</extracomment>
        <translation>Für die Seite nachher ein anderes Datenpaket, andere Tage oder einen anderen Zeitraum der Woche wählen.</translation>
    </message>
    <message>
        <source>{name}, probability by chance</source>
        <extracomment>trajganr_core/contract/kinds/changes.py</extracomment>
        <translation>{name}, Wahrscheinlichkeit durch Zufall</translation>
    </message>
    <message>
        <source>{name}, false-discovery rate</source>
        <extracomment>trajganr_core/contract/kinds/changes.py</extracomment>
        <translation>{name}, Rate falscher Funde</translation>
    </message>
    <message>
        <source>Change of popularity</source>
        <extracomment>trajganr_core/contract/kinds/changes.py</extracomment>
        <translation>Änderung der Beliebtheit</translation>
    </message>
    <message>
        <source>Change of slow-down</source>
        <extracomment>trajganr_core/contract/kinds/changes.py</extracomment>
        <translation>Änderung des Abbremsens</translation>
    </message>
    <message>
        <source>km</source>
        <extracomment>trajganr_core/contract/kinds/changes.py</extracomment>
        <translation>km</translation>
    </message>
    <message>
        <source>Roads and locations are both given.</source>
        <extracomment>trajganr_core/contract/kinds/embed.py</extracomment>
        <translation>Straßen und Orte sind beide angegeben.</translation>
    </message>
    <message>
        <source>Give one of them, or neither for the bundle's own roads.</source>
        <extracomment>trajganr_core/contract/kinds/embed.py</extracomment>
        <translation>Eines davon angeben, oder keines für die Straßen des Datenpakets.</translation>
    </message>
    <message>
        <source>{task}: residual</source>
        <extracomment>trajganr_core/contract/kinds/evaluate.py</extracomment>
        <translation>{task}: Residuum</translation>
    </message>
    <message>
        <source>{name}, label</source>
        <extracomment>trajganr_core/contract/kinds/evaluate.py</extracomment>
        <translation>{name}, Label</translation>
    </message>
    <message>
        <source>{name}, predicted</source>
        <extracomment>trajganr_core/contract/kinds/evaluate.py</extracomment>
        <translation>{name}, vorhergesagt</translation>
    </message>
    <message>
        <source>{name}, label minus prediction</source>
        <extracomment>trajganr_core/contract/kinds/evaluate.py</extracomment>
        <translation>{name}, Label minus Vorhersage</translation>
    </message>
    <message>
        <source>No layer is chosen.</source>
        <extracomment>trajganr_core/contract/kinds/export.py</extracomment>
        <translation>Es ist kein Layer gewählt.</translation>
    </message>
    <message>
        <source>Choose at least one of {layers}.</source>
        <extracomment>trajganr_core/contract/kinds/export.py</extracomment>
        <translation>Mindestens einen von diesen wählen: {layers}.</translation>
    </message>
    <message>
        <source>The address in {name} contains a user or a password.</source>
        <extracomment>trajganr_core/contract/kinds/fetch_osm.py</extracomment>
        <translation>Die Adresse in {name} enthält einen Benutzer oder ein Passwort.</translation>
    </message>
    <message>
        <source>Remove them: the address would be stored with the job.</source>
        <extracomment>trajganr_core/contract/kinds/fetch_osm.py</extracomment>
        <translation>Beides entfernen: Die Adresse würde mit dem Auftrag gespeichert.</translation>
    </message>
    <message>
        <source>Level of service, {times}</source>
        <extracomment>trajganr_core/contract/kinds/junctions.py</extracomment>
        <translation>Verkehrsqualität, {times}</translation>
    </message>
    <message>
        <source>Control delay, {times}</source>
        <extracomment>trajganr_core/contract/kinds/junctions.py</extracomment>
        <translation>Verlustzeit am Knotenpunkt, {times}</translation>
    </message>
    <message>
        <source>Labels of speed, km/h</source>
        <extracomment>trajganr_core/contract/kinds/labels.py</extracomment>
        <translation>Labels der Geschwindigkeit, km/h</translation>
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
        <translation>Knoten</translation>
    </message>
    <message>
        <source>vehicle-km</source>
        <extracomment>trajganr_core/contract/kinds/labels.py</extracomment>
        <translation>Fahrzeugkilometer</translation>
    </message>
    <message>
        <source>no label</source>
        <extracomment>trajganr_core/contract/kinds/labels.py</extracomment>
        <translation>kein Label</translation>
    </message>
    <message>
        <source>Observed speed, km/h, {times}</source>
        <extracomment>trajganr_core/contract/kinds/observe.py</extracomment>
        <translation>Beobachtete Geschwindigkeit, km/h, {times}</translation>
    </message>
    <message>
        <source>Tasks can be chosen for a fine-tuned model only: {tasks}.</source>
        <extracomment>trajganr_core/contract/kinds/predict.py</extracomment>
        <translation>Aufgaben können nur für ein feinabgestimmtes Modell gewählt werden: {tasks}.</translation>
    </message>
    <message>
        <source>Leave the tasks out: the shipped model predicts speeds, expected passes and slow-down. Or fine-tune a model for them.</source>
        <extracomment>trajganr_core/contract/kinds/predict.py</extracomment>
        <translation>Die Aufgaben weglassen: Das mitgelieferte Modell sagt Geschwindigkeiten, erwartete Durchfahrten und die Stärke des Abbremsens vorher. Oder ein Modell für sie feinabstimmen.</translation>
    </message>
    <message>
        <source>A layer of labels and the fields that hold them go together.</source>
        <extracomment>trajganr_core/contract/kinds/prepare.py</extracomment>
        <translation>Ein Layer von Labels und die Felder, die sie enthalten, gehören zusammen.</translation>
    </message>
    <message>
        <source>Give both the layer and its field for each task, or neither.</source>
        <extracomment>trajganr_core/contract/kinds/prepare.py</extracomment>
        <translation>Für jede Aufgabe den Layer und sein Feld angeben, oder keines von beiden.</translation>
    </message>
    <message>
        <source>A bundle is named twice: {bundles}.</source>
        <extracomment>trajganr_core/contract/kinds/pretrain.py</extracomment>
        <translation>Ein Datenpaket ist zweimal genannt: {bundles}.</translation>
    </message>
    <message>
        <source>Name each bundle once.</source>
        <extracomment>trajganr_core/contract/kinds/pretrain.py</extracomment>
        <translation>Jedes Datenpaket einmal nennen.</translation>
    </message>
    <message>
        <source>Way between two fixes, probability, %</source>
        <extracomment>trajganr_core/contract/kinds/recover.py</extracomment>
        <translation>Weg zwischen zwei Messpunkten, Wahrscheinlichkeit, %</translation>
    </message>
    <message>
        <source>Position, probability of its way, %</source>
        <extracomment>trajganr_core/contract/kinds/recover.py</extracomment>
        <translation>Position, Wahrscheinlichkeit ihres Weges, %</translation>
    </message>
    <message>
        <source>The worker's answer was refused: {what} is missing or malformed.</source>
        <extracomment>trajganr_core/contract/kinds/result.py</extracomment>
        <translation>Die Antwort des Workers wurde abgelehnt: {what} fehlt oder ist fehlerhaft.</translation>
    </message>
    <message>
        <source>{name} has {count} directed segments; the limit is {most}.</source>
        <extracomment>trajganr_core/contract/kinds/select_link.py</extracomment>
        <translation>{name} hat {count} gerichtete Segmente; höchstens {most} sind möglich.</translation>
    </message>
    <message>
        <source>Choose fewer roads: those at the place that you ask about.</source>
        <extracomment>trajganr_core/contract/kinds/select_link.py</extracomment>
        <translation>Weniger Straßen wählen: die an der Stelle, um die es geht.</translation>
    </message>
    <message>
        <source>Origins, {time_set}</source>
        <extracomment>trajganr_core/contract/kinds/select_link.py</extracomment>
        <translation>Starts, {time_set}</translation>
    </message>
    <message>
        <source>Destinations, {time_set}</source>
        <extracomment>trajganr_core/contract/kinds/select_link.py</extracomment>
        <translation>Ziele, {time_set}</translation>
    </message>
    <message>
        <source>Isochrones have no minutes within which roads are reached.</source>
        <extracomment>trajganr_core/contract/kinds/travel_times.py</extracomment>
        <translation>Für die Isochronen fehlen die Minuten, in denen Straßen erreicht werden.</translation>
    </message>
    <message>
        <source>Give some minutes, such as 5, 10 and 15, or leave isochrones out.</source>
        <extracomment>trajganr_core/contract/kinds/travel_times.py</extracomment>
        <translation>Minuten angeben, etwa 5, 10 und 15, oder die Isochronen weglassen.</translation>
    </message>
    <message>
        <source>The minutes within which roads are reached are {limits}.</source>
        <extracomment>trajganr_core/contract/kinds/travel_times.py</extracomment>
        <translation>Die Grenzen der erreichten Straßen sind {limits}.</translation>
    </message>
    <message>
        <source>Give at most {most} different positive numbers of minutes, such as 5, 10 and 15.</source>
        <extracomment>trajganr_core/contract/kinds/travel_times.py</extracomment>
        <translation>Höchstens {most} verschiedene positive Minutenzahlen angeben, etwa 5, 10 und 15.</translation>
    </message>
    <message>
        <source>km²</source>
        <extracomment>trajganr_core/contract/kinds/travel_times.py</extracomment>
        <translation>km²</translation>
    </message>
    <message>
        <source>The background map {address} is no address of tiles.</source>
        <extracomment>trajganr_core/contract/kinds/webpage.py</extracomment>
        <translation>Die Hintergrundkarte {address} ist keine Adresse von Kacheln.</translation>
    </message>
    <message>
        <source>Give an address that begins with https:// and a public host, and has {names}; or leave it out.</source>
        <extracomment>trajganr_core/contract/kinds/webpage.py</extracomment>
        <translation>Eine Adresse angeben, die mit https:// und einem öffentlichen Rechner beginnt und {names} enthält, oder sie weglassen.</translation>
    </message>
    <message>
        <source>Predicted speed, km/h, at the hour shown</source>
        <extracomment>trajganr_core/contract/layers/predicted_columns.py</extracomment>
        <translation>Vorhergesagte Geschwindigkeit, km/h, zur gezeigten Stunde</translation>
    </message>
    <message>
        <source>Traffic speed, {times}</source>
        <extracomment>trajganr_core/contract/layers/predicted_columns.py</extracomment>
        <translation>Verkehrsgeschwindigkeit, {times}</translation>
    </message>
    <message>
        <source>Traffic speed on a weekday, {hour}</source>
        <extracomment>trajganr_core/contract/layers/predicted_columns.py</extracomment>
        <translation>Verkehrsgeschwindigkeit an einem Werktag, {hour}</translation>
    </message>
    <message>
        <source>Traffic speed on a weekend day, {hour}</source>
        <extracomment>trajganr_core/contract/layers/predicted_columns.py</extracomment>
        <translation>Verkehrsgeschwindigkeit an einem Wochenendtag, {hour}</translation>
    </message>
    <message>
        <source>Predicted speed, km/h, {times}</source>
        <extracomment>trajganr_core/contract/layers/predicted_columns.py</extracomment>
        <translation>Vorhergesagte Geschwindigkeit, km/h, {times}</translation>
    </message>
    <message>
        <source>{title} (few data)</source>
        <extracomment>trajganr_core/contract/layers/predicted_columns.py</extracomment>
        <translation>{title} (wenige Daten)</translation>
    </message>
    <message>
        <source>Share of free flow, {times}</source>
        <extracomment>trajganr_core/contract/layers/traffic_styles.py</extracomment>
        <translation>Anteil am freien Verkehrsfluss, {times}</translation>
    </message>
    <message>
        <source>Speed, % of the free-flow speed, {times}</source>
        <extracomment>trajganr_core/contract/layers/traffic_styles.py</extracomment>
        <translation>Geschwindigkeit, % der freien Geschwindigkeit, {times}</translation>
    </message>
    <message>
        <source>Level of service by analogy with the HCM, {times}</source>
        <extracomment>trajganr_core/contract/layers/traffic_styles.py</extracomment>
        <translation>Verkehrsqualität (Level of Service) in Anlehnung an das HCM, {times}</translation>
    </message>
    <message>
        <source>Share of the limit, {times}</source>
        <extracomment>trajganr_core/contract/layers/traffic_styles.py</extracomment>
        <translation>Anteil am Tempolimit, {times}</translation>
    </message>
    <message>
        <source>Speed, % of the speed limit, {times}</source>
        <extracomment>trajganr_core/contract/layers/traffic_styles.py</extracomment>
        <translation>Geschwindigkeit, % des Tempolimits, {times}</translation>
    </message>
    <message>
        <source>Reliability, {times}</source>
        <extracomment>trajganr_core/contract/layers/traffic_styles.py</extracomment>
        <translation>Zuverlässigkeit, {times}</translation>
    </message>
    <message>
        <source>Travel time, 85th percentile ÷ median, {times}</source>
        <extracomment>trajganr_core/contract/layers/traffic_styles.py</extracomment>
        <translation>Reisezeit, 85. Perzentil ÷ Median, {times}</translation>
    </message>
    <message>
        <source>level of service; passes · mean control delay</source>
        <extracomment>trajganr_core/contract/layers/turning_diagram.py</extracomment>
        <translation>Qualitätsstufe; Durchfahrten · mittlere Verlustzeit</translation>
    </message>
    <message>
        <source>{n:.0f} s</source>
        <extracomment>trajganr_core/contract/layers/turning_diagram.py</extracomment>
        <translation>{n:.0f} s</translation>
    </message>
    <message>
        <source>dashed, ≈: predicted</source>
        <extracomment>trajganr_core/contract/layers/turning_diagram.py</extracomment>
        <translation>gestrichelt, ≈: vorhergesagt</translation>
    </message>
    <message>
        <source>Arrows without numbers: the fewest passes.</source>
        <extracomment>trajganr_core/contract/layers/turning_diagram.py</extracomment>
        <translation>Pfeile ohne Zahlen: die wenigsten Durchfahrten.</translation>
    </message>
    <message>
        <source>Movements not drawn: {n:,}.</source>
        <extracomment>trajganr_core/contract/layers/turning_diagram.py</extracomment>
        <translation>Nicht gezeichnete Fahrbeziehungen: {n:,}.</translation>
    </message>
    <message>
        <source>No movement to show</source>
        <extracomment>trajganr_core/contract/layers/turning_diagram.py</extracomment>
        <translation>Keine Fahrbeziehung zu zeigen</translation>
    </message>
    <message>
        <source>Derived: space-mean speed, the metres of all passes of label trips ÷ their seconds.</source>
        <extracomment>trajganr_core/contract/options/data_config.py</extracomment>
        <translation>Abgeleitet: räumliches Mittel der Geschwindigkeit, die Meter aller Durchfahrten von Label-Fahrten ÷ ihre Sekunden.</translation>
    </message>
    <message>
        <source>Derived: time-mean speed, the arithmetic mean of the speeds of the passes of label trips.</source>
        <extracomment>trajganr_core/contract/options/data_config.py</extracomment>
        <translation>Abgeleitet: zeitliches Mittel der Geschwindigkeit, das arithmetische Mittel der Geschwindigkeiten der Durchfahrten von Label-Fahrten.</translation>
    </message>
    <message>
        <source>{option} is {value}; it must be a finite number.</source>
        <extracomment>trajganr_core/contract/options/option_fields.py</extracomment>
        <translation>{option} ist {value}, muss aber eine endliche Zahl sein.</translation>
    </message>
    <message>
        <source>Correct the option, or leave it out for its default.</source>
        <extracomment>trajganr_core/contract/options/option_fields.py</extracomment>
        <translation>Die Option berichtigen oder für ihren Standardwert weglassen.</translation>
    </message>
    <message>
        <source>{option} is {value}; it must be at least {limit}.</source>
        <extracomment>trajganr_core/contract/options/option_fields.py</extracomment>
        <translation>{option} ist {value}, muss aber mindestens {limit} sein.</translation>
    </message>
    <message>
        <source>{option} is {value}; it must be above {limit}.</source>
        <extracomment>trajganr_core/contract/options/option_fields.py</extracomment>
        <translation>{option} ist {value}, muss aber größer als {limit} sein.</translation>
    </message>
    <message>
        <source>{option} is {value}; it must be at most {limit}.</source>
        <extracomment>trajganr_core/contract/options/option_fields.py</extracomment>
        <translation>{option} ist {value}, darf aber höchstens {limit} sein.</translation>
    </message>
    <message>
        <source>{option} is {value}; it must be below {limit}.</source>
        <extracomment>trajganr_core/contract/options/option_fields.py</extracomment>
        <translation>{option} ist {value}, muss aber kleiner als {limit} sein.</translation>
    </message>
    <message>
        <source>Write a day such as 2013-07-01, or the first and the last day such as 2013-07-01/2013-09-30.</source>
        <extracomment>trajganr_core/contract/options/periods.py</extracomment>
        <translation>Einen Tag wie 2013-07-01 schreiben, oder den ersten und den letzten Tag wie 2013-07-01/2013-09-30.</translation>
    </message>
    <message>
        <source>The time set is empty.</source>
        <extracomment>trajganr_core/contract/options/time_sets.py</extracomment>
        <translation>Die Zeitangabe ist leer.</translation>
    </message>
    <message>
        <source>The time set {text!r} is too long.</source>
        <extracomment>trajganr_core/contract/options/time_sets.py</extracomment>
        <translation>Die Zeitangabe {text!r} ist zu lang.</translation>
    </message>
    <message>
        <source>The time set {text!r} has the day {item!r}, which does not exist.</source>
        <extracomment>trajganr_core/contract/options/time_sets.py</extracomment>
        <translation>Die Zeitangabe {text!r} enthält den Tag {item!r}, den es nicht gibt.</translation>
    </message>
    <message>
        <source>The time set {text!r} is empty: it begins and ends at {item}.</source>
        <extracomment>trajganr_core/contract/options/time_sets.py</extracomment>
        <translation>Die Zeitangabe {text!r} ist leer: Sie beginnt und endet um {item}.</translation>
    </message>
    <message>
        <source>The time set {text!r} begins at {item}; write 00:00.</source>
        <extracomment>trajganr_core/contract/options/time_sets.py</extracomment>
        <translation>Die Zeitangabe {text!r} beginnt um {item}; stattdessen 00:00 schreiben.</translation>
    </message>
    <message>
        <source>The time set {text!r} has {item!r}, which is neither a day nor a time.</source>
        <extracomment>trajganr_core/contract/options/time_sets.py</extracomment>
        <translation>Die Zeitangabe {text!r} enthält {item!r}, was weder ein Tag noch eine Uhrzeit ist.</translation>
    </message>
    <message>
        <source>The time set {text!r} has the time {item}, which does not exist.</source>
        <extracomment>trajganr_core/contract/options/time_sets.py</extracomment>
        <translation>Die Zeitangabe {text!r} enthält die Uhrzeit {item}, die es nicht gibt.</translation>
    </message>
    <message>
        <source>Write days, times or both, such as 'Mon-Fri 07:00-09:00', 'Sat,Sun', '22:00-05:00' or '00:00-24:00', or one of the names {names}.</source>
        <extracomment>trajganr_core/contract/options/time_sets.py</extracomment>
        <translation>Tage, Uhrzeiten oder beides schreiben, etwa „Mon-Fri 07:00-09:00“, „Sat,Sun“, „22:00-05:00“ oder „00:00-24:00“, oder einen der Namen {names}.</translation>
    </message>
    <message>
        <source>The time set {text!r} is given twice.</source>
        <extracomment>trajganr_core/contract/options/time_sets.py</extracomment>
        <translation>Die Zeitangabe {text!r} kommt zweimal vor.</translation>
    </message>
    <message>
        <source>Name each time set once.</source>
        <extracomment>trajganr_core/contract/options/time_sets.py</extracomment>
        <translation>Jede Zeitangabe nur einmal nennen.</translation>
    </message>
    <message>
        <source>There is nothing to pretrain with the modalities {modalities!r}, the alignment {alignment!r}, {geometry} geometry and the task of hidden windows {time}.</source>
        <extracomment>trajganr_core/contract/options/training_config.py</extracomment>
        <translation>Mit den Modalitäten {modalities!r}, dem Abgleich {alignment!r}, der Geometrie {geometry} und der Aufgabe der verdeckten Abschnitte {time} gibt es nichts vorzutrainieren.</translation>
    </message>
    <message>
        <source>Choose an alignment and modalities that can be aligned (sv+loc, traj+loc with absolute geometry, all), or switch the task of hidden windows on for a model that sees trajectories. For an untrained model, set 0 epochs.</source>
        <extracomment>trajganr_core/contract/options/training_config.py</extracomment>
        <translation>Einen Abgleich und Modalitäten wählen, die sich abgleichen lassen (sv+loc, traj+loc mit absoluter Geometrie, all), oder für ein Modell, das Trajektorien sieht, die Aufgabe der verdeckten Abschnitte einschalten. Für ein untrainiertes Modell 0 Epochen einstellen.</translation>
    </message>
    <message>
        <source>The attention `joint` needs the geometry `absolute`; it is {geometry!r}.</source>
        <extracomment>trajganr_core/contract/options/training_config.py</extracomment>
        <translation>Die Attention `joint` braucht die Geometrie `absolute`; sie ist {geometry!r}.</translation>
    </message>
    <message>
        <source>Choose the geometry `absolute`, the preset `paper` or the attention `encode_once`.</source>
        <extracomment>trajganr_core/contract/options/training_config.py</extracomment>
        <translation>Die Geometrie `absolute`, die Voreinstellung `paper` oder die Attention `encode_once` wählen.</translation>
    </message>
    <message>
        <source>dimension is {dimension}; it is not a multiple of the {heads} attention heads.</source>
        <extracomment>trajganr_core/contract/options/training_config.py</extracomment>
        <translation>dimension ist {dimension}; das ist kein Vielfaches der {heads} Attention-Köpfe.</translation>
    </message>
    <message>
        <source>Choose a multiple of {heads}.</source>
        <extracomment>trajganr_core/contract/options/training_config.py</extracomment>
        <translation>Ein Vielfaches von {heads} wählen.</translation>
    </message>
    <message>
        <source>The encoders cannot be trained through the head `{head}`.</source>
        <extracomment>trajganr_core/contract/options/training_config.py</extracomment>
        <translation>Durch den Kopf `{head}` können die Encoder nicht trainiert werden.</translation>
    </message>
    <message>
        <source>Leave the encoders as pretrained, or choose the head `mlp`.</source>
        <extracomment>trajganr_core/contract/options/training_config.py</extracomment>
        <translation>Die Encoder wie vortrainiert lassen oder den Kopf `mlp` wählen.</translation>
    </message>
    <message>
        <source>There is no {option} {value!r}.</source>
        <extracomment>trajganr_core/contract/options/validation.py</extracomment>
        <translation>{option} kann nicht {value!r} sein.</translation>
    </message>
    <message>
        <source>Choose one of {choices}.</source>
        <extracomment>trajganr_core/contract/options/validation.py</extracomment>
        <translation>Eines davon wählen: {choices}.</translation>
    </message>
    <message>
        <source>{option} is {value!r}, which is not a duration.</source>
        <extracomment>trajganr_core/contract/options/validation.py</extracomment>
        <translation>{option} ist {value!r}, was keine Dauer ist.</translation>
    </message>
    <message>
        <source>Write a number above zero and s, min or h, such as 30min, 2h or 90s.</source>
        <extracomment>trajganr_core/contract/options/validation.py</extracomment>
        <translation>Eine Zahl über null und s, min oder h schreiben, etwa 30min, 2h oder 90s.</translation>
    </message>
    <message>
        <source>{option} is {value}; it must be a number above zero.</source>
        <extracomment>trajganr_core/contract/options/validation.py</extracomment>
        <translation>{option} ist {value}; es muss eine Zahl über null sein.</translation>
    </message>
    <message>
        <source>{option} is {value}; it must be a number not below zero.</source>
        <extracomment>trajganr_core/contract/options/validation.py</extracomment>
        <translation>{option} ist {value}; es muss eine Zahl nicht unter null sein.</translation>
    </message>
    <message>
        <source>There is no time zone {name!r}.</source>
        <extracomment>trajganr_core/contract/options/validation.py</extracomment>
        <translation>Es gibt keine Zeitzone {name!r}.</translation>
    </message>
    <message>
        <source>Use an IANA name such as Europe/Lisbon.</source>
        <extracomment>trajganr_core/contract/options/validation.py</extracomment>
        <translation>Einen IANA-Namen wie Europe/Lisbon verwenden.</translation>
    </message>
    <message>
        <source>The worker is of release {theirs}, this program of release {ours}; only one of them supports: {names}.</source>
        <extracomment>trajganr_core/contract/protocol/abilities.py</extracomment>
        <translation>Der Worker hat Version {theirs}, dieses Programm Version {ours}; nur eines von beiden unterstützt: {names}.</translation>
    </message>
    <message>
        <source>Upgrade the worker to release {ours}, then start it again.</source>
        <extracomment>trajganr_core/contract/protocol/abilities.py</extracomment>
        <translation>Den Worker auf Version {ours} aktualisieren und dann erneut starten.</translation>
    </message>
    <message>
        <source>Upgrade the plugin, or the command line, to release {theirs}.</source>
        <extracomment>trajganr_core/contract/protocol/abilities.py</extracomment>
        <translation>Die Erweiterung oder die Befehlszeile auf Version {theirs} aktualisieren.</translation>
    </message>
    <message>
        <source>Stop the worker and start it again. If that does not help, install plugin and worker again, both of release {ours}.</source>
        <extracomment>trajganr_core/contract/protocol/abilities.py</extracomment>
        <translation>Den Worker stoppen und erneut starten. Hilft das nicht, Erweiterung und Worker neu installieren, beide in Version {ours}.</translation>
    </message>
    <message>
        <source>The worker's list ({verb}) does not end, or is larger than {most} bytes.</source>
        <extracomment>trajganr_core/contract/protocol/base_client.py</extracomment>
        <translation>Die Liste des Workers ({verb}) endet nicht oder ist größer als {most} Bytes.</translation>
    </message>
    <message>
        <source>Delete jobs, bundles or models that are not needed any more. If there are few, do not trust this worker.</source>
        <extracomment>trajganr_core/contract/protocol/base_client.py</extracomment>
        <translation>Aufträge, Datenpakete oder Modelle löschen, die nicht mehr gebraucht werden. Sind es wenige, diesem Worker nicht vertrauen.</translation>
    </message>
    <message>
        <source>The worker at {where} does not accept this key.</source>
        <extracomment>trajganr_core/contract/protocol/channel.py</extracomment>
        <translation>Der Worker unter {where} nimmt diesen Schlüssel nicht an.</translation>
    </message>
    <message>
        <source>Ask the person who runs it to add your key: 'trajganr worker keys list' shows all keys.</source>
        <extracomment>trajganr_core/contract/protocol/channel.py</extracomment>
        <translation>Die Verwaltung des Workers bitten, den Schlüssel hinzuzufügen: „trajganr worker keys list“ zeigt alle Schlüssel.</translation>
    </message>
    <message>
        <source>No answer from {where}: another program listens there, the worker behind the tunnel is down, or it requires a key.</source>
        <extracomment>trajganr_core/contract/protocol/channel.py</extracomment>
        <translation>Keine Antwort von {where}: Dort lauscht ein anderes Programm, der Worker hinter dem Tunnel läuft nicht, oder er verlangt einen Schlüssel.</translation>
    </message>
    <message>
        <source>Check the address and the tunnel. If the worker requires a key, name your key file with --key or in TRAJGANR_KEY.</source>
        <extracomment>trajganr_core/contract/protocol/channel.py</extracomment>
        <translation>Die Adresse und den Tunnel prüfen. Wenn der Worker einen Schlüssel verlangt, die Schlüsseldatei mit --key oder in TRAJGANR_KEY nennen.</translation>
    </message>
    <message>
        <source>The worker at {where} is running, but did not answer in time.</source>
        <extracomment>trajganr_core/contract/protocol/channel.py</extracomment>
        <translation>Der Worker unter {where} läuft, hat aber nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>Try again in a moment. If this continues, see its log with 'trajganr worker logs' and restart it.</source>
        <extracomment>trajganr_core/contract/protocol/channel.py</extracomment>
        <translation>Es gleich erneut versuchen. Wenn es so bleibt, sein Protokoll mit „trajganr worker logs“ ansehen und ihn neu starten.</translation>
    </message>
    <message>
        <source>No answer from {where}: the worker is down, or its key is not the one in your key file ({name}).</source>
        <extracomment>trajganr_core/contract/protocol/channel.py</extracomment>
        <translation>Keine Antwort von {where}: Der Worker läuft nicht, oder sein Schlüssel ist nicht der in der Schlüsseldatei ({name}).</translation>
    </message>
    <message>
        <source>Ask the person who runs the worker whether it is running and has a new key.</source>
        <extracomment>trajganr_core/contract/protocol/channel.py</extracomment>
        <translation>Die Verwaltung des Workers fragen, ob er läuft und einen neuen Schlüssel hat.</translation>
    </message>
    <message>
        <source>No worker answers at {where}.</source>
        <extracomment>trajganr_core/contract/protocol/connection.py</extracomment>
        <translation>Unter {where} antwortet kein Worker.</translation>
    </message>
    <message>
        <source>Start it with 'trajganr worker start' or in the TrajGANR dock.</source>
        <extracomment>trajganr_core/contract/protocol/connection.py</extracomment>
        <translation>Ihn mit „trajganr worker start“ oder im TrajGANR-Bedienfeld starten.</translation>
    </message>
    <message>
        <source>Start it there with 'trajganr worker start'. If it is behind an SSH tunnel, check that the tunnel is open.</source>
        <extracomment>trajganr_core/contract/protocol/connection.py</extracomment>
        <translation>Ihn dort mit „trajganr worker start“ starten. Ist er hinter einem SSH-Tunnel, prüfen, ob der Tunnel offen ist.</translation>
    </message>
    <message>
        <source>The worker's home {named} cannot be used as a folder: {reason}.</source>
        <extracomment>trajganr_core/contract/protocol/connection.py</extracomment>
        <translation>Der Heimordner {named} des Workers ist kein Ordner: {reason}.</translation>
    </message>
    <message>
        <source>Give the full path of a folder with --home or in TRAJGANR_HOME.</source>
        <extracomment>trajganr_core/contract/protocol/connection.py</extracomment>
        <translation>Mit --home oder in TRAJGANR_HOME den vollen Pfad eines Ordners angeben.</translation>
    </message>
    <message>
        <source>{address!r} is not an address of the form tcp://HOST:PORT.</source>
        <extracomment>trajganr_core/contract/protocol/connection.py</extracomment>
        <translation>{address!r} ist keine Adresse der Form tcp://HOST:PORT.</translation>
    </message>
    <message>
        <source>Use a port from 1 to 65533; the next two are for events and files.</source>
        <extracomment>trajganr_core/contract/protocol/connection.py</extracomment>
        <translation>Einen Port von 1 bis 65533 verwenden; die zwei danach sind für Ereignisse und Dateien.</translation>
    </message>
    <message>
        <source>The folder {folder} for the worker's sockets belongs to another user.</source>
        <extracomment>trajganr_core/contract/protocol/connection.py</extracomment>
        <translation>Der Ordner {folder} für die Sockets des Workers gehört einem anderen Benutzer.</translation>
    </message>
    <message>
        <source>Set XDG_RUNTIME_DIR to a folder of your own.</source>
        <extracomment>trajganr_core/contract/protocol/connection.py</extracomment>
        <translation>XDG_RUNTIME_DIR auf einen eigenen Ordner setzen.</translation>
    </message>
    <message>
        <source>A connection to a worker at {address} needs a key.</source>
        <extracomment>trajganr_core/contract/protocol/connection.py</extracomment>
        <translation>Eine Verbindung zum Worker unter {address} braucht einen Schlüssel.</translation>
    </message>
    <message>
        <source>Name the key file with --key or in TRAJGANR_KEY, or connect through an SSH tunnel at tcp://127.0.0.1:PORT.</source>
        <extracomment>trajganr_core/contract/protocol/connection.py</extracomment>
        <translation>Die Schlüsseldatei mit --key oder in TRAJGANR_KEY nennen oder durch einen SSH-Tunnel unter tcp://127.0.0.1:PORT verbinden.</translation>
    </message>
    <message>
        <source>The worker's home {home} is not writable: {reason}.</source>
        <extracomment>trajganr_core/contract/protocol/connection.py</extracomment>
        <translation>In den Heimordner {home} des Workers lässt sich nicht schreiben: {reason}.</translation>
    </message>
    <message>
        <source>Give your account write permission, or name another folder with --home or in TRAJGANR_HOME.</source>
        <extracomment>trajganr_core/contract/protocol/connection.py</extracomment>
        <translation>Dem eigenen Konto Schreibrechte geben oder mit --home oder in TRAJGANR_HOME einen anderen Ordner nennen.</translation>
    </message>
    <message>
        <source>The folder {folder} for the worker's sockets cannot be created: {reason}.</source>
        <extracomment>trajganr_core/contract/protocol/connection.py</extracomment>
        <translation>Der Ordner {folder} für die Sockets des Workers lässt sich nicht erstellen: {reason}.</translation>
    </message>
    <message>
        <source>Set XDG_RUNTIME_DIR to a folder of your own, or choose a home with a shorter path.</source>
        <extracomment>trajganr_core/contract/protocol/connection.py</extracomment>
        <translation>XDG_RUNTIME_DIR auf einen eigenen Ordner setzen oder einen Heimordner mit kürzerem Pfad wählen.</translation>
    </message>
    <message>
        <source>The worker was asked about job {job} and answered about another one.</source>
        <extracomment>trajganr_core/contract/protocol/event_client.py</extracomment>
        <translation>Der Worker wurde nach dem Auftrag {job} gefragt und hat zu einem anderen geantwortet.</translation>
    </message>
    <message>
        <source>The worker was stopped before job {job} ended.</source>
        <extracomment>trajganr_core/contract/protocol/event_client.py</extracomment>
        <translation>Der Worker wurde gestoppt, bevor der Auftrag {job} beendet war.</translation>
    </message>
    <message>
        <source>Start the worker again. The job then continues.</source>
        <extracomment>trajganr_core/contract/protocol/event_client.py</extracomment>
        <translation>Den Worker wieder starten. Der Auftrag läuft dann weiter.</translation>
    </message>
    <message>
        <source>{folder} refers to the file {name}, which is refused: {reason}.</source>
        <extracomment>trajganr_core/contract/protocol/file_names.py</extracomment>
        <translation>{folder} verweist auf die Datei {name}, die abgelehnt wird: {reason}.</translation>
    </message>
    <message>
        <source>Use an unchanged folder with real files, from a source that you trust.</source>
        <extracomment>trajganr_core/contract/protocol/file_names.py</extracomment>
        <translation>Einen unveränderten Ordner mit echten Dateien aus vertrauenswürdiger Quelle verwenden.</translation>
    </message>
    <message>
        <source>{path} is a link; files are not written through links.</source>
        <extracomment>trajganr_core/contract/protocol/file_names.py</extracomment>
        <translation>{path} ist eine Verknüpfung; durch Verknüpfungen werden keine Dateien geschrieben.</translation>
    </message>
    <message>
        <source>Choose a new folder, or delete the link.</source>
        <extracomment>trajganr_core/contract/protocol/file_names.py</extracomment>
        <translation>Einen neuen Ordner wählen oder die Verknüpfung löschen.</translation>
    </message>
    <message>
        <source>Correct the parameter. Plugin and worker should be of the same release.</source>
        <extracomment>trajganr_core/contract/protocol/job_parsing.py</extracomment>
        <translation>Den Parameter berichtigen. Erweiterung und Worker sollten dieselbe Version haben.</translation>
    </message>
    <message>
        <source>{name} has a length of {length}; the limit is {most}.</source>
        <extracomment>trajganr_core/contract/protocol/job_parsing.py</extracomment>
        <translation>{name} hat eine Länge von {length}; zulässig sind höchstens {most}.</translation>
    </message>
    <message>
        <source>Shorten it. Many files can be sent as one ZIP.</source>
        <extracomment>trajganr_core/contract/protocol/job_parsing.py</extracomment>
        <translation>Es kürzen. Viele Dateien können als ein ZIP gesendet werden.</translation>
    </message>
    <message>
        <source>Keys need encryption, but the ZeroMQ of this Python was built without it.</source>
        <extracomment>trajganr_core/contract/protocol/keys.py</extracomment>
        <translation>Schlüssel brauchen Verschlüsselung, aber das ZeroMQ dieses Pythons wurde ohne sie gebaut.</translation>
    </message>
    <message>
        <source>Connect through an SSH tunnel, or install a pyzmq with libsodium.</source>
        <extracomment>trajganr_core/contract/protocol/keys.py</extracomment>
        <translation>Durch einen SSH-Tunnel verbinden oder ein pyzmq mit libsodium installieren.</translation>
    </message>
    <message>
        <source>The key cannot be written to {path}: {reason}.</source>
        <extracomment>trajganr_core/contract/protocol/keys.py</extracomment>
        <translation>Der Schlüssel lässt sich nicht nach {path} schreiben: {reason}.</translation>
    </message>
    <message>
        <source>Name another file.</source>
        <extracomment>trajganr_core/contract/protocol/keys.py</extracomment>
        <translation>Eine andere Datei nennen.</translation>
    </message>
    <message>
        <source>{path} is not a key file: {reason}.</source>
        <extracomment>trajganr_core/contract/protocol/keys.py</extracomment>
        <translation>{path} ist keine Schlüsseldatei: {reason}.</translation>
    </message>
    <message>
        <source>Ask the person who runs the worker for one ('trajganr worker keys make').</source>
        <extracomment>trajganr_core/contract/protocol/keys.py</extracomment>
        <translation>Eine bei der Verwaltung des Workers anfragen („trajganr worker keys make“).</translation>
    </message>
    <message>
        <source>The worker's Python was not found at {where}: {reason}.</source>
        <extracomment>trajganr_core/contract/protocol/launch.py</extracomment>
        <translation>Das Python des Workers wurde unter {where} nicht gefunden: {reason}.</translation>
    </message>
    <message>
        <source>Set up the worker's environment (in QGIS: Plugins › TrajGANR › Set up TrajGANR…), or name its interpreter in TRAJGANR_WORKER_PYTHON.</source>
        <extracomment>trajganr_core/contract/protocol/launch.py</extracomment>
        <translation>Die Umgebung des Workers einrichten (in QGIS: Erweiterungen › TrajGANR › TrajGANR einrichten…) oder ihren Interpreter in TRAJGANR_WORKER_PYTHON nennen.</translation>
    </message>
    <message>
        <source>The worker did not start. Its log ends with: {tail}</source>
        <extracomment>trajganr_core/contract/protocol/launch.py</extracomment>
        <translation>Der Worker ist nicht gestartet. Sein Protokoll endet mit: {tail}</translation>
    </message>
    <message>
        <source>See {log}, solve the problem and start the worker again.</source>
        <extracomment>trajganr_core/contract/protocol/launch.py</extracomment>
        <translation>Siehe {log}; das Problem beheben und den Worker neu starten.</translation>
    </message>
    <message>
        <source>Plugin and worker should be of the same release.</source>
        <extracomment>trajganr_core/contract/protocol/messages.py</extracomment>
        <translation>Erweiterung und Worker sollten dieselbe Version haben.</translation>
    </message>
    <message>
        <source>Plugin and worker use different versions of the protocol: {versions}.</source>
        <extracomment>trajganr_core/contract/protocol/messages.py</extracomment>
        <translation>Erweiterung und Worker verwenden verschiedene Versionen des Protokolls: {versions}.</translation>
    </message>
    <message>
        <source>Upgrade the worker to the plugin's release, then start it again.</source>
        <extracomment>trajganr_core/contract/protocol/messages.py</extracomment>
        <translation>Den Worker auf die Version der Erweiterung aktualisieren und dann erneut starten.</translation>
    </message>
    <message>
        <source>Upgrade the plugin, or the command line, to the worker's release.</source>
        <extracomment>trajganr_core/contract/protocol/messages.py</extracomment>
        <translation>Die Erweiterung oder die Befehlszeile auf die Version des Workers aktualisieren.</translation>
    </message>
    <message>
        <source>Send large data as files.</source>
        <extracomment>trajganr_core/contract/protocol/messages.py</extracomment>
        <translation>Große Daten als Dateien senden.</translation>
    </message>
    <message>
        <source>The answer about the place was not understood: {reason}.</source>
        <extracomment>trajganr_core/contract/protocol/place_query_codec.py</extracomment>
        <translation>Die Antwort zu dem Ort wurde nicht verstanden: {reason}.</translation>
    </message>
    <message>
        <source>Try again. If it fails again, install plugin and worker of the same release.</source>
        <extracomment>trajganr_core/contract/protocol/similarity_codec.py</extracomment>
        <translation>Es erneut versuchen. Wenn es wieder fehlschlägt, Erweiterung und Worker derselben Version installieren.</translation>
    </message>
    <message>
        <source>{name} of job {job} arrives too slowly.</source>
        <extracomment>trajganr_core/contract/protocol/transfers.py</extracomment>
        <translation>{name} des Auftrags {job} kommt zu langsam an.</translation>
    </message>
    <message>
        <source>Try again with a faster connection. If it is fast, do not trust this worker.</source>
        <extracomment>trajganr_core/contract/protocol/transfers.py</extracomment>
        <translation>Mit einer schnelleren Verbindung erneut versuchen. Ist sie schnell, diesem Worker nicht vertrauen.</translation>
    </message>
    <message>
        <source>{name} of job {job} was damaged in transit.</source>
        <extracomment>trajganr_core/contract/protocol/transfers.py</extracomment>
        <translation>{name} des Auftrags {job} wurde bei der Übertragung beschädigt.</translation>
    </message>
    <message>
        <source>Download it again.</source>
        <extracomment>trajganr_core/contract/protocol/transfers.py</extracomment>
        <translation>Es noch einmal herunterladen.</translation>
    </message>
    <message>
        <source>{path} needs {size} more bytes, but only {free} are free.</source>
        <extracomment>trajganr_core/contract/protocol/transfers.py</extracomment>
        <translation>{path} braucht weitere {size} Bytes, aber nur {free} sind frei.</translation>
    </message>
    <message>
        <source>Free some space, or choose a folder on another disk.</source>
        <extracomment>trajganr_core/contract/protocol/transfers.py</extracomment>
        <translation>Platz schaffen oder einen Ordner auf einem anderen Datenträger wählen.</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}.</source>
        <extracomment>trajganr_core/contract/protocol/transfers.py</extracomment>
        <translation>{path} lässt sich nicht lesen: {reason}.</translation>
    </message>
    <message>
        <source>{path} could not be written: {reason}.</source>
        <extracomment>trajganr_core/contract/protocol/transfers.py</extracomment>
        <translation>{path} ließ sich nicht schreiben: {reason}.</translation>
    </message>
    <message>
        <source>Check the folder's permissions and free space.</source>
        <extracomment>trajganr_core/contract/protocol/transfers.py</extracomment>
        <translation>Die Zugriffsrechte des Ordners und den freien Platz prüfen.</translation>
    </message>
    <message>
        <source>{path} changed while it was sent.</source>
        <extracomment>trajganr_core/contract/protocol/transfers.py</extracomment>
        <translation>{path} hat sich geändert, während es gesendet wurde.</translation>
    </message>
    <message>
        <source>Send it again when no program writes to it any more.</source>
        <extracomment>trajganr_core/contract/protocol/transfers.py</extracomment>
        <translation>Es noch einmal senden, wenn kein Programm mehr hineinschreibt.</translation>
    </message>
    <message>
        <source>The bundle {path} is damaged: {reason}.</source>
        <extracomment>trajganr_core/contract/records/bundle_manifest.py</extracomment>
        <translation>Das Datenpaket {path} ist beschädigt: {reason}.</translation>
    </message>
    <message>
        <source>Copy it again, or prepare the study area again.</source>
        <extracomment>trajganr_core/contract/records/bundle_manifest.py</extracomment>
        <translation>Es noch einmal kopieren oder das Untersuchungsgebiet noch einmal aufbereiten.</translation>
    </message>
    <message>
        <source>{path} is not a bundle: it has no {manifest}.</source>
        <extracomment>trajganr_core/contract/records/bundle_manifest.py</extracomment>
        <translation>{path} ist kein Datenpaket: Es hat keine {manifest}.</translation>
    </message>
    <message>
        <source>Prepare the study area first.</source>
        <extracomment>trajganr_core/contract/records/bundle_manifest.py</extracomment>
        <translation>Zuerst das Untersuchungsgebiet aufbereiten.</translation>
    </message>
    <message>
        <source>The bundle {path} has format {found}, this release reads {expected}.</source>
        <extracomment>trajganr_core/contract/records/bundle_manifest.py</extracomment>
        <translation>Das Datenpaket {path} hat das Format {found}, diese Version liest {expected}.</translation>
    </message>
    <message>
        <source>Prepare the study area again.</source>
        <extracomment>trajganr_core/contract/records/bundle_manifest.py</extracomment>
        <translation>Das Untersuchungsgebiet noch einmal aufbereiten.</translation>
    </message>
    <message>
        <source>Your trips are at {here}, your roads at {there} (latitude, longitude): they do not overlap.</source>
        <extracomment>trajganr_core/contract/records/extents.py</extracomment>
        <translation>Ihre Fahrten liegen bei {here}, Ihre Straßen bei {there} (Breite, Länge): Sie überschneiden sich nicht.</translation>
    </message>
    <message>
        <source>Your trips are at {here}, the study area at {there} (latitude, longitude): they do not overlap.</source>
        <extracomment>trajganr_core/contract/records/extents.py</extracomment>
        <translation>Ihre Fahrten liegen bei {here}, das Untersuchungsgebiet bei {there} (Breite, Länge): Sie überschneiden sich nicht.</translation>
    </message>
    <message>
        <source>Your roads are at {here}, the study area at {there} (latitude, longitude): they do not overlap.</source>
        <extracomment>trajganr_core/contract/records/extents.py</extracomment>
        <translation>Ihre Straßen liegen bei {here}, das Untersuchungsgebiet bei {there} (Breite, Länge): Sie überschneiden sich nicht.</translation>
    </message>
    <message>
        <source>Longitude and latitude are swapped in one of them: exchange them.</source>
        <extracomment>trajganr_core/contract/records/extents.py</extracomment>
        <translation>In einem der beiden sind Länge und Breite vertauscht: Tauschen Sie sie.</translation>
    </message>
    <message>
        <source>Choose data of the same place, or check their coordinate reference systems.</source>
        <extracomment>trajganr_core/contract/records/extents.py</extracomment>
        <translation>Wählen Sie Daten desselben Ortes, oder prüfen Sie deren Koordinatenbezugssysteme.</translation>
    </message>
    <message>
        <source>The card of the model {folder} is malformed: {reason}.</source>
        <extracomment>trajganr_core/contract/records/model_card.py</extracomment>
        <translation>Der Steckbrief des Modells {folder} ist fehlerhaft: {reason}.</translation>
    </message>
    <message>
        <source>Copy the model's folder again, or train it again.</source>
        <extracomment>trajganr_core/contract/records/model_card.py</extracomment>
        <translation>Den Ordner des Modells noch einmal kopieren oder es noch einmal trainieren.</translation>
    </message>
    <message>
        <source>Neither a model nor a bundle is named.</source>
        <extracomment>trajganr_core/contract/records/model_card.py</extracomment>
        <translation>Weder ein Modell noch ein Datenpaket ist angegeben.</translation>
    </message>
    <message>
        <source>Name a bundle to use the shipped model, or a model.</source>
        <extracomment>trajganr_core/contract/records/model_card.py</extracomment>
        <translation>Geben Sie ein Datenpaket an, um das mitgelieferte Modell zu verwenden, oder ein Modell.</translation>
    </message>
    <message>
        <source>The model {model} has schema {found}; this release reads {expected}.</source>
        <extracomment>trajganr_core/contract/records/model_card.py</extracomment>
        <translation>Das Modell {model} hat das Schema {found}; diese Version liest {expected}.</translation>
    </message>
    <message>
        <source>Use the release that wrote the model, or train it again.</source>
        <extracomment>trajganr_core/contract/records/model_card.py</extracomment>
        <translation>Die Version verwenden, die das Modell geschrieben hat, oder es noch einmal trainieren.</translation>
    </message>
    <message>
        <source>There is no model in {folder}: it has no {card}.</source>
        <extracomment>trajganr_core/contract/records/model_card.py</extracomment>
        <translation>In {folder} ist kein Modell: {card} fehlt.</translation>
    </message>
    <message>
        <source>Give the folder that `pretrain` or `finetune` wrote.</source>
        <extracomment>trajganr_core/contract/records/model_card.py</extracomment>
        <translation>Den Ordner angeben, den `pretrain` oder `finetune` geschrieben hat.</translation>
    </message>
    <message>
        <source>The model in {folder} cannot be used: its {card} cannot be read ({reason}).</source>
        <extracomment>trajganr_core/contract/records/model_card.py</extracomment>
        <translation>Das Modell in {folder} ist nicht verwendbar: {card} kann nicht gelesen werden ({reason}).</translation>
    </message>
    <message>
        <source>Copy the folder again, or train the model again.</source>
        <extracomment>trajganr_core/contract/records/model_card.py</extracomment>
        <translation>Den Ordner neu kopieren oder das Modell neu trainieren.</translation>
    </message>
    <message>
        <source>The shipped model was adapted to about {drivers:,} drivers of this area in {seconds:.0f} s; intervals are calibrated on about {held_out:,} further drivers.</source>
        <extracomment>trajganr_core/contract/records/model_card.py</extracomment>
        <translation>Das mitgelieferte Modell wurde in {seconds:.0f} s an etwa {drivers:,} Fahrer dieses Gebiets angepasst; die Intervalle sind an etwa {held_out:,} weiteren Fahrern kalibriert.</translation>
    </message>
    <message>
        <source>The shipped model was adapted to about {drivers:,} drivers of this area in {seconds:.0f} s; intervals are calibrated in other cities, because further drivers are too few.</source>
        <extracomment>trajganr_core/contract/records/model_card.py</extracomment>
        <translation>Das mitgelieferte Modell wurde in {seconds:.0f} s an etwa {drivers:,} Fahrer dieses Gebiets angepasst; die Intervalle sind in anderen Städten kalibriert, weil es zu wenige weitere Fahrer gibt.</translation>
    </message>
    <message>
        <source>The shipped model is used as it is, because this area has trips of too few drivers to adapt it; its intervals are calibrated in other cities.</source>
        <extracomment>trajganr_core/contract/records/model_card.py</extracomment>
        <translation>Das mitgelieferte Modell wird unverändert verwendet, weil dieses Gebiet Fahrten von zu wenigen Fahrern hat, um es anzupassen; seine Intervalle sind in anderen Städten kalibriert.</translation>
    </message>
    <message>
        <source>{roads:,} directed road segments have a predicted speed; {with_trips:,} of them have trips, of {drivers:,} drivers in all.</source>
        <extracomment>trajganr_core/contract/texts/city_summary.py</extracomment>
        <translation>{roads:,} gerichtete Straßenabschnitte haben eine vorhergesagte Geschwindigkeit; {with_trips:,} davon haben Fahrten, von insgesamt {drivers:,} Fahrern.</translation>
    </message>
    <message>
        <source>How sure the speeds are is not known: they have no intervals.</source>
        <extracomment>trajganr_core/contract/texts/city_summary.py</extracomment>
        <translation>Wie sicher die Geschwindigkeiten sind, ist nicht bekannt: Sie haben keine Intervalle.</translation>
    </message>
    <message>
        <source>The 90 % interval of a typical segment with trips is ±{half:.0f} km/h.</source>
        <extracomment>trajganr_core/contract/texts/city_summary.py</extracomment>
        <translation>Das 90-%-Intervall eines typischen Abschnitts mit Fahrten ist ±{half:.0f} km/h.</translation>
    </message>
    <message>
        <source>The 90 % interval of a typical segment is ±{half:.0f} km/h with trips, and ±{other:.0f} km/h without.</source>
        <extracomment>trajganr_core/contract/texts/city_summary.py</extracomment>
        <translation>Das 90-%-Intervall eines typischen Abschnitts ist ±{half:.0f} km/h mit Fahrten und ±{other:.0f} km/h ohne.</translation>
    </message>
    <message>
        <source>{days} d {hours} h</source>
        <extracomment>trajganr_core/contract/texts/quantities.py</extracomment>
        <translation>{days} d {hours} h</translation>
    </message>
    <message>
        <source>{n:.3g} GB</source>
        <extracomment>trajganr_core/contract/texts/quantities.py</extracomment>
        <translation>{n:.3g} GB</translation>
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
        <translation>{n:.3g} kB</translation>
    </message>
    <message>
        <source>{n:.3g} MB</source>
        <extracomment>trajganr_core/contract/texts/quantities.py</extracomment>
        <translation>{n:.3g} MB</translation>
    </message>
    <message>
        <source>{percent:.0f} % in a wrong class</source>
        <extracomment>trajganr_core/contract/texts/verdicts.py</extracomment>
        <translation>{percent:.0f} % in einer falschen Klasse</translation>
    </message>
    <message>
        <source>These are too few roads to say whether this is chance.</source>
        <extracomment>trajganr_core/contract/texts/verdicts.py</extracomment>
        <translation>Das sind zu wenige Straßen, um zu sagen, ob dies Zufall ist.</translation>
    </message>
    <message>
        <source>Trips do not show which places are nearby: there is no mean of own trips to compare.</source>
        <extracomment>trajganr_core/contract/texts/verdicts.py</extracomment>
        <translation>Fahrten zeigen nicht, welche Orte in der Nähe sind: Es gibt kein Mittel der eigenen Fahrten zum Vergleich.</translation>
    </message>
    <message>
        <source>On {roads:,} tested roads with trips the mean of their own trips is off by {mean}, this model by {model}.</source>
        <extracomment>trajganr_core/contract/texts/verdicts.py</extracomment>
        <translation>Auf {roads:,} getesteten Straßen mit Fahrten liegt das Mittel der eigenen Fahrten um {mean} daneben, dieses Modell um {model}.</translation>
    </message>
    <message>
        <source>On {roads:,} tested roads the number of their own trips gives {mean} a wrong class, this model {model}.</source>
        <extracomment>trajganr_core/contract/texts/verdicts.py</extracomment>
        <translation>Auf {roads:,} getesteten Straßen gibt die Zahl der eigenen Fahrten {mean} eine falsche Klasse, dieses Modell {model}.</translation>
    </message>
    <message>
        <source>On {roads:,} tested roads without trips the mean of their road class is off by {mean}, this model by {model}.</source>
        <extracomment>trajganr_core/contract/texts/verdicts.py</extracomment>
        <translation>Auf {roads:,} getesteten Straßen ohne Fahrten liegt das Mittel ihrer Straßenklasse um {mean} daneben, dieses Modell um {model}.</translation>
    </message>
    <message>
        <source>On {roads:,} roads, measured by drivers kept aside, the mean of the other trips is off by {mean}, this model by {model}.</source>
        <extracomment>trajganr_core/contract/texts/verdicts.py</extracomment>
        <translation>Auf {roads:,} Straßen, gemessen an zurückgehaltenen Fahrern, liegt das Mittel der anderen Fahrten um {mean} daneben, dieses Modell um {model}.</translation>
    </message>
    <message>
        <source>The model is better (95 % interval of the difference: {low} to {high}).</source>
        <extracomment>trajganr_core/contract/texts/verdicts.py</extracomment>
        <translation>Das Modell ist besser (95-%-Intervall der Differenz: {low} bis {high}).</translation>
    </message>
    <message>
        <source>The mean is better (95 % interval of the difference: {low} to {high}): use Observed traffic where roads have trips.</source>
        <extracomment>trajganr_core/contract/texts/verdicts.py</extracomment>
        <translation>Das Mittel ist besser (95-%-Intervall der Differenz: {low} bis {high}): Wo Straßen Fahrten haben, „Beobachteter Verkehr“ verwenden.</translation>
    </message>
    <message>
        <source>The difference may be chance (95 % interval: {low} to {high}): where roads have trips, Observed traffic is enough.</source>
        <extracomment>trajganr_core/contract/texts/verdicts.py</extracomment>
        <translation>Der Unterschied kann Zufall sein (95-%-Intervall: {low} bis {high}): Wo Straßen Fahrten haben, genügt „Beobachteter Verkehr“.</translation>
    </message>
    <message>
        <source>The bundle is incomplete: there is no file in {path}.</source>
        <extracomment>trajganr_core/data/bundle.py</extracomment>
        <translation>Das Datenpaket ist unvollständig: Es gibt keine Datei in {path}.</translation>
    </message>
    <message>
        <source>Copy the whole folder of the bundle, or prepare the study area again.</source>
        <extracomment>trajganr_core/data/bundle.py</extracomment>
        <translation>Den ganzen Ordner des Datenpakets kopieren oder das Untersuchungsgebiet noch einmal aufbereiten.</translation>
    </message>
    <message>
        <source>No road or no trip of the bundle {name!r} is in {bbox}; it covers {covers}.</source>
        <extracomment>trajganr_core/data/bundle_cut.py</extracomment>
        <translation>Keine Straße oder keine Fahrt des Datenpakets {name!r} liegt in {bbox}; es umfasst {covers}.</translation>
    </message>
    <message>
        <source>Choose a box, in degrees, within the bundle's own study area.</source>
        <extracomment>trajganr_core/data/bundle_cut.py</extracomment>
        <translation>Ein Rechteck in Grad innerhalb des Untersuchungsgebiets des Datenpakets wählen.</translation>
    </message>
    <message>
        <source>Cutting trips</source>
        <extracomment>trajganr_core/data/bundle_cut.py</extracomment>
        <translation>Fahrten zuschneiden</translation>
    </message>
    <message>
        <source>Cut from the bundle {name} ({id}); labels and numbers of dropped data are those of the whole bundle.</source>
        <extracomment>trajganr_core/data/bundle_cut.py</extracomment>
        <translation>Ausgeschnitten aus dem Datenpaket {name} ({id}); Labels und Zahlen verworfener Daten sind die des ganzen Datenpakets.</translation>
    </message>
    <message>
        <source>The bundle is incomplete: there is no {path}.</source>
        <extracomment>trajganr_core/data/bundle_tables.py</extracomment>
        <translation>Das Datenpaket ist unvollständig: {path} fehlt.</translation>
    </message>
    <message>
        <source>{path} is damaged: {reason}</source>
        <extracomment>trajganr_core/data/bundle_tables.py</extracomment>
        <translation>{path} ist beschädigt: {reason}</translation>
    </message>
    <message>
        <source>Copy the bundle again, or prepare the study area again.</source>
        <extracomment>trajganr_core/data/bundle_tables.py</extracomment>
        <translation>Das Datenpaket erneut kopieren oder das Untersuchungsgebiet erneut aufbereiten.</translation>
    </message>
    <message>
        <source>{path} cannot be read as CSV: {reason}</source>
        <extracomment>trajganr_core/data/csv_blocks.py</extracomment>
        <translation>{path} lässt sich nicht als CSV lesen: {reason}</translation>
    </message>
    <message>
        <source>Correct the row, or save the table as CSV in UTF-8 with a header.</source>
        <extracomment>trajganr_core/data/csv_blocks.py</extracomment>
        <translation>Die Zeile berichtigen oder die Tabelle als CSV in UTF-8 mit Kopfzeile speichern.</translation>
    </message>
    <message>
        <source>{path} has a quotation mark in line {line} that is not closed: {text!r}.</source>
        <extracomment>trajganr_core/data/csv_blocks.py</extracomment>
        <translation>{path} hat in Zeile {line} ein Anführungszeichen, das nicht geschlossen wird: {text!r}.</translation>
    </message>
    <message>
        <source>Close the quotation mark or remove it.</source>
        <extracomment>trajganr_core/data/csv_blocks.py</extracomment>
        <translation>Das Anführungszeichen schließen oder entfernen.</translation>
    </message>
    <message>
        <source>{path} contains no data.</source>
        <extracomment>trajganr_core/data/files.py</extracomment>
        <translation>{path} enthält keine Daten.</translation>
    </message>
    <message>
        <source>{path} cannot be unpacked: it is damaged, encrypted or uses an unknown compression ({reason}).</source>
        <extracomment>trajganr_core/data/files.py</extracomment>
        <translation>{path} lässt sich nicht entpacken: Die Datei ist beschädigt, verschlüsselt oder auf unbekannte Weise komprimiert ({reason}).</translation>
    </message>
    <message>
        <source>Unpack it with another program, or download it again.</source>
        <extracomment>trajganr_core/data/files.py</extracomment>
        <translation>Es mit einem anderen Programm entpacken oder noch einmal herunterladen.</translation>
    </message>
    <message>
        <source>{path} unpacks to more than {limit:,} MB, from {packed:,.1f} MB. At most {ratio} times the packed size is read, and at most {most:,} GB.</source>
        <extracomment>trajganr_core/data/files.py</extracomment>
        <translation>{path} ist entpackt größer als {limit:,} MB, aus {packed:,.1f} MB. Gelesen wird höchstens das {ratio}-Fache der gepackten Größe und höchstens {most:,} GB.</translation>
    </message>
    <message>
        <source>If you trust the source of the file, unpack it with another program and use its content.</source>
        <extracomment>trajganr_core/data/files.py</extracomment>
        <translation>Kommt die Datei aus einer vertrauenswürdigen Quelle, sie mit einem anderen Programm entpacken und den Inhalt verwenden.</translation>
    </message>
    <message>
        <source>{path} contains {entries:,} files; at most {most:,} in a ZIP are read.</source>
        <extracomment>trajganr_core/data/files.py</extracomment>
        <translation>{path} enthält {entries:,} Dateien; aus einem ZIP werden höchstens {most:,} gelesen.</translation>
    </message>
    <message>
        <source>Unpack it with another program and use the folder, or split the ZIP.</source>
        <extracomment>trajganr_core/data/files.py</extracomment>
        <translation>Es mit einem anderen Programm entpacken und den Ordner verwenden, oder das ZIP teilen.</translation>
    </message>
    <message>
        <source>No road of the bundle {name!r} has a label.</source>
        <extracomment>trajganr_core/data/labels/layer.py</extracomment>
        <translation>Keine Straße des Datenpakets {name!r} hat ein Label.</translation>
    </message>
    <message>
        <source>Prepare it with a share of label drivers above zero, and at least two drivers.</source>
        <extracomment>trajganr_core/data/labels/layer.py</extracomment>
        <translation>Es mit einem Anteil von Label-Fahrern über null und mindestens zwei Fahrern aufbereiten.</translation>
    </message>
    <message>
        <source>{path} has no line in the study area {bbox}.</source>
        <extracomment>trajganr_core/data/labels/own.py</extracomment>
        <translation>{path} hat keine Linie im Untersuchungsgebiet {bbox}.</translation>
    </message>
    <message>
        <source>Check the study area and the layer's CRS.</source>
        <extracomment>trajganr_core/data/labels/own.py</extracomment>
        <translation>Das Untersuchungsgebiet und das KBS des Layers prüfen.</translation>
    </message>
    <message>
        <source>No line of {path} with a label of {task} runs along a road within {tolerance:g} m.</source>
        <extracomment>trajganr_core/data/labels/own.py</extracomment>
        <translation>Keine Linie von {path} mit einem Label von {task} verläuft im Abstand von {tolerance:g} m entlang einer Straße.</translation>
    </message>
    <message>
        <source>Check that the layer covers the study area and has the right CRS, or increase the tolerance.</source>
        <extracomment>trajganr_core/data/labels/own.py</extracomment>
        <translation>Prüfen, dass der Layer das Untersuchungsgebiet abdeckt und sein KBS stimmt, oder die Toleranz erhöhen.</translation>
    </message>
    <message>
        <source>The field {field} of {path} is empty in all {lines} lines of the study area.</source>
        <extracomment>trajganr_core/data/labels/own.py</extracomment>
        <translation>Das Feld {field} von {path} ist in allen {lines} Linien des Untersuchungsgebiets leer.</translation>
    </message>
    <message>
        <source>Choose the field that contains the labels.</source>
        <extracomment>trajganr_core/data/labels/own.py</extracomment>
        <translation>Das Feld wählen, das die Labels enthält.</translation>
    </message>
    <message>
        <source>The field {field} of {path} is {fault} in {count} lines, first {value!r}.</source>
        <extracomment>trajganr_core/data/labels/own.py</extracomment>
        <translation>Das Feld {field} von {path} ist in {count} Linien {fault}, zuerst {value!r}.</translation>
    </message>
    <message>
        <source>Choose a field of numbers that are not negative, or correct these lines.</source>
        <extracomment>trajganr_core/data/labels/own.py</extracomment>
        <translation>Ein Feld mit Zahlen wählen, die nicht negativ sind, oder diese Linien berichtigen.</translation>
    </message>
    <message>
        <source>Several fields are given for the labels of {task}.</source>
        <extracomment>trajganr_core/data/labels/own.py</extracomment>
        <translation>Für die Labels von {task} sind mehrere Felder angegeben.</translation>
    </message>
    <message>
        <source>Choose one field for each task.</source>
        <extracomment>trajganr_core/data/labels/own.py</extracomment>
        <translation>Für jede Aufgabe ein Feld wählen.</translation>
    </message>
    <message>
        <source>{lines_without_label:,} lines have no value in the field and were dropped.</source>
        <extracomment>trajganr_core/data/labels/own.py</extracomment>
        <translation>{lines_without_label:,} Linien haben keinen Wert in dem Feld und wurden verworfen.</translation>
    </message>
    <message>
        <source>{lines_unusable:,} features have no usable geometry and were dropped.</source>
        <extracomment>trajganr_core/data/labels/own.py</extracomment>
        <translation>{lines_unusable:,} Objekte haben keine brauchbare Geometrie und wurden verworfen.</translation>
    </message>
    <message>
        <source>{n:,} lines do not run along a road and were dropped.</source>
        <extracomment>trajganr_core/data/labels/own.py</extracomment>
        <translation>{n:,} Linien verlaufen nicht entlang einer Straße und wurden verworfen.</translation>
    </message>
    <message>
        <source>{edges_short:,} roads have lines along less than half of their length and get no label.</source>
        <extracomment>trajganr_core/data/labels/own.py</extracomment>
        <translation>{edges_short:,} Straßen haben Linien auf weniger als der Hälfte ihrer Länge und bekommen kein Label.</translation>
    </message>
    <message>
        <source>{edges_in_conflict:,} roads have coincident lines with different labels; one of them was used.</source>
        <extracomment>trajganr_core/data/labels/own.py</extracomment>
        <translation>{edges_in_conflict:,} Straßen haben zusammenfallende Linien mit verschiedenen Labels; eines davon wurde verwendet.</translation>
    </message>
    <message>
        <source>labels of {lines_joined:,} of {lines:,} lines were joined to {edges_labelled:,} directed roads; {edges_without:,} roads have no line.</source>
        <extracomment>trajganr_core/data/labels/own.py</extracomment>
        <translation>Labels von {lines_joined:,} der {lines:,} Linien mit {edges_labelled:,} gerichteten Straßen verbunden; {edges_without:,} Straßen haben keine Linie.</translation>
    </message>
    <message>
        <source>{path} has no layer of {expected}; it has {layers}.</source>
        <extracomment>trajganr_core/data/layers.py</extracomment>
        <translation>{path} hat keinen Layer von {expected}; es hat {layers}.</translation>
    </message>
    <message>
        <source>Choose a layer of that geometry.</source>
        <extracomment>trajganr_core/data/layers.py</extracomment>
        <translation>Einen Layer mit dieser Geometrie wählen.</translation>
    </message>
    <message>
        <source>Layer {layer} of {path} has no coordinate reference system.</source>
        <extracomment>trajganr_core/data/layers.py</extracomment>
        <translation>Der Layer {layer} von {path} hat kein Koordinatenbezugssystem.</translation>
    </message>
    <message>
        <source>Set the layer's CRS (Layer &gt; Set CRS of Layer) and save it again.</source>
        <extracomment>trajganr_core/data/layers.py</extracomment>
        <translation>Das KBS des Layers setzen (Layer &gt; KBS von Layer(n) setzen) und ihn noch einmal speichern.</translation>
    </message>
    <message>
        <source>{path} cannot be read as a vector layer: it is damaged or of an unknown format{reason}.</source>
        <extracomment>trajganr_core/data/layers.py</extracomment>
        <translation>{path} kann nicht als Vektorlayer gelesen werden: Die Datei ist beschädigt oder hat ein unbekanntes Format{reason}.</translation>
    </message>
    <message>
        <source>Open it in QGIS, save the layer as GeoPackage, and use that file.</source>
        <extracomment>trajganr_core/data/layers.py</extracomment>
        <translation>Die Datei in QGIS öffnen, den Layer als GeoPackage speichern und dieses verwenden.</translation>
    </message>
    <message>
        <source>without a geometry that can be read</source>
        <extracomment>trajganr_core/data/layers.py</extracomment>
        <translation>ohne lesbare Geometrie</translation>
    </message>
    <message>
        <source>with a coordinate that is not a finite number</source>
        <extracomment>trajganr_core/data/layers.py</extracomment>
        <translation>mit einer Koordinate, die keine endliche Zahl ist</translation>
    </message>
    <message>
        <source>of another type of geometry</source>
        <extracomment>trajganr_core/data/layers.py</extracomment>
        <translation>mit anderer Art von Geometrie</translation>
    </message>
    <message>
        <source>of no length</source>
        <extracomment>trajganr_core/data/layers.py</extracomment>
        <translation>ohne Länge</translation>
    </message>
    <message>
        <source>with coordinates that are not on Earth</source>
        <extracomment>trajganr_core/data/layers.py</extracomment>
        <translation>mit Koordinaten, die nicht auf der Erde liegen</translation>
    </message>
    <message>
        <source>There is no time zone {name!r} on this machine.</source>
        <extracomment>trajganr_core/data/local_time.py</extracomment>
        <translation>Auf diesem Rechner gibt es keine Zeitzone {name!r}.</translation>
    </message>
    <message>
        <source>Update the worker's package tzdata, or prepare the study area again with a time zone such as Europe/Lisbon.</source>
        <extracomment>trajganr_core/data/local_time.py</extracomment>
        <translation>Das Paket tzdata des Workers aktualisieren oder das Untersuchungsgebiet noch einmal mit einer Zeitzone wie Europe/Lisbon aufbereiten.</translation>
    </message>
    <message>
        <source>Local times are those of {name}, also where the clocks are those of {others}. To use another zone, set the time zone of the study area.</source>
        <extracomment>trajganr_core/data/local_time.py</extracomment>
        <translation>Ortszeiten sind die von {name}, auch wo andere Uhren gelten: {others}. Für eine andere Zone die Zeitzone des Untersuchungsgebiets setzen.</translation>
    </message>
    <message>
        <source>Local times are those of {name}.</source>
        <extracomment>trajganr_core/data/local_time.py</extracomment>
        <translation>Ortszeiten sind die von {name}.</translation>
    </message>
    <message>
        <source>{name} ({share:.0%} of the roads)</source>
        <extracomment>trajganr_core/data/local_time.py</extracomment>
        <translation>{name} ({share:.0%} der Straßen)</translation>
    </message>
    <message>
        <source>{count} of {fixes} fixes have coordinates or times that are no numbers.</source>
        <extracomment>trajganr_core/data/matching/matcher.py</extracomment>
        <translation>{count} von {fixes} Messpunkten haben Koordinaten oder Zeiten, die keine Zahlen sind.</translation>
    </message>
    <message>
        <source>Clean the trips before they are matched.</source>
        <extracomment>trajganr_core/data/matching/matcher.py</extracomment>
        <translation>Die Fahrten bereinigen, bevor sie zugeordnet werden.</translation>
    </message>
    <message>
        <source>There is no road to match trips to.</source>
        <extracomment>trajganr_core/data/matching/matcher.py</extracomment>
        <translation>Es gibt keine Straße, der Fahrten zugeordnet werden könnten.</translation>
    </message>
    <message>
        <source>Choose a study area and a layer with drivable roads.</source>
        <extracomment>trajganr_core/data/matching/matcher.py</extracomment>
        <translation>Ein Untersuchungsgebiet und einen Layer mit befahrbaren Straßen wählen.</translation>
    </message>
    <message>
        <source>{count} of {places} places have coordinates that are no numbers.</source>
        <extracomment>trajganr_core/data/matching/pairs.py</extracomment>
        <translation>{count} von {places} Orten haben Koordinaten, die keine Zahlen sind.</translation>
    </message>
    <message>
        <source>Leave them out, or correct their longitude and latitude.</source>
        <extracomment>trajganr_core/data/matching/pairs.py</extracomment>
        <translation>Sie weglassen oder ihre Länge und Breite berichtigen.</translation>
    </message>
    <message>
        <source>Looking for trips near the places</source>
        <extracomment>trajganr_core/data/matching/pairs.py</extracomment>
        <translation>Fahrten nahe den Orten suchen</translation>
    </message>
    <message>
        <source>None of {trips} trips matches the roads.</source>
        <extracomment>trajganr_core/data/matching/report.py</extracomment>
        <translation>Keine von {trips} Fahrten passt zu den Straßen.</translation>
    </message>
    <message>
        <source>Check that trips and roads are of the same place, and that the roads are drivable.</source>
        <extracomment>trajganr_core/data/matching/report.py</extracomment>
        <translation>Prüfen, dass Fahrten und Straßen vom selben Ort sind und die Straßen befahrbar.</translation>
    </message>
    <message>
        <source>Matched {fixes_matched:,} of {fixes:,} fixes to roads, in {pieces:,} pieces of {trips_matched:,} of {trips:,} trips; the others are dropped.</source>
        <extracomment>trajganr_core/data/matching/report.py</extracomment>
        <translation>{fixes_matched:,} von {fixes:,} Messpunkten Straßen zugeordnet, in {pieces:,} Teilen von {trips_matched:,} der {trips:,} Fahrten; die anderen sind verworfen.</translation>
    </message>
    <message>
        <source>Of {fixes_unmatched:,} unmatched fixes {fixes_far_from_roads:,} are far from every road; the others have no path to a fix before or after.</source>
        <extracomment>trajganr_core/data/matching/report.py</extracomment>
        <translation>Von {fixes_unmatched:,} nicht zugeordneten Messpunkten liegen {fixes_far_from_roads:,} weit von jeder Straße; die anderen haben keinen Weg zu einem Messpunkt davor oder danach.</translation>
    </message>
    <message>
        <source>Skipped {fixes_skipped:,} of the unmatched fixes as outliers: a path passes them by.</source>
        <extracomment>trajganr_core/data/matching/report.py</extracomment>
        <translation>{fixes_skipped:,} der nicht zugeordneten Messpunkte als Ausreißer übersprungen: Ein Weg führt an ihnen vorbei.</translation>
    </message>
    <message>
        <source>The GPS error is {gps_error_m:.0f} m, on average of the trips.</source>
        <extracomment>trajganr_core/data/matching/report.py</extracomment>
        <translation>Der GPS-Fehler ist im Mittel der Fahrten {gps_error_m:.0f} m.</translation>
    </message>
    <message>
        <source>Cut trips at {cuts_too_fast:,} places where every path would be faster than any vehicle, and at {cuts_detour:,} where it would be a detour.</source>
        <extracomment>trajganr_core/data/matching/report.py</extracomment>
        <translation>Fahrten an {cuts_too_fast:,} Stellen getrennt, an denen jeder Weg schneller als jedes Fahrzeug wäre, und an {cuts_detour:,}, an denen er ein Umweg wäre.</translation>
    </message>
    <message>
        <source>{recovered_km:,.1f} km of the paths are recovered: they bridge {gaps:,} gaps of more than {gap_s:.0f} s between fixes. On {uncertain_km:,.1f} km another way is about as fast.</source>
        <extracomment>trajganr_core/data/matching/report.py</extracomment>
        <translation>{recovered_km:,.1f} km der Wege sind erschlossen: Sie überbrücken {gaps:,} Lücken von mehr als {gap_s:.0f} s zwischen Positionen. Auf {uncertain_km:,.1f} km ist ein anderer Weg etwa so schnell.</translation>
    </message>
    <message>
        <source>Matching trips</source>
        <extracomment>trajganr_core/data/matching/road_graph.py</extracomment>
        <translation>Fahrten zuordnen</translation>
    </message>
    <message>
        <source>{address} cannot be opened: {reason}</source>
        <extracomment>trajganr_core/data/object_store.py</extracomment>
        <translation>{address} lässt sich nicht öffnen: {reason}</translation>
    </message>
    <message>
        <source>Install the package of that store, such as s3fs, gcsfs or adlfs, next to trajganr.</source>
        <extracomment>trajganr_core/data/object_store.py</extracomment>
        <translation>Das Paket dieses Speichers, etwa s3fs, gcsfs oder adlfs, neben trajganr installieren.</translation>
    </message>
    <message>
        <source>There is nothing at {address}.</source>
        <extracomment>trajganr_core/data/object_store.py</extracomment>
        <translation>Unter {address} ist nichts.</translation>
    </message>
    <message>
        <source>Check the address.</source>
        <extracomment>trajganr_core/data/object_store.py</extracomment>
        <translation>Die Adresse prüfen.</translation>
    </message>
    <message>
        <source>{address} cannot be fetched: {reason}</source>
        <extracomment>trajganr_core/data/object_store.py</extracomment>
        <translation>{address} lässt sich nicht abrufen: {reason}</translation>
    </message>
    <message>
        <source>Check the network and your credentials for that store, and repeat the command.</source>
        <extracomment>trajganr_core/data/object_store.py</extracomment>
        <translation>Netz und Zugangsdaten für diesen Speicher prüfen und den Befehl wiederholen.</translation>
    </message>
    <message>
        <source>Passes on roads of class {name}: {recovered:.1f} % are recovered between distant fixes, {left_out:.1f} % are left out because other ways are as likely.</source>
        <extracomment>trajganr_core/data/pass_shares.py</extracomment>
        <translation>Durchfahrten auf Straßen der Klasse {name}: {recovered:.1f} % sind zwischen weit entfernten Positionen erschlossen, {left_out:.1f} % sind ausgelassen, weil andere Wege ebenso wahrscheinlich sind.</translation>
    </message>
    <message>
        <source>Passes on all roads: {recovered:.1f} % are recovered between distant fixes, {left_out:.1f} % are left out because other ways are as likely.</source>
        <extracomment>trajganr_core/data/pass_shares.py</extracomment>
        <translation>Durchfahrten auf allen Straßen: {recovered:.1f} % sind zwischen weit entfernten Positionen erschlossen, {left_out:.1f} % sind ausgelassen, weil andere Wege ebenso wahrscheinlich sind.</translation>
    </message>
    <message>
        <source>over less than half of their segment</source>
        <extracomment>trajganr_core/data/passes.py</extracomment>
        <translation>über weniger als die Hälfte des Segments</translation>
    </message>
    <message>
        <source>between distant fixes where other ways are as likely</source>
        <extracomment>trajganr_core/data/passes.py</extracomment>
        <translation>zwischen weit entfernten Positionen, wo andere Wege ebenso wahrscheinlich sind</translation>
    </message>
    <message>
        <source>that took no time</source>
        <extracomment>trajganr_core/data/passes.py</extracomment>
        <translation>ohne Dauer</translation>
    </message>
    <message>
        <source>faster than any vehicle on such a road</source>
        <extracomment>trajganr_core/data/passes.py</extracomment>
        <translation>schneller als jedes Fahrzeug auf einer solchen Straße</translation>
    </message>
    <message>
        <source>of trips on foot (at least {longest_wait_s:g} min, nowhere faster than {running_kmh:g} km/h)</source>
        <extracomment>trajganr_core/data/passes.py</extracomment>
        <translation>von Fahrten zu Fuß (mindestens {longest_wait_s:g} min, nirgends schneller als {running_kmh:g} km/h)</translation>
    </message>
    <message>
        <source>of standing vehicles (slower than {walking_kmh:g} km/h for more than {longest_wait_s:g} min)</source>
        <extracomment>trajganr_core/data/passes.py</extracomment>
        <translation>von stehenden Fahrzeugen (langsamer als {walking_kmh:g} km/h, mehr als {longest_wait_s:g} min lang)</translation>
    </message>
    <message>
        <source>Line {line} of the table of categories {path} is invalid: {reason}.</source>
        <extracomment>trajganr_core/data/places/aoi.py</extracomment>
        <translation>Zeile {line} der Kategorientabelle {path} ist ungültig: {reason}.</translation>
    </message>
    <message>
        <source>Correct it. Columns are key,value,category; categories are {categories} or none.</source>
        <extracomment>trajganr_core/data/places/aoi.py</extracomment>
        <translation>Sie berichtigen. Die Spalten sind key,value,category; Kategorien sind {categories} oder none.</translation>
    </message>
    <message>
        <source>Save the table as CSV in UTF-8 with commas.</source>
        <extracomment>trajganr_core/data/places/aoi.py</extracomment>
        <translation>Die Tabelle als CSV in UTF-8 mit Kommas speichern.</translation>
    </message>
    <message>
        <source>{path} has no place with a category in the study area; dropped: {dropped}.</source>
        <extracomment>trajganr_core/data/places/pois.py</extracomment>
        <translation>{path} hat keinen Ort mit einer Kategorie im Untersuchungsgebiet; ausgelassen: {dropped}.</translation>
    </message>
    <message>
        <source>Check the area and the categories ({categories}, or tags of the table of categories).</source>
        <extracomment>trajganr_core/data/places/pois.py</extracomment>
        <translation>Das Gebiet und die Kategorien prüfen ({categories}, oder Tags der Kategorientabelle).</translation>
    </message>
    <message>
        <source>Places: {description}.</source>
        <extracomment>trajganr_core/data/places/pois.py</extracomment>
        <translation>Orte: {description}.</translation>
    </message>
    <message>
        <source>Places: {places:,} kept ({categories}); left out: {what}.</source>
        <extracomment>trajganr_core/data/places/pois.py</extracomment>
        <translation>Orte: {places:,} bleiben ({categories}); ausgelassen: {what}.</translation>
    </message>
    <message>
        <source>outside the study area</source>
        <extracomment>trajganr_core/data/places/pois.py</extracomment>
        <translation>außerhalb des Untersuchungsgebiets</translation>
    </message>
    <message>
        <source>a table or layer with {fields}</source>
        <extracomment>trajganr_core/data/places/pois.py</extracomment>
        <translation>eine Tabelle oder ein Layer mit {fields}</translation>
    </message>
    <message>
        <source>without coordinates</source>
        <extracomment>trajganr_core/data/places/pois.py</extracomment>
        <translation>ohne Koordinaten</translation>
    </message>
    <message>
        <source>The traffic of {files} is about an hour later than that of {first} on the same days: the clocks of some of these files are probably an hour off. Check their time zones, and prepare them again with the right ones.</source>
        <extracomment>trajganr_core/data/preparation/clocks.py</extracomment>
        <translation>Der Verkehr von {files} ist etwa eine Stunde später als der von {first} an denselben Tagen: Die Uhren einiger dieser Dateien gehen vermutlich um eine Stunde falsch. Ihre Zeitzonen prüfen und sie mit den richtigen neu aufbereiten.</translation>
    </message>
    <message>
        <source>The traffic of {files} is about an hour earlier than that of {first} on the same days: the clocks of some of these files are probably an hour off. Check their time zones, and prepare them again with the right ones.</source>
        <extracomment>trajganr_core/data/preparation/clocks.py</extracomment>
        <translation>Der Verkehr von {files} ist etwa eine Stunde früher als der von {first} an denselben Tagen: Die Uhren einiger dieser Dateien gehen vermutlich um eine Stunde falsch. Ihre Zeitzonen prüfen und sie mit den richtigen neu aufbereiten.</translation>
    </message>
    <message>
        <source>Finding the study area</source>
        <extracomment>trajganr_core/data/preparation/inferred_area.py</extracomment>
        <translation>Untersuchungsgebiet wird bestimmt</translation>
    </message>
    <message>
        <source>The study area was taken from trips and roads: {west:.4f}, {south:.4f}, {east:.4f}, {north:.4f} (west, south, east, north), {across:.1f} × {up:.1f} km.</source>
        <extracomment>trajganr_core/data/preparation/inferred_area.py</extracomment>
        <translation>Das Untersuchungsgebiet ergibt sich aus Fahrten und Straßen: {west:.4f}, {south:.4f}, {east:.4f}, {north:.4f} (Westen, Süden, Osten, Norden), {across:.1f} × {up:.1f} km.</translation>
    </message>
    <message>
        <source>Derived: number of label trips.</source>
        <extracomment>trajganr_core/data/preparation/manifest.py</extracomment>
        <translation>Abgeleitet: Zahl der Label-Fahrten.</translation>
    </message>
    <message>
        <source>Derived: shares of the categories of places within {metres:g} m.</source>
        <extracomment>trajganr_core/data/preparation/manifest.py</extracomment>
        <translation>Abgeleitet: Anteile der Kategorien von Orten im Umkreis von {metres:g} m.</translation>
    </message>
    <message>
        <source>Derived: decelerations of label trips beyond 3 m/s², from measured speed.</source>
        <extracomment>trajganr_core/data/preparation/manifest.py</extracomment>
        <translation>Abgeleitet: Verzögerungen von Label-Fahrten über 3 m/s², aus gemessenen Geschwindigkeiten.</translation>
    </message>
    <message>
        <source>Derived: half the squared speed that label trips lose per metre driven, between fixes more than {least:g} s and at most {most:g} s apart; comparable between roads with similar sampling; it is not hard braking.</source>
        <extracomment>trajganr_core/data/preparation/manifest.py</extracomment>
        <translation>Abgeleitet: halbes Quadrat der Geschwindigkeit, die Label-Fahrten je gefahrenem Meter verlieren, zwischen Messpunkten mit mehr als {least:g} s und höchstens {most:g} s Abstand; vergleichbar zwischen Straßen mit ähnlichen Abständen; es ist kein scharfes Bremsen.</translation>
    </message>
    <message>
        <source>Slow-down intensity needs fixes more than {least:g} s and at most {most:g} s apart; these trips have none. Hard braking has labels instead.</source>
        <extracomment>trajganr_core/data/preparation/manifest.py</extracomment>
        <translation>Die Stärke des Abbremsens braucht Messpunkte mit mehr als {least:g} s und höchstens {most:g} s Abstand; diese Fahrten haben keine. Stattdessen hat scharfes Bremsen Labels.</translation>
    </message>
    <message>
        <source>Slow-down intensity needs fixes more than {least:g} s and at most {most:g} s apart; these trips have none.</source>
        <extracomment>trajganr_core/data/preparation/manifest.py</extracomment>
        <translation>Die Stärke des Abbremsens braucht Messpunkte mit mehr als {least:g} s und höchstens {most:g} s Abstand; diese Fahrten haben keine.</translation>
    </message>
    <message>
        <source>The field {field} in {unit} of {layer}.</source>
        <extracomment>trajganr_core/data/preparation/manifest.py</extracomment>
        <translation>Das Feld {field} in {unit} von {layer}.</translation>
    </message>
    <message>
        <source>The field {field} of {layer}.</source>
        <extracomment>trajganr_core/data/preparation/manifest.py</extracomment>
        <translation>Das Feld {field} von {layer}.</translation>
    </message>
    <message>
        <source>No places (POIs) were given.</source>
        <extracomment>trajganr_core/data/preparation/manifest.py</extracomment>
        <translation>Keine Orte (POI) angegeben.</translation>
    </message>
    <message>
        <source>No road has enough label trips.</source>
        <extracomment>trajganr_core/data/preparation/manifest.py</extracomment>
        <translation>Keine Straße hat genug Label-Fahrten.</translation>
    </message>
    <message>
        <source>Hard braking needs measured speed in fixes at most {seconds:g} s apart; these trips have none. Slow-down intensity has labels instead; it is not hard braking.</source>
        <extracomment>trajganr_core/data/preparation/manifest.py</extracomment>
        <translation>Scharfes Bremsen braucht gemessene Geschwindigkeiten in Messpunkten mit höchstens {seconds:g} s Abstand; diese Fahrten haben keine. Stattdessen hat die Stärke des Abbremsens Labels; sie ist kein scharfes Bremsen.</translation>
    </message>
    <message>
        <source>Hard braking needs measured speed in fixes at most {seconds:g} s apart; these trips have none.</source>
        <extracomment>trajganr_core/data/preparation/manifest.py</extracomment>
        <translation>Scharfes Bremsen braucht gemessene Geschwindigkeiten in Messpunkten mit höchstens {seconds:g} s Abstand; diese Fahrten haben keine.</translation>
    </message>
    <message>
        <source>Times without a time zone were read as times of {zone}, which is not the zone of the study area.</source>
        <extracomment>trajganr_core/data/preparation/manifest.py</extracomment>
        <translation>Zeiten ohne Zeitzone wurden als Zeiten von {zone} gelesen; das ist nicht die Zone des Untersuchungsgebiets.</translation>
    </message>
    <message>
        <source>There are no label trips: the share of label drivers is 0, or there is only one driver.</source>
        <extracomment>trajganr_core/data/preparation/manifest.py</extracomment>
        <translation>Es gibt keine Label-Fahrten: Der Anteil der Label-Fahrer ist 0, oder es gibt nur einen Fahrer.</translation>
    </message>
    <message>
        <source>{files} is given more than once; its trips would be counted more than once.</source>
        <extracomment>trajganr_core/data/preparation/prepare.py</extracomment>
        <translation>{files} ist mehr als einmal angegeben; die Fahrten würden mehr als einmal gezählt.</translation>
    </message>
    <message>
        <source>Give each file of trips once.</source>
        <extracomment>trajganr_core/data/preparation/prepare.py</extracomment>
        <translation>Jede Datei mit Fahrten einmal angeben.</translation>
    </message>
    <message>
        <source>Writing the bundle</source>
        <extracomment>trajganr_core/data/preparation/prepare.py</extracomment>
        <translation>Datenpaket schreiben</translation>
    </message>
    <message>
        <source>{path} has no readable picture within {distance} m of a road in the study area.</source>
        <extracomment>trajganr_core/data/preparation/prepare_stages.py</extracomment>
        <translation>{path} hat kein lesbares Bild im Abstand von {distance} m von einer Straße im Untersuchungsgebiet.</translation>
    </message>
    <message>
        <source>Check the study area and the folder of pictures, or prepare without street views.</source>
        <extracomment>trajganr_core/data/preparation/prepare_stages.py</extracomment>
        <translation>Das Untersuchungsgebiet und den Ordner der Bilder prüfen oder ohne Straßenbilder aufbereiten.</translation>
    </message>
    <message>
        <source>Deriving labels</source>
        <extracomment>trajganr_core/data/preparation/prepare_stages.py</extracomment>
        <translation>Labels ableiten</translation>
    </message>
    <message>
        <source>Counting trips past street views</source>
        <extracomment>trajganr_core/data/preparation/prepare_stages.py</extracomment>
        <translation>Fahrten an Straßenbildern zählen</translation>
    </message>
    <message>
        <source>Copying pictures</source>
        <extracomment>trajganr_core/data/preparation/prepare_stages.py</extracomment>
        <translation>Bilder kopieren</translation>
    </message>
    <message>
        <source>Street views within {distance_m:g} m of a road: {pictures:,}.</source>
        <extracomment>trajganr_core/data/preparation/prepare_stages.py</extracomment>
        <translation>Straßenbilder höchstens {distance_m:g} m von einer Straße: {pictures:,}.</translation>
    </message>
    <message>
        <source>TRAJGANR_CACHE_GB is {value!r}, which is not a size in gigabytes.</source>
        <extracomment>trajganr_core/data/preparation/stages.py</extracomment>
        <translation>TRAJGANR_CACHE_GB ist {value!r}, was keine Größe in Gigabyte ist.</translation>
    </message>
    <message>
        <source>Set it to a number such as 20, or to 0 to cache nothing.</source>
        <extracomment>trajganr_core/data/preparation/stages.py</extracomment>
        <translation>Es auf eine Zahl wie 20 setzen, oder auf 0, um nichts zwischenzuspeichern.</translation>
    </message>
    <message>
        <source>Labelled roads: {roads:,}; figures of held-out roads need {least}.</source>
        <extracomment>trajganr_core/data/preparation/support.py</extracomment>
        <translation>Straßen mit Label: {roads:,}; Zahlen auf zurückgehaltenen Straßen brauchen {least}.</translation>
    </message>
    <message>
        <source>Drivers behind the labels: {drivers}; so few tell how single persons drive.</source>
        <extracomment>trajganr_core/data/preparation/support.py</extracomment>
        <translation>Fahrer hinter den Labels: {drivers}; so wenige sagen, wie einzelne Personen fahren.</translation>
    </message>
    <message>
        <source>All trips are within {hours:.1f} h: other times of the day are not seen.</source>
        <extracomment>trajganr_core/data/preparation/support.py</extracomment>
        <translation>Alle Fahrten liegen innerhalb von {hours:.1f} h: Andere Tageszeiten sind nicht zu sehen.</translation>
    </message>
    <message>
        <source>Places: {places:,}; a map needs {least}.</source>
        <extracomment>trajganr_core/data/preparation/support.py</extracomment>
        <translation>Orte: {places:,}; eine Karte braucht {least}.</translation>
    </message>
    <message>
        <source>No road has enough observations.</source>
        <extracomment>trajganr_core/data/preparation/support.py</extracomment>
        <translation>Keine Straße hat genügend Beobachtungen.</translation>
    </message>
    <message>
        <source>Most roads have equally few trips: labels are in {classes} of {all} classes.</source>
        <extracomment>trajganr_core/data/preparation/support.py</extracomment>
        <translation>Die meisten Straßen haben gleich wenige Fahrten: Labels sind in {classes} von {all} Klassen.</translation>
    </message>
    <message>
        <source>Hard brakings: {events:,}; a map needs {least}.</source>
        <extracomment>trajganr_core/data/preparation/support.py</extracomment>
        <translation>Scharfe Bremsungen: {events:,}; eine Karte braucht {least}.</translation>
    </message>
    <message>
        <source>A fix every {seconds:g} s misses short braking; it needs one every second.</source>
        <extracomment>trajganr_core/data/preparation/support.py</extracomment>
        <translation>Ein Messpunkt alle {seconds:g} s verpasst kurzes Bremsen; nötig ist einer je Sekunde.</translation>
    </message>
    <message>
        <source>{most:,} of {all:,} places are of one category, {category}: a map shows little else.</source>
        <extracomment>trajganr_core/data/preparation/support.py</extracomment>
        <translation>{most:,} von {all:,} Orten sind von einer Kategorie, {category}: Eine Karte zeigt sonst wenig.</translation>
    </message>
    <message>
        <source>fixes</source>
        <extracomment>trajganr_core/data/preparation/trip_stage.py</extracomment>
        <translation>Messpunkte</translation>
    </message>
    <message>
        <source>{path} contains trips in several formats: {formats}.</source>
        <extracomment>trajganr_core/data/readers/__init__.py</extracomment>
        <translation>{path} enthält Fahrten in mehreren Formaten: {formats}.</translation>
    </message>
    <message>
        <source>Load each format separately.</source>
        <extracomment>trajganr_core/data/readers/__init__.py</extracomment>
        <translation>Jedes Format getrennt laden.</translation>
    </message>
    <message>
        <source>{path} has no layers.</source>
        <extracomment>trajganr_core/data/readers/__init__.py</extracomment>
        <translation>{path} hat keine Layer.</translation>
    </message>
    <message>
        <source>Choose a layer of points with times, or of measured lines.</source>
        <extracomment>trajganr_core/data/readers/__init__.py</extracomment>
        <translation>Einen Layer mit Punkten mit Zeiten oder mit Linien mit M-Werten wählen.</translation>
    </message>
    <message>
        <source>{where} contains neither points nor lines.</source>
        <extracomment>trajganr_core/data/readers/__init__.py</extracomment>
        <translation>{where} enthält weder Punkte noch Linien.</translation>
    </message>
    <message>
        <source>layer {name} (not {others})</source>
        <extracomment>trajganr_core/data/readers/__init__.py</extracomment>
        <translation>Layer {name} (nicht {others})</translation>
    </message>
    <message>
        <source>layer {name}</source>
        <extracomment>trajganr_core/data/readers/__init__.py</extracomment>
        <translation>Layer {name}</translation>
    </message>
    <message>
        <source>{path} cannot be read as a record of Cabspotting: a row is invalid ({reason}).</source>
        <extracomment>trajganr_core/data/readers/cabspotting.py</extracomment>
        <translation>{path} lässt sich nicht als Aufzeichnung von Cabspotting lesen: Eine Zeile ist ungültig ({reason}).</translation>
    </message>
    <message>
        <source>Write rows of latitude, longitude, 0 or 1, and Unix seconds.</source>
        <extracomment>trajganr_core/data/readers/cabspotting.py</extracomment>
        <translation>Zeilen mit Breite, Länge, 0 oder 1 und Unix-Sekunden schreiben.</translation>
    </message>
    <message>
        <source>rows whose time or position cannot be read</source>
        <extracomment>trajganr_core/data/readers/cabspotting.py</extracomment>
        <translation>Zeilen, deren Zeit oder Ort nicht lesbar ist</translation>
    </message>
    <message>
        <source>Cabspotting's records (latitude, longitude, occupied, Unix seconds; EPSG:4326), one file per cab, driver from the file name, {how}</source>
        <extracomment>trajganr_core/data/readers/cabspotting.py</extracomment>
        <translation>Aufzeichnungen von Cabspotting (Breite, Länge, besetzt, Unix-Sekunden; EPSG:4326), eine Datei je Taxi, Fahrer aus dem Dateinamen, {how}</translation>
    </message>
    <message>
        <source>rows with too few or too many values</source>
        <extracomment>trajganr_core/data/readers/cabspotting.py</extracomment>
        <translation>Zeilen mit zu wenigen oder zu vielen Werten</translation>
    </message>
    <message>
        <source>trips with MISSING_DATA</source>
        <extracomment>trajganr_core/data/readers/challenge.py</extracomment>
        <translation>Fahrten mit MISSING_DATA</translation>
    </message>
    <message>
        <source>trips whose TIMESTAMP is not a Unix time</source>
        <extracomment>trajganr_core/data/readers/challenge.py</extracomment>
        <translation>Fahrten, deren TIMESTAMP keine Unix-Zeit ist</translation>
    </message>
    <message>
        <source>rows whose POLYLINE is not a list of [lon, lat] pairs</source>
        <extracomment>trajganr_core/data/readers/challenge.py</extracomment>
        <translation>Zeilen, deren POLYLINE keine Liste von Paaren [lon, lat] ist</translation>
    </message>
    <message>
        <source>CSV of the ECML/PKDD 2015 taxi challenge: one trip per row, driver in TAXI_ID, a fix every 15 s in POLYLINE (EPSG:4326), the first at TIMESTAMP (Unix seconds)</source>
        <extracomment>trajganr_core/data/readers/challenge.py</extracomment>
        <translation>CSV der Taxi-Aufgabe von ECML/PKDD 2015: eine Fahrt je Zeile, Fahrer in TAXI_ID, ein Messpunkt alle 15 s in POLYLINE (EPSG:4326), der erste zur Zeit TIMESTAMP (Unix-Sekunden)</translation>
    </message>
    <message>
        <source>{where} has no column with a usual name of {role} ({usual}); it has {names}.</source>
        <extracomment>trajganr_core/data/readers/columns.py</extracomment>
        <translation>{where} hat keine Spalte mit einem üblichen Namen für {role} ({usual}); es hat {names}.</translation>
    </message>
    <message>
        <source>Choose the column of {role}, or rename it.</source>
        <extracomment>trajganr_core/data/readers/columns.py</extracomment>
        <translation>Die Spalte für {role} wählen oder sie umbenennen.</translation>
    </message>
    <message>
        <source>{where}: the unit of the speed in column {column} is unknown.</source>
        <extracomment>trajganr_core/data/readers/columns.py</extracomment>
        <translation>{where}: Die Einheit der Geschwindigkeit in Spalte {column} ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Set the unit (--speed-unit; in QGIS Advanced Parameters, unit of the measured speed) to one of {units}, or rename the column, such as to speed_kmh.</source>
        <extracomment>trajganr_core/data/readers/columns.py</extracomment>
        <translation>Die Einheit (--speed-unit; in QGIS „Einheit der gemessenen Geschwindigkeit“ unter „Fortgeschrittene Parameter“) auf eine von {units} setzen, oder die Spalte umbenennen, etwa in speed_kmh.</translation>
    </message>
    <message>
        <source>{where} has several columns that may be {name}: {candidates}.</source>
        <extracomment>trajganr_core/data/readers/columns.py</extracomment>
        <translation>{where} hat mehrere Spalten, die {name} sein können: {candidates}.</translation>
    </message>
    <message>
        <source>Choose one of them by its exact name, or rename the others.</source>
        <extracomment>trajganr_core/data/readers/columns.py</extracomment>
        <translation>Eine davon mit ihrem genauen Namen wählen oder die anderen umbenennen.</translation>
    </message>
    <message>
        <source>the trip ID</source>
        <extracomment>trajganr_core/data/readers/columns.py</extracomment>
        <translation>die Fahrt-ID</translation>
    </message>
    <message>
        <source>the measured speed</source>
        <extracomment>trajganr_core/data/readers/columns.py</extracomment>
        <translation>die gemessene Geschwindigkeit</translation>
    </message>
    <message>
        <source>the heading</source>
        <extracomment>trajganr_core/data/readers/columns.py</extracomment>
        <translation>die Fahrtrichtung</translation>
    </message>
    <message>
        <source>Warning: {names} may be {role} but is not read. If it is, choose the column with the option {option}.</source>
        <extracomment>trajganr_core/data/readers/columns.py</extracomment>
        <translation>Warnung: {names} ist vielleicht {role}, wird aber nicht gelesen. Wenn es so ist, die Spalte mit der Option {option} wählen.</translation>
    </message>
    <message>
        <source>The coordinate reference system of {where} is unknown.</source>
        <extracomment>trajganr_core/data/readers/crs.py</extracomment>
        <translation>Das Koordinatenbezugssystem von {where} ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Set the option crs, such as to EPSG:4326, or set the CRS in QGIS and save the layer again.</source>
        <extracomment>trajganr_core/data/readers/crs.py</extracomment>
        <translation>Die Option crs setzen, etwa auf EPSG:4326, oder das KBS in QGIS setzen und den Layer neu speichern.</translation>
    </message>
    <message>
        <source>{name!r} is not a geographic or projected coordinate reference system.</source>
        <extracomment>trajganr_core/data/readers/crs.py</extracomment>
        <translation>{name!r} ist weder ein geographisches noch ein projiziertes Koordinatenbezugssystem.</translation>
    </message>
    <message>
        <source>Use a code such as EPSG:4326.</source>
        <extracomment>trajganr_core/data/readers/crs.py</extracomment>
        <translation>Einen Code wie EPSG:4326 verwenden.</translation>
    </message>
    <message>
        <source>{where} has no occupancy column to split its records by.</source>
        <extracomment>trajganr_core/data/readers/fixes.py</extracomment>
        <translation>{where} hat keine Spalte der Belegung, nach der sich die Aufzeichnungen zerlegen lassen.</translation>
    </message>
    <message>
        <source>Cut the records at gaps, or add a column 'occupied' of 0 and 1.</source>
        <extracomment>trajganr_core/data/readers/fixes.py</extracomment>
        <translation>Die Aufzeichnungen an Lücken schneiden oder eine Spalte „occupied“ mit 0 und 1 hinzufügen.</translation>
    </message>
    <message>
        <source>{where}: no position can be read; the first value is {value!r}.</source>
        <extracomment>trajganr_core/data/readers/fixes.py</extracomment>
        <translation>{where}: Es lässt sich keine Position lesen; der erste Wert ist {value!r}.</translation>
    </message>
    <message>
        <source>Write longitude and latitude as numbers, and check which columns contain them.</source>
        <extracomment>trajganr_core/data/readers/fixes.py</extracomment>
        <translation>Länge und Breite als Zahlen schreiben und prüfen, welche Spalten sie enthalten.</translation>
    </message>
    <message>
        <source>{where}: no speed can be read in column {column}; the first value is {value!r}.</source>
        <extracomment>trajganr_core/data/readers/fixes.py</extracomment>
        <translation>{where}: In Spalte {column} lässt sich keine Geschwindigkeit lesen; der erste Wert ist {value!r}.</translation>
    </message>
    <message>
        <source>Choose a column of numbers, or none.</source>
        <extracomment>trajganr_core/data/readers/fixes.py</extracomment>
        <translation>Eine Spalte mit Zahlen wählen, oder keine.</translation>
    </message>
    <message>
        <source>{kind} with one fix per row: {columns}</source>
        <extracomment>trajganr_core/data/readers/fixes.py</extracomment>
        <translation>{kind} mit einem Messpunkt je Zeile: {columns}</translation>
    </message>
    <message>
        <source>time in {field} ({kind})</source>
        <extracomment>trajganr_core/data/readers/fixes.py</extracomment>
        <translation>Zeit in {field} ({kind})</translation>
    </message>
    <message>
        <source>position in {x} and {y} ({crs})</source>
        <extracomment>trajganr_core/data/readers/fixes.py</extracomment>
        <translation>Ort in {x} und {y} ({crs})</translation>
    </message>
    <message>
        <source>position in the geometry ({crs})</source>
        <extracomment>trajganr_core/data/readers/fixes.py</extracomment>
        <translation>Ort in der Geometrie ({crs})</translation>
    </message>
    <message>
        <source>rows without trip or vehicle</source>
        <extracomment>trajganr_core/data/readers/fixes.py</extracomment>
        <translation>Zeilen ohne Fahrt oder Fahrzeug</translation>
    </message>
    <message>
        <source>rows whose position cannot be read</source>
        <extracomment>trajganr_core/data/readers/fixes.py</extracomment>
        <translation>Zeilen, deren Ort nicht lesbar ist</translation>
    </message>
    <message>
        <source>speeds that cannot be read</source>
        <extracomment>trajganr_core/data/readers/fixes.py</extracomment>
        <translation>Geschwindigkeiten, die nicht lesbar sind</translation>
    </message>
    <message>
        <source>trip in {field}</source>
        <extracomment>trajganr_core/data/readers/fixes.py</extracomment>
        <translation>Fahrt in {field}</translation>
    </message>
    <message>
        <source>driver in {field}</source>
        <extracomment>trajganr_core/data/readers/fixes.py</extracomment>
        <translation>Fahrer in {field}</translation>
    </message>
    <message>
        <source>vehicle in {field}</source>
        <extracomment>trajganr_core/data/readers/fixes.py</extracomment>
        <translation>Fahrzeug in {field}</translation>
    </message>
    <message>
        <source>speed in {field} ({unit})</source>
        <extracomment>trajganr_core/data/readers/fixes.py</extracomment>
        <translation>Geschwindigkeit in {field} ({unit})</translation>
    </message>
    <message>
        <source>heading in {field}</source>
        <extracomment>trajganr_core/data/readers/fixes.py</extracomment>
        <translation>Fahrtrichtung in {field}</translation>
    </message>
    <message>
        <source>{where} has no tracks.</source>
        <extracomment>trajganr_core/data/readers/gpx.py</extracomment>
        <translation>{where} hat keine Tracks.</translation>
    </message>
    <message>
        <source>Choose a file of recorded tracks; routes and waypoints have no times.</source>
        <extracomment>trajganr_core/data/readers/gpx.py</extracomment>
        <translation>Eine Datei mit aufgezeichneten Tracks wählen; Routen und Wegpunkte haben keine Zeiten.</translation>
    </message>
    <message>
        <source>track points without a readable time</source>
        <extracomment>trajganr_core/data/readers/gpx.py</extracomment>
        <translation>Trackpunkte ohne lesbare Zeit</translation>
    </message>
    <message>
        <source>GPX with one trip per segment of a track (EPSG:4326)</source>
        <extracomment>trajganr_core/data/readers/gpx.py</extracomment>
        <translation>GPX mit einer Fahrt je Segment eines Tracks (EPSG:4326)</translation>
    </message>
    <message>
        <source>{where}: trip or vehicle {trip!r} has more than {most:,} fixes, the limit.</source>
        <extracomment>trajganr_core/data/readers/limits.py</extracomment>
        <translation>{where}: Die Fahrt oder das Fahrzeug {trip!r} hat mehr als {most:,} Messpunkte; mehr sind nicht zulässig.</translation>
    </message>
    <message>
        <source>Choose the field of the trip ID, or split long records by day.</source>
        <extracomment>trajganr_core/data/readers/limits.py</extracomment>
        <translation>Das Feld der Fahrtkennung wählen oder lange Aufzeichnungen nach Tagen teilen.</translation>
    </message>
    <message>
        <source>{where} has more than {most:,} fixes, which would take more than half of this machine's memory. A table is read whole, because rows of its trips may be mixed.</source>
        <extracomment>trajganr_core/data/readers/limits.py</extracomment>
        <translation>{where} hat mehr als {most:,} Messpunkte, die mehr als die Hälfte des Arbeitsspeichers dieses Rechners brauchen würden. Eine Tabelle wird ganz gelesen, weil die Zeilen ihrer Fahrten gemischt sein können.</translation>
    </message>
    <message>
        <source>Split the table into several files in a folder, with whole trips in each.</source>
        <extracomment>trajganr_core/data/readers/limits.py</extracomment>
        <translation>Die Tabelle auf mehrere Dateien in einem Ordner aufteilen, mit ganzen Fahrten in jeder.</translation>
    </message>
    <message>
        <source>{where}: the positions of a moving point cannot be read: {reason}.</source>
        <extracomment>trajganr_core/data/readers/moving_features.py</extracomment>
        <translation>{where}: Die Positionen eines bewegten Punkts lassen sich nicht lesen: {reason}.</translation>
    </message>
    <message>
        <source>Write coordinates as [[lon, lat], …], one pair for each of the datetimes.</source>
        <extracomment>trajganr_core/data/readers/moving_features.py</extracomment>
        <translation>Koordinaten als [[lon, lat], …] schreiben, je ein Paar für jede der datetimes.</translation>
    </message>
    <message>
        <source>{path} has no moving points.</source>
        <extracomment>trajganr_core/data/readers/moving_features.py</extracomment>
        <translation>{path} hat keine bewegten Punkte.</translation>
    </message>
    <message>
        <source>Give features with a temporalGeometry, or a LineString with properties.datetimes.</source>
        <extracomment>trajganr_core/data/readers/moving_features.py</extracomment>
        <translation>Objekte mit einer temporalGeometry oder einem LineString mit properties.datetimes angeben.</translation>
    </message>
    <message>
        <source>{where}: a moving point has no datetimes.</source>
        <extracomment>trajganr_core/data/readers/moving_features.py</extracomment>
        <translation>{where}: Ein bewegter Punkt hat keine datetimes.</translation>
    </message>
    <message>
        <source>Add a list of times, one for each position.</source>
        <extracomment>trajganr_core/data/readers/moving_features.py</extracomment>
        <translation>Eine Liste von Zeiten hinzufügen, je eine für jede Position.</translation>
    </message>
    <message>
        <source>{path} has a feature with more than {most:,} million characters, the limit.</source>
        <extracomment>trajganr_core/data/readers/moving_features.py</extracomment>
        <translation>{path} hat ein Objekt mit mehr als {most:,} Millionen Zeichen; mehr sind nicht zulässig.</translation>
    </message>
    <message>
        <source>Split long trips, and write the file again as a collection of features.</source>
        <extracomment>trajganr_core/data/readers/moving_features.py</extracomment>
        <translation>Lange Fahrten teilen und die Datei noch einmal als Sammlung von Objekten (FeatureCollection) schreiben.</translation>
    </message>
    <message>
        <source>{path} is not valid JSON of features: {reason}</source>
        <extracomment>trajganr_core/data/readers/moving_features.py</extracomment>
        <translation>{path} ist kein gültiges JSON mit Objekten: {reason}</translation>
    </message>
    <message>
        <source>Export the file again.</source>
        <extracomment>trajganr_core/data/readers/moving_features.py</extracomment>
        <translation>Die Datei noch einmal exportieren.</translation>
    </message>
    <message>
        <source>{path} has its coordinate reference system after its features.</source>
        <extracomment>trajganr_core/data/readers/moving_features.py</extracomment>
        <translation>{path} nennt sein Koordinatenbezugssystem erst nach seinen Objekten.</translation>
    </message>
    <message>
        <source>Move the member 'crs' before 'features'.</source>
        <extracomment>trajganr_core/data/readers/moving_features.py</extracomment>
        <translation>Den Eintrag „crs“ vor „features“ setzen.</translation>
    </message>
    <message>
        <source>features that do not follow Moving Features JSON</source>
        <extracomment>trajganr_core/data/readers/moving_features.py</extracomment>
        <translation>Objekte, die nicht Moving Features JSON entsprechen</translation>
    </message>
    <message>
        <source>MovingFeatures JSON with one trip per moving point, time in datetimes ({kind})</source>
        <extracomment>trajganr_core/data/readers/moving_features.py</extracomment>
        <translation>MovingFeatures JSON mit einer Fahrt je bewegtem Punkt, Zeit in datetimes ({kind})</translation>
    </message>
    <message>
        <source>features that are not moving points</source>
        <extracomment>trajganr_core/data/readers/moving_features.py</extracomment>
        <translation>Objekte, die keine bewegten Punkte sind</translation>
    </message>
    <message>
        <source>speeds that are no numbers</source>
        <extracomment>trajganr_core/data/readers/moving_features.py</extracomment>
        <translation>Geschwindigkeiten, die keine Zahlen sind</translation>
    </message>
    <message>
        <source>speeds of features with an unknown unit or wrong number</source>
        <extracomment>trajganr_core/data/readers/moving_features.py</extracomment>
        <translation>Geschwindigkeiten von Objekten mit unbekannter Einheit oder falscher Anzahl</translation>
    </message>
    <message>
        <source>headings of features with an unknown unit or wrong number</source>
        <extracomment>trajganr_core/data/readers/moving_features.py</extracomment>
        <translation>Fahrtrichtungen von Objekten mit unbekannter Einheit oder falscher Anzahl</translation>
    </message>
    <message>
        <source>a trip ends at a gap of more than {seconds:g} s</source>
        <extracomment>trajganr_core/data/readers/records.py</extracomment>
        <translation>eine Fahrt endet an einer Lücke von mehr als {seconds:g} s</translation>
    </message>
    <message>
        <source>a trip is a ride with a passenger</source>
        <extracomment>trajganr_core/data/readers/records.py</extracomment>
        <translation>eine Fahrt ist eine mit Fahrgast</translation>
    </message>
    <message>
        <source>a trip ends at a gap of more than {seconds:g} s, or of more than three of the usual intervals of a vehicle that reports seldom</source>
        <extracomment>trajganr_core/data/readers/records.py</extracomment>
        <translation>eine Fahrt endet an einer Lücke von mehr als {seconds:g} s, oder von mehr als drei der üblichen Abstände eines Fahrzeugs, das selten meldet</translation>
    </message>
    <message>
        <source>fixes without a passenger</source>
        <extracomment>trajganr_core/data/readers/records.py</extracomment>
        <translation>Messpunkte ohne Fahrgast</translation>
    </message>
    <message>
        <source>{path} is in no supported format of trips{reason}.</source>
        <extracomment>trajganr_core/data/readers/rows.py</extracomment>
        <translation>{path} hat kein unterstütztes Format für Fahrten{reason}.</translation>
    </message>
    <message>
        <source>Use CSV, GPX, Cabspotting's text, MovingFeatures JSON, Parquet, or a layer saved as GeoPackage.</source>
        <extracomment>trajganr_core/data/readers/rows.py</extracomment>
        <translation>CSV, GPX, den Text von Cabspotting, MovingFeatures-JSON, Parquet oder einen als GeoPackage gespeicherten Layer verwenden.</translation>
    </message>
    <message>
        <source>{path} cannot be read as Parquet: it is damaged or in another format ({reason}).</source>
        <extracomment>trajganr_core/data/readers/rows.py</extracomment>
        <translation>{path} lässt sich nicht als Parquet lesen: Die Datei ist beschädigt oder hat ein anderes Format ({reason}).</translation>
    </message>
    <message>
        <source>Write the file again, or save the table as CSV or GeoPackage.</source>
        <extracomment>trajganr_core/data/readers/rows.py</extracomment>
        <translation>Die Datei noch einmal schreiben oder die Tabelle als CSV oder GeoPackage speichern.</translation>
    </message>
    <message>
        <source>The geometries of {path} are stored as {encoding}.</source>
        <extracomment>trajganr_core/data/readers/rows.py</extracomment>
        <translation>Die Geometrien von {path} sind als {encoding} gespeichert.</translation>
    </message>
    <message>
        <source>Save them as Well-Known Binary, the usual form of GeoParquet.</source>
        <extracomment>trajganr_core/data/readers/rows.py</extracomment>
        <translation>Sie als Well-Known Binary speichern, die übliche Form von GeoParquet.</translation>
    </message>
    <message>
        <source>{path}: {rows:,} values of column {column} take {size:,} MB; at most {most:,} MB are read at once.</source>
        <extracomment>trajganr_core/data/readers/rows.py</extracomment>
        <translation>{path}: {rows:,} Werte der Spalte {column} brauchen {size:,} MB; auf einmal werden höchstens {most:,} MB gelesen.</translation>
    </message>
    <message>
        <source>Shorten the values, or write the file with fewer rows.</source>
        <extracomment>trajganr_core/data/readers/rows.py</extracomment>
        <translation>Die Werte kürzen oder die Datei mit weniger Zeilen schreiben.</translation>
    </message>
    <message>
        <source>{path} has no column {missing}, which {first} has.</source>
        <extracomment>trajganr_core/data/readers/rows.py</extracomment>
        <translation>{path} hat keine Spalte {missing}, die {first} hat.</translation>
    </message>
    <message>
        <source>Load files with different columns separately.</source>
        <extracomment>trajganr_core/data/readers/rows.py</extracomment>
        <translation>Dateien mit verschiedenen Spalten getrennt laden.</translation>
    </message>
    <message>
        <source>{path} has no trips with fixes (dropped: {dropped}).</source>
        <extracomment>trajganr_core/data/readers/source.py</extracomment>
        <translation>{path} hat keine Fahrten mit Messpunkten (ausgelassen: {dropped}).</translation>
    </message>
    <message>
        <source>Choose another file, or correct the dropped data.</source>
        <extracomment>trajganr_core/data/readers/source.py</extracomment>
        <translation>Eine andere Datei wählen oder die ausgelassenen Daten berichtigen.</translation>
    </message>
    <message>
        <source>{path} has text that is not UTF-8, or invalid geometries ({reason}).</source>
        <extracomment>trajganr_core/data/readers/source.py</extracomment>
        <translation>{path} hat Text, der nicht UTF-8 ist, oder ungültige Geometrien ({reason}).</translation>
    </message>
    <message>
        <source>Save it again with text in UTF-8 and geometries as Well-Known Binary.</source>
        <extracomment>trajganr_core/data/readers/source.py</extracomment>
        <translation>Es noch einmal mit Text in UTF-8 und Geometrien als Well-Known Binary speichern.</translation>
    </message>
    <message>
        <source>{where}: {bad:,} of {items:,} are {reason}; the first is {first}.</source>
        <extracomment>trajganr_core/data/readers/source.py</extracomment>
        <translation>{where}: {bad:,} von {items:,} sind {reason}; zuerst: {first}.</translation>
    </message>
    <message>
        <source>Correct or remove them. If at most half were bad, they would be dropped and counted.</source>
        <extracomment>trajganr_core/data/readers/source.py</extracomment>
        <translation>Sie berichtigen oder entfernen. Ist höchstens die Hälfte fehlerhaft, wird sie ausgelassen und gezählt.</translation>
    </message>
    <message>
        <source>Left out {n:,} {what}.</source>
        <extracomment>trajganr_core/data/readers/source.py</extracomment>
        <translation>{n:,} {what} ausgelassen.</translation>
    </message>
    <message>
        <source>{names} and {n:,} more</source>
        <extracomment>trajganr_core/data/readers/source.py</extracomment>
        <translation>{names} und {n:,} weitere</translation>
    </message>
    <message>
        <source>{format}; {n:,} files of this format</source>
        <extracomment>trajganr_core/data/readers/source.py</extracomment>
        <translation>{format}; {n:,} Dateien dieses Formats</translation>
    </message>
    <message>
        <source>{format}; without {files}, which contain no trips</source>
        <extracomment>trajganr_core/data/readers/source.py</extracomment>
        <translation>{format}; ohne {files}, worin keine Fahrten sind</translation>
    </message>
    <message>
        <source>{where}: no time can be read; the first value is {value!r}.</source>
        <extracomment>trajganr_core/data/readers/times.py</extracomment>
        <translation>{where}: Es lässt sich keine Zeit lesen; der erste Wert ist {value!r}.</translation>
    </message>
    <message>
        <source>Write times as ISO 8601 (2013-07-01T12:00:00Z), or Unix seconds or milliseconds, and check which field contains them.</source>
        <extracomment>trajganr_core/data/readers/times.py</extracomment>
        <translation>Zeiten nach ISO 8601 (2013-07-01T12:00:00Z) oder als Unix-Sekunden oder -Millisekunden schreiben und prüfen, welches Feld sie enthält.</translation>
    </message>
    <message>
        <source>{where}: times such as {value} are probably the days of a spreadsheet's dates; as Unix seconds they would be on 1 January 1970.</source>
        <extracomment>trajganr_core/data/readers/times.py</extracomment>
        <translation>{where}: Zeiten wie {value} sind vermutlich Datumswerte einer Tabellenkalkulation, gezählt in Tagen; als Unix-Sekunden lägen sie am 1. Januar 1970.</translation>
    </message>
    <message>
        <source>Format the column as text or as yyyy-mm-dd hh:mm:ss before saving the table; if these are Unix seconds, set the unit of times to s (--time-unit s).</source>
        <extracomment>trajganr_core/data/readers/times.py</extracomment>
        <translation>Die Spalte als Text oder als JJJJ-MM-TT hh:mm:ss formatieren, bevor die Tabelle gespeichert wird; sind es Unix-Sekunden, die Einheit der Zeiten auf s setzen (--time-unit s).</translation>
    </message>
    <message>
        <source>{where}: times such as {value!r} have no time zone.</source>
        <extracomment>trajganr_core/data/readers/times.py</extracomment>
        <translation>{where}: Zeiten wie {value!r} haben keine Zeitzone.</translation>
    </message>
    <message>
        <source>Set their time zone, such as Europe/Lisbon or UTC (--time-zone; in QGIS Advanced Parameters, time zone of times without one).</source>
        <extracomment>trajganr_core/data/readers/times.py</extracomment>
        <translation>Ihre Zeitzone setzen, etwa Europe/Lisbon oder UTC (--time-zone; in QGIS „Zeitzone von Zeiten ohne Zeitzone“ unter „Fortgeschrittene Parameter“).</translation>
    </message>
    <message>
        <source>{where}: times as large as {value} are neither Unix seconds nor milliseconds.</source>
        <extracomment>trajganr_core/data/readers/times.py</extracomment>
        <translation>{where}: Zeiten von der Größe von {value} sind weder Unix-Sekunden noch Millisekunden.</translation>
    </message>
    <message>
        <source>Check which field contains the time; divide microseconds by 1000, and write dates as ISO 8601 (2013-07-01T12:00:00Z).</source>
        <extracomment>trajganr_core/data/readers/times.py</extracomment>
        <translation>Prüfen, welches Feld die Zeit enthält; Mikrosekunden durch 1000 teilen und Daten nach ISO 8601 schreiben (2013-07-01T12:00:00Z).</translation>
    </message>
    <message>
        <source>rows whose time cannot be read</source>
        <extracomment>trajganr_core/data/readers/times.py</extracomment>
        <translation>Zeilen, deren Zeit nicht lesbar ist</translation>
    </message>
    <message>
        <source>rows whose time is in the hour that is skipped when daylight saving time begins</source>
        <extracomment>trajganr_core/data/readers/times.py</extracomment>
        <translation>Zeilen, deren Zeit in der Stunde liegt, die zu Beginn der Sommerzeit ausfällt</translation>
    </message>
    <message>
        <source>fixes whose time is in the hour that is skipped when daylight saving time begins</source>
        <extracomment>trajganr_core/data/readers/times.py</extracomment>
        <translation>Messpunkte, deren Zeit in der Stunde liegt, die zu Beginn der Sommerzeit ausfällt</translation>
    </message>
    <message>
        <source>rows whose time is in the hour that is repeated when daylight saving time ends, and is ambiguous</source>
        <extracomment>trajganr_core/data/readers/times.py</extracomment>
        <translation>Zeilen, deren Zeit in der Stunde liegt, die am Ende der Sommerzeit doppelt vorkommt, und mehrdeutig ist</translation>
    </message>
    <message>
        <source>fixes whose time is in the hour that is repeated when daylight saving time ends, and is ambiguous</source>
        <extracomment>trajganr_core/data/readers/times.py</extracomment>
        <translation>Messpunkte, deren Zeit in der Stunde liegt, die am Ende der Sommerzeit doppelt vorkommt, und mehrdeutig ist</translation>
    </message>
    <message>
        <source>Unix milliseconds</source>
        <extracomment>trajganr_core/data/readers/times.py</extracomment>
        <translation>Unix-Millisekunden</translation>
    </message>
    <message>
        <source>Unix seconds</source>
        <extracomment>trajganr_core/data/readers/times.py</extracomment>
        <translation>Unix-Sekunden</translation>
    </message>
    <message>
        <source>{kind} in {zone}</source>
        <extracomment>trajganr_core/data/readers/times.py</extracomment>
        <translation>{kind} in {zone}</translation>
    </message>
    <message>
        <source>date and time</source>
        <extracomment>trajganr_core/data/readers/times.py</extracomment>
        <translation>Datum und Zeit</translation>
    </message>
    <message>
        <source>ISO 8601</source>
        <extracomment>trajganr_core/data/readers/times.py</extracomment>
        <translation>ISO 8601</translation>
    </message>
    <message>
        <source>{where}: none of the first geometries can be read.</source>
        <extracomment>trajganr_core/data/readers/trip_layer.py</extracomment>
        <translation>{where}: Keine der ersten Geometrien lässt sich lesen.</translation>
    </message>
    <message>
        <source>Save the layer again, with geometries as Well-Known Binary.</source>
        <extracomment>trajganr_core/data/readers/trip_layer.py</extracomment>
        <translation>Den Layer noch einmal speichern, mit Geometrien als Well-Known Binary.</translation>
    </message>
    <message>
        <source>The lines of {where} have no M values, so the fixes have no time.</source>
        <extracomment>trajganr_core/data/readers/trip_layer.py</extracomment>
        <translation>Die Linien von {where} haben keine M-Werte, darum haben die Messpunkte keine Zeit.</translation>
    </message>
    <message>
        <source>Load the points of the lines with 'Load trips', or use LineStringM with Unix seconds as M.</source>
        <extracomment>trajganr_core/data/readers/trip_layer.py</extracomment>
        <translation>Die Punkte der Linien mit „Fahrten laden“ laden, oder LineStringM mit Unix-Sekunden als M verwenden.</translation>
    </message>
    <message>
        <source>{kind} of measured lines: {columns}</source>
        <extracomment>trajganr_core/data/readers/trip_layer.py</extracomment>
        <translation>{kind} mit Linien mit M-Werten: {columns}</translation>
    </message>
    <message>
        <source>one trip per line, numbered</source>
        <extracomment>trajganr_core/data/readers/trip_layer.py</extracomment>
        <translation>eine Fahrt je Linie, nummeriert</translation>
    </message>
    <message>
        <source>position in {crs}</source>
        <extracomment>trajganr_core/data/readers/trip_layer.py</extracomment>
        <translation>Ort in {crs}</translation>
    </message>
    <message>
        <source>lists in field {field} without one speed per fix</source>
        <extracomment>trajganr_core/data/readers/trip_layer.py</extracomment>
        <translation>Listen im Feld {field} ohne eine Geschwindigkeit je Messpunkt</translation>
    </message>
    <message>
        <source>lists in field {field} without one heading per fix</source>
        <extracomment>trajganr_core/data/readers/trip_layer.py</extracomment>
        <translation>Listen im Feld {field} ohne eine Fahrtrichtung je Messpunkt</translation>
    </message>
    <message>
        <source>features without a line</source>
        <extracomment>trajganr_core/data/readers/trip_layer.py</extracomment>
        <translation>Objekte ohne eine Linie</translation>
    </message>
    <message>
        <source>headings that are no degrees from 0 to 360</source>
        <extracomment>trajganr_core/data/readers/values.py</extracomment>
        <translation>Fahrtrichtungen, die keine Grade von 0 bis 360 sind</translation>
    </message>
    <message>
        <source>Learning turns and speeds</source>
        <extracomment>trajganr_core/data/recovery/learning.py</extracomment>
        <translation>Abbiegen und Geschwindigkeiten lernen</translation>
    </message>
    <message>
        <source>Recovered the ways of {gaps_recovered:,} of {gaps:,} gaps between distant fixes; on average a way is {likely:.0f} % likely.</source>
        <extracomment>trajganr_core/data/recovery/report.py</extracomment>
        <translation>Die Wege von {gaps_recovered:,} von {gaps:,} Lücken zwischen weit entfernten Messpunkten rekonstruiert; im Mittel ist ein Weg zu {likely:.0f} % wahrscheinlich.</translation>
    </message>
    <message>
        <source>{pieces_kept:,} pieces of trips keep their shortest paths, because no way leads from fix to fix.</source>
        <extracomment>trajganr_core/data/recovery/report.py</extracomment>
        <translation>{pieces_kept:,} Teile von Fahrten behalten ihre kürzesten Wege, weil kein Weg von Messpunkt zu Messpunkt führt.</translation>
    </message>
    <message>
        <source>Driving side: right, assumed because no country here drives on the left.</source>
        <extracomment>trajganr_core/data/roads/driving_side.py</extracomment>
        <translation>Fahrseite: rechts, angenommen, weil hier in keinem Land links gefahren wird.</translation>
    </message>
    <message>
        <source>Driving side: left, as chosen.</source>
        <extracomment>trajganr_core/data/roads/driving_side.py</extracomment>
        <translation>Fahrseite: links, wie gewählt.</translation>
    </message>
    <message>
        <source>Driving side: right, as chosen.</source>
        <extracomment>trajganr_core/data/roads/driving_side.py</extracomment>
        <translation>Fahrseite: rechts, wie gewählt.</translation>
    </message>
    <message>
        <source>Driving side: left, assumed because the study area is in {territory}.</source>
        <extracomment>trajganr_core/data/roads/driving_side.py</extracomment>
        <translation>Fahrseite: links, angenommen, weil das Untersuchungsgebiet hier liegt: {territory}.</translation>
    </message>
    <message>
        <source>{count} of {vertices} vertices of the road network have coordinates that are no numbers.</source>
        <extracomment>trajganr_core/data/roads/network.py</extracomment>
        <translation>{count} von {vertices} Stützpunkten des Straßennetzes haben Koordinaten, die keine Zahlen sind.</translation>
    </message>
    <message>
        <source>Read the roads again from their source.</source>
        <extracomment>trajganr_core/data/roads/network.py</extracomment>
        <translation>Die Straßen noch einmal aus ihrer Quelle lesen.</translation>
    </message>
    <message>
        <source>{path} is not a complete OpenStreetMap extract ({reason}).</source>
        <extracomment>trajganr_core/data/roads/osm.py</extracomment>
        <translation>{path} ist kein vollständiger OpenStreetMap-Auszug ({reason}).</translation>
    </message>
    <message>
        <source>Download or export it again; .osm, .osm.gz, .osm.bz2 and .osm.pbf are read.</source>
        <extracomment>trajganr_core/data/roads/osm.py</extracomment>
        <translation>Ihn noch einmal herunterladen oder exportieren; .osm, .osm.gz, .osm.bz2 und .osm.pbf werden gelesen.</translation>
    </message>
    <message>
        <source>whose tags define no place</source>
        <extracomment>trajganr_core/data/roads/osm.py</extracomment>
        <translation>deren Tags keinen Ort bezeichnen</translation>
    </message>
    <message>
        <source>cut at the border of the extract</source>
        <extracomment>trajganr_core/data/roads/osm.py</extracomment>
        <translation>am Rand des Auszugs abgeschnitten</translation>
    </message>
    <message>
        <source>an OpenStreetMap extract of {time}</source>
        <extracomment>trajganr_core/data/roads/osm.py</extracomment>
        <translation>ein OpenStreetMap-Auszug vom {time}</translation>
    </message>
    <message>
        <source>an OpenStreetMap extract</source>
        <extracomment>trajganr_core/data/roads/osm.py</extracomment>
        <translation>ein OpenStreetMap-Auszug</translation>
    </message>
    <message>
        <source>that are lines, not areas</source>
        <extracomment>trajganr_core/data/roads/osm.py</extracomment>
        <translation>die Linien sind, keine Flächen</translation>
    </message>
    <message>
        <source>{path} has neither roads nor places {where}.</source>
        <extracomment>trajganr_core/data/roads/osm_layers.py</extracomment>
        <translation>{path} hat weder Straßen noch Orte {where}.</translation>
    </message>
    <message>
        <source>Check the study area, or download an extract of it.</source>
        <extracomment>trajganr_core/data/roads/osm_layers.py</extracomment>
        <translation>Das Untersuchungsgebiet prüfen oder einen Auszug davon herunterladen.</translation>
    </message>
    <message>
        <source>Roads: {what}.</source>
        <extracomment>trajganr_core/data/roads/osm_layers.py</extracomment>
        <translation>Straßen: {what}.</translation>
    </message>
    <message>
        <source>Roads: {n:,} ways of {all:,} with a highway tag touch the area; {cut:,} of them are cut at the border of the extract.</source>
        <extracomment>trajganr_core/data/roads/osm_layers.py</extracomment>
        <translation>Straßen: {n:,} von {all:,} Wegen mit einem Tag highway berühren das Gebiet; {cut:,} davon sind am Rand des Auszugs abgeschnitten.</translation>
    </message>
    <message>
        <source>Places: {n:,}; left out: {what}.</source>
        <extracomment>trajganr_core/data/roads/osm_layers.py</extracomment>
        <translation>Orte: {n:,}; ausgelassen: {what}.</translation>
    </message>
    <message>
        <source>The area is too large or too dense for Overpass: {reason}</source>
        <extracomment>trajganr_core/data/roads/overpass.py</extracomment>
        <translation>Das Gebiet ist für Overpass zu groß oder zu dicht: {reason}</translation>
    </message>
    <message>
        <source>Choose a smaller area, or load an OpenStreetMap extract from a file.</source>
        <extracomment>trajganr_core/data/roads/overpass.py</extracomment>
        <translation>Ein kleineres Gebiet wählen oder einen OpenStreetMap-Auszug aus einer Datei laden.</translation>
    </message>
    <message>
        <source>The response of Overpass is not OpenStreetMap data.</source>
        <extracomment>trajganr_core/data/roads/overpass.py</extracomment>
        <translation>Die Antwort von Overpass enthält keine OpenStreetMap-Daten.</translation>
    </message>
    <message>
        <source>Check the address of the interpreter. If the network requires a login, open a web page and log in; then try again.</source>
        <extracomment>trajganr_core/data/roads/overpass.py</extracomment>
        <translation>Die Adresse des Overpass-Servers prüfen. Verlangt das Netz eine Anmeldung, eine Webseite öffnen und sich anmelden; dann erneut versuchen.</translation>
    </message>
    <message>
        <source>A response of Overpass cannot be read: {reason}</source>
        <extracomment>trajganr_core/data/roads/overpass.py</extracomment>
        <translation>Eine Antwort von Overpass lässt sich nicht lesen: {reason}</translation>
    </message>
    <message>
        <source>Try again.</source>
        <extracomment>trajganr_core/data/roads/overpass.py</extracomment>
        <translation>Es erneut versuchen.</translation>
    </message>
    <message>
        <source>Merging OpenStreetMap</source>
        <extracomment>trajganr_core/data/roads/overpass.py</extracomment>
        <translation>OpenStreetMap zusammenführen</translation>
    </message>
    <message>
        <source>Downloading OpenStreetMap</source>
        <extracomment>trajganr_core/data/roads/overpass.py</extracomment>
        <translation>OpenStreetMap herunterladen</translation>
    </message>
    <message>
        <source>boxes</source>
        <extracomment>trajganr_core/data/roads/overpass.py</extracomment>
        <translation>Teilgebiete</translation>
    </message>
    <message>
        <source>OpenStreetMap data of {time} from {server}, in {n:,} boxes, {cached:,} of them from the cache.</source>
        <extracomment>trajganr_core/data/roads/overpass.py</extracomment>
        <translation>OpenStreetMap-Daten vom Stand {time} von {server}, in {n:,} Rechtecken, {cached:,} davon aus dem Cache.</translation>
    </message>
    <message>
        <source>Licence: {licence}, {owner}.</source>
        <extracomment>trajganr_core/data/roads/overpass.py</extracomment>
        <translation>Lizenz: {licence}, {owner}.</translation>
    </message>
    <message>
        <source>an unknown time</source>
        <extracomment>trajganr_core/data/roads/overpass.py</extracomment>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>{path} has {inside} of {lines} lines in the study area {bbox}, none of them a road that is open to a {vehicle}: {not_roads} are of another class ({found}), {no_access} are closed.</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>{path} hat {inside} von {lines} Linien im Untersuchungsgebiet {bbox}, keine davon ist eine Straße, die für das Fahrzeug ({vehicle}) offen ist: {not_roads} sind von anderer Art ({found}), {no_access} sind gesperrt.</translation>
    </message>
    <message>
        <source>Check the study area and the layer's CRS. If the classes are not OpenStreetMap's, choose the class field and the classes that are roads.</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>Das Untersuchungsgebiet und das KBS des Layers prüfen. Wenn die Klassen nicht die von OpenStreetMap sind, das Feld der Klasse und die Klassen wählen, die Straßen sind.</translation>
    </message>
    <message>
        <source>speed limit</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>Höchstgeschwindigkeit</translation>
    </message>
    <message>
        <source>lanes</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>Fahrstreifen</translation>
    </message>
    <message>
        <source>roundabout</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>Kreisverkehr</translation>
    </message>
    <message>
        <source>signals</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>Ampeln</translation>
    </message>
    <message>
        <source>stop signs</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>Stoppschilder</translation>
    </message>
    <message>
        <source>crossings</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>Fußgängerüberwege</translation>
    </message>
    <message>
        <source>Roads: {used:,} of {restrictions:,} turn restrictions forbid {forbidden_turns:,} turns.</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>Straßen: {used:,} von {restrictions:,} Abbiegebeschränkungen verbieten {forbidden_turns:,} Abbiegevorgänge.</translation>
    </message>
    <message>
        <source>Roads: {description}.</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>Straßen: {description}.</translation>
    </message>
    <message>
        <source>Roads: {roads:,} of {total:,} lines are kept; {outside:,} are outside the study area, {not_roads:,} are not roads for a {vehicle}, {no_access:,} are closed to it.</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>Straßen: {roads:,} von {total:,} Linien bleiben; {outside:,} liegen außerhalb des Untersuchungsgebiets, {not_roads:,} sind keine Straßen für dieses Fahrzeug ({vehicle}), {no_access:,} sind dafür gesperrt.</translation>
    </message>
    <message>
        <source>Roads: {edges:,} directed edges between {nodes:,} nodes, {length_km:,.0f} km; {isolated_edges:,} are not connected to the largest part of the network, {trapped_edges:,} cannot be both entered and left.</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>Straßen: {edges:,} gerichtete Kanten zwischen {nodes:,} Knoten, {length_km:,.0f} km; {isolated_edges:,} sind nicht mit dem größten Teil des Netzes verbunden, {trapped_edges:,} lassen sich nicht zugleich erreichen und verlassen.</translation>
    </message>
    <message>
        <source>Roads: attributes are known for these shares of the edges: {shares}.</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>Straßen: Attribute sind für diese Anteile der Kanten bekannt: {shares}.</translation>
    </message>
    <message>
        <source>Roads: classes that are not roads: {classes}.</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>Straßen: Klassen, die keine Straßen sind: {classes}.</translation>
    </message>
    <message>
        <source>Roads: {reversed_lines:,} lines are other lines reversed: each of them is one direction of its road.</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>Straßen: {reversed_lines:,} Linien sind andere Linien in Gegenrichtung: Jede davon ist eine Richtung ihrer Straße.</translation>
    </message>
    <message>
        <source>Roads: {directed_lines:,} other lines of this layer of directions are one-way.</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>Straßen: {directed_lines:,} andere Linien dieses Layers aus Richtungen sind Einbahnstraßen.</translation>
    </message>
    <message>
        <source>Roads: the numbers in {tag} ({numbers}) are codes of unknown meaning and not used.</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>Straßen: Die Zahlen in {tag} ({numbers}) sind Codes unbekannter Bedeutung und werden nicht verwendet.</translation>
    </message>
    <message>
        <source>Roads: left out {what}.</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>Straßen: ausgelassen: {what}.</translation>
    </message>
    <message>
        <source>Roads: {incomplete:,} ways are cut at the border of the extract; their known parts are kept.</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>Straßen: {incomplete:,} Wege sind am Rand des Auszugs abgeschnitten; ihre bekannten Teile bleiben.</translation>
    </message>
    <message>
        <source>Roads: {unknown_oneway:,} have an unknown oneway value and count as two-way.</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>Straßen: {unknown_oneway:,} haben einen unbekannten Wert von oneway und gelten als in beide Richtungen befahrbar.</translation>
    </message>
    <message>
        <source>Roads: {n:,} turn restrictions {why} are not used.</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>Straßen: {n:,} Abbiegebeschränkungen, {why}, werden nicht verwendet.</translation>
    </message>
    <message>
        <source>Roads: {n:,} values of {tag} are unknown or out of range and not used.</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>Straßen: {n:,} Werte von {tag} sind unbekannt oder unmöglich und werden nicht verwendet.</translation>
    </message>
    <message>
        <source>{layer} with the road class in field {field}</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>{layer} mit der Straßenklasse im Feld {field}</translation>
    </message>
    <message>
        <source>{layer} without a field {field}: every line is a road</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>{layer} ohne ein Feld {field}: Jede Linie ist eine Straße</translation>
    </message>
    <message>
        <source>1 feature {why}</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>1 Objekt {why}</translation>
    </message>
    <message>
        <source>{n:,} features {why}</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>{n:,} Objekte {why}</translation>
    </message>
    <message>
        <source>the line layer {layer} (not {others})</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>der Linienlayer {layer} (nicht {others})</translation>
    </message>
    <message>
        <source>a line layer</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>ein Linienlayer</translation>
    </message>
    <message>
        <source>car</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>Pkw</translation>
    </message>
    <message>
        <source>bus</source>
        <extracomment>trajganr_core/data/roads/reading.py</extracomment>
        <translation>Bus</translation>
    </message>
    <message>
        <source>that hold under conditions</source>
        <extracomment>trajganr_core/data/roads/turn_restrictions.py</extracomment>
        <translation>die unter Bedingungen gelten</translation>
    </message>
    <message>
        <source>of an unknown kind</source>
        <extracomment>trajganr_core/data/roads/turn_restrictions.py</extracomment>
        <translation>deren Art unbekannt ist</translation>
    </message>
    <message>
        <source>with a way between their roads</source>
        <extracomment>trajganr_core/data/roads/turn_restrictions.py</extracomment>
        <translation>die einen Weg zwischen ihren Straßen haben</translation>
    </message>
    <message>
        <source>without one node between two roads</source>
        <extracomment>trajganr_core/data/roads/turn_restrictions.py</extracomment>
        <translation>die nicht genau einen Knoten zwischen zwei Straßen haben</translation>
    </message>
    <message>
        <source>whose roads are not split at their node</source>
        <extracomment>trajganr_core/data/roads/turn_restrictions.py</extracomment>
        <translation>deren Straßen nicht an ihrem Knoten geteilt sind</translation>
    </message>
    <message>
        <source>between roads or directions that are left out</source>
        <extracomment>trajganr_core/data/roads/turn_restrictions.py</extracomment>
        <translation>deren Straßen oder Richtungen ausgelassen sind</translation>
    </message>
    <message>
        <source>{host} is an address of the worker's own machine or network, which this download may not reach.</source>
        <extracomment>trajganr_core/data/services/addresses.py</extracomment>
        <translation>{host} ist eine Adresse des Rechners oder des Netzes des Workers selbst, die dieser Download nicht erreichen darf.</translation>
    </message>
    <message>
        <source>Use a public address, or ask the operator of the worker to start it with --allow-private-endpoints.</source>
        <extracomment>trajganr_core/data/services/addresses.py</extracomment>
        <translation>Eine öffentliche Adresse verwenden oder die Verwaltung des Workers bitten, ihn mit --allow-private-endpoints zu starten.</translation>
    </message>
    <message>
        <source>The proxy at {host} is not an HTTP proxy; members of a worker may use no other.</source>
        <extracomment>trajganr_core/data/services/addresses.py</extracomment>
        <translation>Der Proxy unter {host} ist kein HTTP-Proxy; Mitglieder eines Workers dürfen keinen anderen verwenden.</translation>
    </message>
    <message>
        <source>Use an HTTP proxy, or none.</source>
        <extracomment>trajganr_core/data/services/addresses.py</extracomment>
        <translation>Einen HTTP-Proxy verwenden, oder keinen.</translation>
    </message>
    <message>
        <source>The address of the proxy is invalid.</source>
        <extracomment>trajganr_core/data/services/addresses.py</extracomment>
        <translation>Die Adresse des Proxys ist ungültig.</translation>
    </message>
    <message>
        <source>Check the address, such as http://proxy.example.org:8080.</source>
        <extracomment>trajganr_core/data/services/addresses.py</extracomment>
        <translation>Die Adresse prüfen, etwa http://proxy.example.org:8080.</translation>
    </message>
    <message>
        <source>The area {bbox} needs {boxes} requests; at most {most} are made.</source>
        <extracomment>trajganr_core/data/services/boxes.py</extracomment>
        <translation>Das Gebiet {bbox} braucht {boxes} Anfragen; höchstens {most} werden gestellt.</translation>
    </message>
    <message>
        <source>Choose a smaller area, such as one city.</source>
        <extracomment>trajganr_core/data/services/boxes.py</extracomment>
        <translation>Ein kleineres Gebiet wählen, etwa eine Stadt.</translation>
    </message>
    <message>
        <source>The response is larger than the limit of {limit} bytes.</source>
        <extracomment>trajganr_core/data/services/download.py</extracomment>
        <translation>Die Antwort ist größer als die zulässigen {limit} Bytes.</translation>
    </message>
    <message>
        <source>Choose a smaller area.</source>
        <extracomment>trajganr_core/data/services/download.py</extracomment>
        <translation>Ein kleineres Gebiet wählen.</translation>
    </message>
    <message>
        <source>The token contains invalid characters.</source>
        <extracomment>trajganr_core/data/services/download.py</extracomment>
        <translation>Das Token enthält ungültige Zeichen.</translation>
    </message>
    <message>
        <source>Copy the token again, without blanks or line breaks around it.</source>
        <extracomment>trajganr_core/data/services/download.py</extracomment>
        <translation>Das Token noch einmal kopieren, ohne Leerzeichen oder Zeilenumbrüche darum.</translation>
    </message>
    <message>
        <source>The certificate file {path} does not exist.</source>
        <extracomment>trajganr_core/data/services/download.py</extracomment>
        <translation>Die Zertifikatsdatei {path} gibt es nicht.</translation>
    </message>
    <message>
        <source>Correct the path, or omit it to use the default certificates.</source>
        <extracomment>trajganr_core/data/services/download.py</extracomment>
        <translation>Den Pfad berichtigen oder weglassen, um die Standardzertifikate zu verwenden.</translation>
    </message>
    <message>
        <source>The response of the service is not JSON ({kind}).</source>
        <extracomment>trajganr_core/data/services/download.py</extracomment>
        <translation>Die Antwort des Dienstes ist kein JSON ({kind}).</translation>
    </message>
    <message>
        <source>If the network requires a login, open a web page and log in; then try again.</source>
        <extracomment>trajganr_core/data/services/download.py</extracomment>
        <translation>Verlangt das Netz eine Anmeldung, eine Webseite öffnen und sich anmelden; dann erneut versuchen.</translation>
    </message>
    <message>
        <source>The request to {service} ({host}) failed: {reason}.</source>
        <extracomment>trajganr_core/data/services/http_failures.py</extracomment>
        <translation>Die Anfrage an {service} ({host}) ist fehlgeschlagen: {reason}.</translation>
    </message>
    <message>
        <source>Check the network connection, or try again later.</source>
        <extracomment>trajganr_core/data/services/http_failures.py</extracomment>
        <translation>Die Netzverbindung prüfen oder es später erneut versuchen.</translation>
    </message>
    <message>
        <source>Try again later, or choose a smaller area.</source>
        <extracomment>trajganr_core/data/services/http_failures.py</extracomment>
        <translation>Es später erneut versuchen oder ein kleineres Gebiet wählen.</translation>
    </message>
    <message>
        <source>Check the address of the proxy, its user and its password.</source>
        <extracomment>trajganr_core/data/services/http_failures.py</extracomment>
        <translation>Die Adresse des Proxys, seinen Benutzer und sein Passwort prüfen.</translation>
    </message>
    <message>
        <source>Choose the certificate file of this network, or ask its administrator.</source>
        <extracomment>trajganr_core/data/services/http_failures.py</extracomment>
        <translation>Die Zertifikatsdatei dieses Netzes wählen oder seine Verwaltung fragen.</translation>
    </message>
    <message>
        <source>Correct the address.</source>
        <extracomment>trajganr_core/data/services/http_failures.py</extracomment>
        <translation>Die Adresse berichtigen.</translation>
    </message>
    <message>
        <source>Check the address of the service; if it is right, report this.</source>
        <extracomment>trajganr_core/data/services/http_failures.py</extracomment>
        <translation>Die Adresse des Dienstes prüfen; wenn sie stimmt, dies melden.</translation>
    </message>
    <message>
        <source>Check the token or password; a new one may be needed.</source>
        <extracomment>trajganr_core/data/services/http_failures.py</extracomment>
        <translation>Das Token oder Passwort prüfen; vielleicht wird ein neues gebraucht.</translation>
    </message>
    <message>
        <source>Check the address of the service; the item may also have been deleted.</source>
        <extracomment>trajganr_core/data/services/http_failures.py</extracomment>
        <translation>Die Adresse des Dienstes prüfen; das Gesuchte kann auch gelöscht sein.</translation>
    </message>
    <message>
        <source>{service} ({host}) did not respond in {tries} tries: {reason}.</source>
        <extracomment>trajganr_core/data/services/http_failures.py</extracomment>
        <translation>{service} ({host}) hat in {tries} Versuchen nicht geantwortet: {reason}.</translation>
    </message>
    <message>
        <source>{service} ({host}) accepts requests again in {minutes} minutes: {reason}.</source>
        <extracomment>trajganr_core/data/services/http_failures.py</extracomment>
        <translation>{service} ({host}) nimmt in {minutes} Minuten wieder Anfragen an: {reason}.</translation>
    </message>
    <message>
        <source>Try again then.</source>
        <extracomment>trajganr_core/data/services/http_failures.py</extracomment>
        <translation>Es dann erneut versuchen.</translation>
    </message>
    <message>
        <source>{path} contains the {kind} {name}, which is refused: it may run without end or exhaust memory.</source>
        <extracomment>trajganr_core/data/sqlite_files.py</extracomment>
        <translation>{path} enthält {name} ({kind}), was abgelehnt wird: Es kann endlos laufen oder den Speicher erschöpfen.</translation>
    </message>
    <message>
        <source>Save the layer as a table in a new GeoPackage, and use that file.</source>
        <extracomment>trajganr_core/data/sqlite_files.py</extracomment>
        <translation>Den Layer als Tabelle in einem neuen GeoPackage speichern und diese Datei verwenden.</translation>
    </message>
    <message>
        <source>Mapillary has no street views in {bbox} that match the filter.</source>
        <extracomment>trajganr_core/data/street_view/coverage.py</extracomment>
        <translation>Mapillary hat in {bbox} keine Straßenbilder, die zum Filter passen.</translation>
    </message>
    <message>
        <source>Choose another area or other dates, or include panoramas.</source>
        <extracomment>trajganr_core/data/street_view/coverage.py</extracomment>
        <translation>Ein anderes Gebiet oder andere Tage wählen oder Panoramen einschließen.</translation>
    </message>
    <message>
        <source>The area has {tiles} coverage tiles; at most {most} are downloaded.</source>
        <extracomment>trajganr_core/data/street_view/coverage.py</extracomment>
        <translation>Das Gebiet hat {tiles} Abdeckungskacheln; höchstens {most} werden heruntergeladen.</translation>
    </message>
    <message>
        <source>The coverage tile {tile} cannot be read: {reason}</source>
        <extracomment>trajganr_core/data/street_view/coverage.py</extracomment>
        <translation>Die Abdeckungskachel {tile} lässt sich nicht lesen: {reason}</translation>
    </message>
    <message>
        <source>Try again later. If the error persists, report it.</source>
        <extracomment>trajganr_core/data/street_view/coverage.py</extracomment>
        <translation>Es später erneut versuchen. Wenn der Fehler bleibt, ihn melden.</translation>
    </message>
    <message>
        <source>Looking up coverage</source>
        <extracomment>trajganr_core/data/street_view/coverage.py</extracomment>
        <translation>Abdeckung abfragen</translation>
    </message>
    <message>
        <source>images</source>
        <extracomment>trajganr_core/data/street_view/coverage.py</extracomment>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Mapillary has {n:,} street views in the area, from {sequences:,} sequences; {cells:,} cells of about a hundred metres have some.</source>
        <extracomment>trajganr_core/data/street_view/coverage.py</extracomment>
        <translation>Mapillary hat {n:,} Straßenbilder im Gebiet, aus {sequences:,} Sequenzen; {cells:,} Zellen von etwa hundert Metern haben welche.</translation>
    </message>
    <message>
        <source>of unknown date</source>
        <extracomment>trajganr_core/data/street_view/coverage.py</extracomment>
        <translation>mit unbekanntem Datum</translation>
    </message>
    <message>
        <source>captured too early</source>
        <extracomment>trajganr_core/data/street_view/coverage.py</extracomment>
        <translation>zu früh aufgenommen</translation>
    </message>
    <message>
        <source>captured too late</source>
        <extracomment>trajganr_core/data/street_view/coverage.py</extracomment>
        <translation>zu spät aufgenommen</translation>
    </message>
    <message>
        <source>that are not panoramas</source>
        <extracomment>trajganr_core/data/street_view/coverage.py</extracomment>
        <translation>die keine Panoramen sind</translation>
    </message>
    <message>
        <source>Their quality is unknown until they are downloaded.</source>
        <extracomment>trajganr_core/data/street_view/coverage.py</extracomment>
        <translation>Ihre Qualität ist unbekannt, bis sie heruntergeladen sind.</translation>
    </message>
    <message>
        <source>that are panoramas</source>
        <extracomment>trajganr_core/data/street_view/coverage.py</extracomment>
        <translation>die Panoramen sind</translation>
    </message>
    <message>
        <source>Not counted: {n:,} street views {why}.</source>
        <extracomment>trajganr_core/data/street_view/coverage.py</extracomment>
        <translation>Nicht gezählt: {n:,} Straßenbilder {why}.</translation>
    </message>
    <message>
        <source>None of the {found} street views in the area can be used: {dropped}.</source>
        <extracomment>trajganr_core/data/street_view/mapillary.py</extracomment>
        <translation>Keines der {found} Straßenbilder im Gebiet ist verwendbar: {dropped}.</translation>
    </message>
    <message>
        <source>Lower the minimum quality, choose other dates, or include panoramas.</source>
        <extracomment>trajganr_core/data/street_view/mapillary.py</extracomment>
        <translation>Die Mindestqualität senken, andere Tage wählen oder Panoramen einschließen.</translation>
    </message>
    <message>
        <source>Mapillary has no street views in {bbox} for these dates and panorama settings.</source>
        <extracomment>trajganr_core/data/street_view/mapillary.py</extracomment>
        <translation>Mapillary hat in {bbox} keine Straßenbilder für diese Tage und diese Einstellung der Panoramen.</translation>
    </message>
    <message>
        <source>Choose another area, or check its coverage first.</source>
        <extracomment>trajganr_core/data/street_view/mapillary.py</extracomment>
        <translation>Ein anderes Gebiet wählen oder zuerst seine Abdeckung prüfen.</translation>
    </message>
    <message>
        <source>Finding street views</source>
        <extracomment>trajganr_core/data/street_view/mapillary.py</extracomment>
        <translation>Straßenbilder suchen</translation>
    </message>
    <message>
        <source>found</source>
        <extracomment>trajganr_core/data/street_view/mapillary.py</extracomment>
        <translation>gefunden</translation>
    </message>
    <message>
        <source>Writing street views</source>
        <extracomment>trajganr_core/data/street_view/mapillary.py</extracomment>
        <translation>Straßenbilder schreiben</translation>
    </message>
    <message>
        <source>Downloading pictures</source>
        <extracomment>trajganr_core/data/street_view/mapillary.py</extracomment>
        <translation>Bilder herunterladen</translation>
    </message>
    <message>
        <source>downloaded</source>
        <extracomment>trajganr_core/data/street_view/mapillary.py</extracomment>
        <translation>heruntergeladen</translation>
    </message>
    <message>
        <source>Mapillary lists {n:,} street views in the area; {used:,} are used.</source>
        <extracomment>trajganr_core/data/street_view/mapillary.py</extracomment>
        <translation>Mapillary nennt {n:,} Straßenbilder im Gebiet; {used:,} werden verwendet.</translation>
    </message>
    <message>
        <source>{n:,} positions were computed by Mapillary, {others:,} are as the camera reported them.</source>
        <extracomment>trajganr_core/data/street_view/mapillary.py</extracomment>
        <translation>{n:,} Positionen hat Mapillary berechnet, {others:,} sind so, wie die Kamera sie angab.</translation>
    </message>
    <message>
        <source>{n:,} street views were downloaded, {others:,} were in the cache.</source>
        <extracomment>trajganr_core/data/street_view/mapillary.py</extracomment>
        <translation>{n:,} Straßenbilder wurden heruntergeladen, {others:,} waren im Cache.</translation>
    </message>
    <message>
        <source>Licence of the pictures: {licence}, {owner}.</source>
        <extracomment>trajganr_core/data/street_view/mapillary.py</extracomment>
        <translation>Lizenz der Bilder: {licence}, {owner}.</translation>
    </message>
    <message>
        <source>At {n:,} places Mapillary has more than it lists: some are missing.</source>
        <extracomment>trajganr_core/data/street_view/mapillary.py</extracomment>
        <translation>An {n:,} Orten hat Mapillary mehr, als es nennt: Einige fehlen.</translation>
    </message>
    <message>
        <source>beyond the maximum number</source>
        <extracomment>trajganr_core/data/street_view/mapillary.py</extracomment>
        <translation>über die Höchstzahl hinaus</translation>
    </message>
    <message>
        <source>Mapillary refuses the request: {message} (code {number}).</source>
        <extracomment>trajganr_core/data/street_view/mapillary_api.py</extracomment>
        <translation>Mapillary lehnt die Anfrage ab: {message} (Code {number}).</translation>
    </message>
    <message>
        <source>The item may have been deleted. If the error persists, report it.</source>
        <extracomment>trajganr_core/data/street_view/mapillary_api.py</extracomment>
        <translation>Das Gesuchte kann gelöscht sein. Wenn der Fehler bleibt, ihn melden.</translation>
    </message>
    <message>
        <source>Mapillary's response cannot be interpreted: {reason}.</source>
        <extracomment>trajganr_core/data/street_view/mapillary_api.py</extracomment>
        <translation>Die Antwort von Mapillary lässt sich nicht auswerten: {reason}.</translation>
    </message>
    <message>
        <source>Try again later. If the error persists, report it: the interface may have changed.</source>
        <extracomment>trajganr_core/data/street_view/mapillary_api.py</extracomment>
        <translation>Es später erneut versuchen. Wenn der Fehler bleibt, ihn melden: Die Schnittstelle kann sich geändert haben.</translation>
    </message>
    <message>
        <source>Mapillary rejects the access token: it is invalid or has expired.</source>
        <extracomment>trajganr_core/data/street_view/mapillary_api.py</extracomment>
        <translation>Mapillary lehnt das Zugriffstoken ab: Es ist ungültig oder abgelaufen.</translation>
    </message>
    <message>
        <source>Copy the token again, or create a new one at https://www.mapillary.com/dashboard/developers.</source>
        <extracomment>trajganr_core/data/street_view/mapillary_api.py</extracomment>
        <translation>Das Token noch einmal kopieren oder ein neues erstellen: https://www.mapillary.com/dashboard/developers.</translation>
    </message>
    <message>
        <source>Mapillary requires an access token.</source>
        <extracomment>trajganr_core/data/street_view/mapillary_api.py</extracomment>
        <translation>Mapillary verlangt ein Zugriffstoken.</translation>
    </message>
    <message>
        <source>Enter a token; create one at https://www.mapillary.com/dashboard/developers.</source>
        <extracomment>trajganr_core/data/street_view/mapillary_api.py</extracomment>
        <translation>Ein Token eingeben; erstellen lässt es sich unter https://www.mapillary.com/dashboard/developers.</translation>
    </message>
    <message>
        <source>{text} is not a date or time.</source>
        <extracomment>trajganr_core/data/street_view/mapillary_api.py</extracomment>
        <translation>{text} ist kein Datum und keine Zeit.</translation>
    </message>
    <message>
        <source>Write it like 2024-05-31 or 2024-05-31T18:00:00Z.</source>
        <extracomment>trajganr_core/data/street_view/mapillary_api.py</extracomment>
        <translation>Es schreiben wie 2024-05-31 oder 2024-05-31T18:00:00Z.</translation>
    </message>
    <message>
        <source>whose picture could not be downloaded</source>
        <extracomment>trajganr_core/data/street_view/mapillary_pictures.py</extracomment>
        <translation>deren Bild nicht heruntergeladen werden konnte</translation>
    </message>
    <message>
        <source>without a picture of this size</source>
        <extracomment>trajganr_core/data/street_view/mapillary_pictures.py</extracomment>
        <translation>ohne Bild in dieser Größe</translation>
    </message>
    <message>
        <source>whose picture is damaged</source>
        <extracomment>trajganr_core/data/street_view/mapillary_pictures.py</extracomment>
        <translation>deren Bild beschädigt ist</translation>
    </message>
    <message>
        <source>that no longer exist</source>
        <extracomment>trajganr_core/data/street_view/mapillary_pictures.py</extracomment>
        <translation>die nicht mehr existieren</translation>
    </message>
    <message>
        <source>The period is empty: {after} is not before {before}.</source>
        <extracomment>trajganr_core/data/street_view/mapillary_search.py</extracomment>
        <translation>Es gibt keine Zeit nach {after} und vor {before}.</translation>
    </message>
    <message>
        <source>Swap the dates.</source>
        <extracomment>trajganr_core/data/street_view/mapillary_search.py</extracomment>
        <translation>Die beiden Tage vertauschen.</translation>
    </message>
    <message>
        <source>outside the area</source>
        <extracomment>trajganr_core/data/street_view/mapillary_search.py</extracomment>
        <translation>außerhalb des Gebiets</translation>
    </message>
    <message>
        <source>of unknown quality</source>
        <extracomment>trajganr_core/data/street_view/mapillary_search.py</extracomment>
        <translation>von unbekannter Qualität</translation>
    </message>
    <message>
        <source>of lower quality</source>
        <extracomment>trajganr_core/data/street_view/mapillary_search.py</extracomment>
        <translation>von geringerer Qualität</translation>
    </message>
    <message>
        <source>without a usable id or position</source>
        <extracomment>trajganr_core/data/street_view/mapillary_search.py</extracomment>
        <translation>ohne brauchbare ID oder Position</translation>
    </message>
    <message>
        <source>No photo has a usable position: {dropped}.</source>
        <extracomment>trajganr_core/data/street_view/photos.py</extracomment>
        <translation>Kein Foto hat eine verwendbare Position: {dropped}.</translation>
    </message>
    <message>
        <source>Use JPEG photos with a GPS position in their EXIF, or an index.csv with positions.</source>
        <extracomment>trajganr_core/data/street_view/photos.py</extracomment>
        <translation>JPEG-Fotos mit einer GPS-Position in ihren EXIF-Daten oder eine index.csv mit Positionen verwenden.</translation>
    </message>
    <message>
        <source>in a format that cannot be read, such as HEIC</source>
        <extracomment>trajganr_core/data/street_view/photos.py</extracomment>
        <translation>in einem Format, das nicht lesbar ist, etwa HEIC</translation>
    </message>
    <message>
        <source>whose file is damaged</source>
        <extracomment>trajganr_core/data/street_view/photos.py</extracomment>
        <translation>mit beschädigter Datei</translation>
    </message>
    <message>
        <source>without a GPS position</source>
        <extracomment>trajganr_core/data/street_view/photos.py</extracomment>
        <translation>ohne GPS-Ort</translation>
    </message>
    <message>
        <source>whose GPS position is 0, 0</source>
        <extracomment>trajganr_core/data/street_view/photos.py</extracomment>
        <translation>mit dem GPS-Ort 0, 0</translation>
    </message>
    <message>
        <source>{path} cannot be opened as ZIP: {reason}</source>
        <extracomment>trajganr_core/data/street_view/picture_files.py</extracomment>
        <translation>{path} lässt sich nicht als ZIP öffnen: {reason}</translation>
    </message>
    <message>
        <source>Create the ZIP again.</source>
        <extracomment>trajganr_core/data/street_view/picture_files.py</extracomment>
        <translation>Das ZIP noch einmal erstellen.</translation>
    </message>
    <message>
        <source>whose file is damaged or not a picture</source>
        <extracomment>trajganr_core/data/street_view/picture_files.py</extracomment>
        <translation>mit einer Datei, die beschädigt oder kein Bild ist</translation>
    </message>
    <message>
        <source>of more than {most:,} million pixels ({jpeg:,} million for a JPEG)</source>
        <extracomment>trajganr_core/data/street_view/picture_files.py</extracomment>
        <translation>mit mehr als {most:,} Millionen Pixeln ({jpeg:,} Millionen bei einem JPEG)</translation>
    </message>
    <message>
        <source>{path} contains neither {index} nor photos; it has {count} files.</source>
        <extracomment>trajganr_core/data/street_view/pictures.py</extracomment>
        <translation>{path} enthält weder eine {index} noch Fotos; es hat {count} Dateien.</translation>
    </message>
    <message>
        <source>Choose a folder or ZIP of geotagged photos, or one of pictures with an {index}.</source>
        <extracomment>trajganr_core/data/street_view/pictures.py</extracomment>
        <translation>Einen Ordner oder ein ZIP mit georeferenzierten Fotos wählen, oder mit Bildern und einer {index}.</translation>
    </message>
    <message>
        <source>{n:,} photos with GPS positions in their EXIF.</source>
        <extracomment>trajganr_core/data/street_view/pictures.py</extracomment>
        <translation>{n:,} Fotos mit GPS-Orten in ihren EXIF-Daten.</translation>
    </message>
    <message>
        <source>without a position</source>
        <extracomment>trajganr_core/data/street_view/pictures.py</extracomment>
        <translation>ohne Ort</translation>
    </message>
    <message>
        <source>pictures with an index ({name}).</source>
        <extracomment>trajganr_core/data/street_view/pictures.py</extracomment>
        <translation>Bilder mit einem Verzeichnis ({name}).</translation>
    </message>
    <message>
        <source>farther than {metres:g} m from every road</source>
        <extracomment>trajganr_core/data/street_view/pictures.py</extracomment>
        <translation>weiter als {metres:g} m von jeder Straße</translation>
    </message>
    <message>
        <source>whose file is missing</source>
        <extracomment>trajganr_core/data/street_view/pictures.py</extracomment>
        <translation>ohne ihre Datei</translation>
    </message>
    <message>
        <source>{path} has no field {field}; it has {names}.</source>
        <extracomment>trajganr_core/data/tables.py</extracomment>
        <translation>{path} hat kein Feld {field}; es hat {names}.</translation>
    </message>
    <message>
        <source>Choose one of its fields, or rename the field.</source>
        <extracomment>trajganr_core/data/tables.py</extracomment>
        <translation>Eines seiner Felder wählen oder das Feld umbenennen.</translation>
    </message>
    <message>
        <source>{path} contains {count} CSV files.</source>
        <extracomment>trajganr_core/data/tables.py</extracomment>
        <translation>{path} enthält {count} CSV-Dateien.</translation>
    </message>
    <message>
        <source>Use a ZIP with exactly one CSV file.</source>
        <extracomment>trajganr_core/data/tables.py</extracomment>
        <translation>Ein ZIP mit genau einer CSV-Datei verwenden.</translation>
    </message>
    <message>
        <source>{path} is larger than {most} MB, the limit for this table.</source>
        <extracomment>trajganr_core/data/tables.py</extracomment>
        <translation>{path} ist größer als {most} MB, das Limit für diese Tabelle.</translation>
    </message>
    <message>
        <source>Save it as GeoPackage, or use a part of it.</source>
        <extracomment>trajganr_core/data/tables.py</extracomment>
        <translation>Sie als GeoPackage speichern oder einen Teil davon verwenden.</translation>
    </message>
    <message>
        <source>Reading trips</source>
        <extracomment>trajganr_core/data/trips/clean_trips.py</extracomment>
        <translation>Fahrten lesen</translation>
    </message>
    <message>
        <source>Cleaning dropped all {trips} trips: {losses}</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>Beim Bereinigen wurden alle {trips} Fahrten ausgelassen: {losses}</translation>
    </message>
    <message>
        <source>Allow a higher speed, longer gaps or fewer fixes, or trim less of the ends of trips.</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>Eine höhere Geschwindigkeit, längere Lücken oder weniger Messpunkte zulassen, oder die Enden der Fahrten weniger kürzen.</translation>
    </message>
    <message>
        <source>None of {trips} trips has two fixes with longitude, latitude and time.</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>Keine von {trips} Fahrten hat zwei Messpunkte mit Länge, Breite und Zeit.</translation>
    </message>
    <message>
        <source>Check which fields contain the trip ID (not the ID of the fix), the time and the coordinates.</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>Prüfen, welche Felder die Fahrtkennung (nicht die Kennung des Messpunkts), die Zeit und die Koordinaten enthalten.</translation>
    </message>
    <message>
        <source>Time increases from fix to fix in none of {trips} trips.</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>In keiner von {trips} Fahrten nimmt die Zeit von Messpunkt zu Messpunkt zu.</translation>
    </message>
    <message>
        <source>Check which field contains the time and that it has at least whole seconds, or sort fixes by time.</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>Prüfen, welches Feld die Zeit enthält und dass es mindestens ganze Sekunden hat, oder Messpunkte nach der Zeit sortieren.</translation>
    </message>
    <message>
        <source>Kept {fixes_kept:,} of {fixes_read:,} fixes, in {pieces_kept:,} pieces of {trips_kept:,} of {trips_read:,} trips.</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>{fixes_kept:,} von {fixes_read:,} Messpunkten bleiben, in {pieces_kept:,} Teilen von {trips_kept:,} der {trips_read:,} Fahrten.</translation>
    </message>
    <message>
        <source>Dropped {fixes_incomplete:,} fixes without coordinates or time.</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>{fixes_incomplete:,} Messpunkte ohne Koordinaten oder Zeit verworfen.</translation>
    </message>
    <message>
        <source>Dropped {fixes_off_earth:,} fixes outside ±180/±90 degrees.</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>{fixes_off_earth:,} Messpunkte außerhalb von ±180/±90 Grad verworfen.</translation>
    </message>
    <message>
        <source>Sorted the fixes of {trips_reordered:,} trips by time.</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>Die Messpunkte von {trips_reordered:,} Fahrten nach der Zeit sortiert.</translation>
    </message>
    <message>
        <source>Dropped {fixes_back_in_time:,} fixes earlier than one before them.</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>{fixes_back_in_time:,} Messpunkte verworfen, die früher als ein vorheriger sind.</translation>
    </message>
    <message>
        <source>Dropped {fixes_repeated:,} fixes that repeat another one's time and place.</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>{fixes_repeated:,} Messpunkte verworfen, die Zeit und Ort eines anderen wiederholen.</translation>
    </message>
    <message>
        <source>Dropped {fixes_of_same_time:,} fixes at the time of another, at another place.</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>{fixes_of_same_time:,} Messpunkte zur Zeit eines anderen, an einem anderen Ort, verworfen.</translation>
    </message>
    <message>
        <source>Dropped {outliers_by_speed:,} fixes that exceed the maximum speed.</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>{outliers_by_speed:,} Messpunkte verworfen, die die Höchstgeschwindigkeit überschreiten.</translation>
    </message>
    <message>
        <source>Dropped {outliers_by_jump:,} fixes far from the ones before and after them.</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>{outliers_by_jump:,} Messpunkte verworfen, die weit von denen davor und danach liegen.</translation>
    </message>
    <message>
        <source>Dropped {fixes_near_ends:,} fixes at the ends of trips.</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>{fixes_near_ends:,} Messpunkte an den Enden von Fahrten verworfen.</translation>
    </message>
    <message>
        <source>Cut trips at {cuts_at_gaps:,} gaps.</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>Fahrten an {cuts_at_gaps:,} Lücken geteilt.</translation>
    </message>
    <message>
        <source>{trips_reporting_seldom:,} trips report seldom: a gap in them is longer than three of their usual intervals.</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>{trips_reporting_seldom:,} Fahrten melden selten: Eine Lücke ist in ihnen länger als drei ihrer üblichen Abstände.</translation>
    </message>
    <message>
        <source>Dropped {fixes_in_stops:,} fixes of stops and cut the trips there.</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>{fixes_in_stops:,} Messpunkte von Halten verworfen und die Fahrten dort geteilt.</translation>
    </message>
    <message>
        <source>Dropped {fixes_outside_area:,} fixes outside the study area.</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>{fixes_outside_area:,} Messpunkte außerhalb des Untersuchungsgebiets verworfen.</translation>
    </message>
    <message>
        <source>Dropped {pieces_too_short:,} trips and pieces of trips with too few fixes ({fixes_of_short_pieces:,} fixes).</source>
        <extracomment>trajganr_core/data/trips/cleaning.py</extracomment>
        <translation>{pieces_too_short:,} Fahrten und Teile von Fahrten mit zu wenigen Messpunkten verworfen ({fixes_of_short_pieces:,} Messpunkte).</translation>
    </message>
    <message>
        <source>The salt of the ids has {length} characters; it must have at least {least}.</source>
        <extracomment>trajganr_core/data/trips/hashed_ids.py</extracomment>
        <translation>Der Salt der Kennungen hat {length} Zeichen, muss aber mindestens {least} haben.</translation>
    </message>
    <message>
        <source>Use a long random text, and keep it secret.</source>
        <extracomment>trajganr_core/data/trips/hashed_ids.py</extracomment>
        <translation>Einen langen zufälligen Text verwenden und ihn geheim halten.</translation>
    </message>
    <message>
        <source>Ids of trips and drivers are hashed with a salt, which was not kept.</source>
        <extracomment>trajganr_core/data/trips/hashed_ids.py</extracomment>
        <translation>Kennungen von Fahrten und Fahrern sind mit einem Salt gehasht, der nicht aufbewahrt wurde.</translation>
    </message>
    <message>
        <source>No intervals: {n:,} labelled roads to calibrate them on, of which {level:.0%} intervals need {fewest:,}.</source>
        <extracomment>trajganr_core/evaluation/conformal.py</extracomment>
        <translation>Keine Intervalle: {n:,} Straßen mit Labels, um sie zu kalibrieren; {level:.0%}-%-Intervalle brauchen davon {fewest:,}.</translation>
    </message>
    <message>
        <source>The study area has {count} places that could be held out: too few for a fair split.</source>
        <extracomment>trajganr_core/evaluation/splits.py</extracomment>
        <translation>Das Untersuchungsgebiet hat {count} Orte, die zurückgehalten werden könnten: zu wenige für eine gerechte Aufteilung.</translation>
    </message>
    <message>
        <source>Prepare a larger area, or hold out single road segments instead of blocks.</source>
        <extracomment>trajganr_core/evaluation/splits.py</extracomment>
        <translation>Ein größeres Gebiet aufbereiten oder einzelne Straßensegmente statt Blöcken zurückhalten.</translation>
    </message>
    <message>
        <source>One of {processes} processes was killed, as the system does when memory runs out.</source>
        <extracomment>trajganr_core/executors/process_pool.py</extracomment>
        <translation>Einer von {processes} Prozessen wurde beendet, wie es das System tut, wenn der Speicher ausgeht.</translation>
    </message>
    <message>
        <source>Repeat it with fewer processes, or with the engine in-process.</source>
        <extracomment>trajganr_core/executors/process_pool.py</extracomment>
        <translation>Mit weniger Prozessen oder mit der Engine in-process wiederholen.</translation>
    </message>
    <message>
        <source>The bundle {name!r} has {count} trips to learn from; its other {labels} make labels.</source>
        <extracomment>trajganr_core/features/input_trips.py</extracomment>
        <translation>Das Datenpaket {name!r} hat {count} Fahrten, aus denen gelernt wird; die anderen {labels} liefern Labels.</translation>
    </message>
    <message>
        <source>Prepare it with more trips, of several drivers, or a smaller share of label drivers.</source>
        <extracomment>trajganr_core/features/input_trips.py</extracomment>
        <translation>Es mit mehr Fahrten mehrerer Fahrer aufbereiten oder mit einem kleineren Anteil von Label-Fahrern.</translation>
    </message>
    <message>
        <source>The road function of the model {name!r} was made by another release.</source>
        <extracomment>trajganr_core/features/known_roads.py</extracomment>
        <translation>Die Straßenfunktion des Modells {name!r} wurde mit einer anderen Version erstellt.</translation>
    </message>
    <message>
        <source>Pretrain the model again.</source>
        <extracomment>trajganr_core/features/known_roads.py</extracomment>
        <translation>Das Modell erneut vortrainieren.</translation>
    </message>
    <message>
        <source>Embedding trips</source>
        <extracomment>trajganr_core/features/location_features.py</extracomment>
        <translation>Embeddings der Fahrten berechnen</translation>
    </message>
    <message>
        <source>None of the {count} points of {path} lies in the study area {bbox}.</source>
        <extracomment>trajganr_core/inference/embed.py</extracomment>
        <translation>Keiner der {count} Punkte von {path} liegt im Untersuchungsgebiet {bbox}.</translation>
    </message>
    <message>
        <source>Check the layer's CRS, or use a model of the area in which the points are.</source>
        <extracomment>trajganr_core/inference/embed.py</extracomment>
        <translation>Das KBS des Layers prüfen oder ein Modell des Gebiets verwenden, in dem die Punkte sind.</translation>
    </message>
    <message>
        <source>{count} of {total} locations lie outside the study area {bbox}, first ({lon}, {lat}).</source>
        <extracomment>trajganr_core/inference/embed.py</extracomment>
        <translation>{count} von {total} Orten liegen außerhalb des Untersuchungsgebiets {bbox}, der erste ist ({lon}, {lat}).</translation>
    </message>
    <message>
        <source>Give locations in the study area, as (longitude, latitude).</source>
        <extracomment>trajganr_core/inference/embed.py</extracomment>
        <translation>Orte im Untersuchungsgebiet als (Länge, Breite) angeben.</translation>
    </message>
    <message>
        <source>Embedding roads</source>
        <extracomment>trajganr_core/inference/embed.py</extracomment>
        <translation>Embeddings der Straßen berechnen</translation>
    </message>
    <message>
        <source>Embedding locations</source>
        <extracomment>trajganr_core/inference/embed.py</extracomment>
        <translation>Embeddings der Orte berechnen</translation>
    </message>
    <message>
        <source>{n:,} of {all:,} points are left out: they have no coordinates or lie outside the study area.</source>
        <extracomment>trajganr_core/inference/embed.py</extracomment>
        <translation>{n:,} von {all:,} Punkten sind ausgelassen: Sie haben keine Koordinaten oder liegen außerhalb des Untersuchungsgebiets.</translation>
    </message>
    <message>
        <source>The bundle {name!r} that the model learned from is no longer at {path}.</source>
        <extracomment>trajganr_core/inference/loaded_model.py</extracomment>
        <translation>Das Datenpaket {name!r}, aus dem das Modell lernte, ist nicht mehr unter {path}.</translation>
    </message>
    <message>
        <source>Choose the bundle.</source>
        <extracomment>trajganr_core/inference/loaded_model.py</extracomment>
        <translation>Das Datenpaket wählen.</translation>
    </message>
    <message>
        <source>The bundle {bundle!r} has no street view {image!r}.</source>
        <extracomment>trajganr_core/inference/place_query/nearest_image.py</extracomment>
        <translation>Das Datenpaket {bundle!r} hat kein Straßenbild {image!r}.</translation>
    </message>
    <message>
        <source>Choose a street view of this bundle.</source>
        <extracomment>trajganr_core/inference/place_query/nearest_image.py</extracomment>
        <translation>Ein Straßenbild dieses Datenpakets wählen.</translation>
    </message>
    <message>
        <source>There is no road {edge}; the bundle has {count}.</source>
        <extracomment>trajganr_core/inference/place_query/query_engine.py</extracomment>
        <translation>Es gibt keine Straße {edge}; das Datenpaket hat {count}.</translation>
    </message>
    <message>
        <source>Choose an edge from 0 to {last}.</source>
        <extracomment>trajganr_core/inference/place_query/query_engine.py</extracomment>
        <translation>Eine Kante von 0 bis {last} wählen.</translation>
    </message>
    <message>
        <source>The place ({lon}, {lat}) is not in the model's study area {bbox}.</source>
        <extracomment>trajganr_core/inference/place_query/query_engine.py</extracomment>
        <translation>Der Ort ({lon}, {lat}) liegt nicht im Untersuchungsgebiet {bbox} des Modells.</translation>
    </message>
    <message>
        <source>Choose a place (lon, lat) inside it, degrees in EPSG:4326, or a model of that area.</source>
        <extracomment>trajganr_core/inference/place_query/query_engine.py</extracomment>
        <translation>Einen Ort (lon, lat) darin wählen, in Grad in EPSG:4326, oder ein Modell jenes Gebiets.</translation>
    </message>
    <message>
        <source>The roads are being prepared for comparison: {percent} %.</source>
        <extracomment>trajganr_core/inference/place_query/query_engine.py</extracomment>
        <translation>Die Straßen werden für den Vergleich vorbereitet: {percent} %.</translation>
    </message>
    <message>
        <source>Wait a moment, then compare them again.</source>
        <extracomment>trajganr_core/inference/place_query/query_engine.py</extracomment>
        <translation>Einen Moment warten und sie dann noch einmal vergleichen.</translation>
    </message>
    <message>
        <source>Asking</source>
        <extracomment>trajganr_core/inference/place_query/query_engine.py</extracomment>
        <translation>Abfragen</translation>
    </message>
    <message>
        <source>Predicting roads</source>
        <extracomment>trajganr_core/inference/predict.py</extracomment>
        <translation>Straßen vorhersagen</translation>
    </message>
    <message>
        <source>Predicting times</source>
        <extracomment>trajganr_core/inference/predict.py</extracomment>
        <translation>Zeiträume vorhersagen</translation>
    </message>
    <message>
        <source>The model {name!r} has no head for {missing}.</source>
        <extracomment>trajganr_core/inference/predictors.py</extracomment>
        <translation>Das Modell {name!r} hat keinen Kopf für {missing}.</translation>
    </message>
    <message>
        <source>Fine-tune it on the task first.</source>
        <extracomment>trajganr_core/inference/predictors.py</extracomment>
        <translation>Es zuerst für die Aufgabe feinabstimmen.</translation>
    </message>
    <message>
        <source>The model {name!r} has not learned how fast roads are driven at times of the week.</source>
        <extracomment>trajganr_core/inference/road_times.py</extracomment>
        <translation>Das Modell {name!r} hat nicht gelernt, wie schnell Straßen in Zeiträumen der Woche befahren werden.</translation>
    </message>
    <message>
        <source>Leave the times out, or pretrain a model with the preset best on trips of at least five drivers.</source>
        <extracomment>trajganr_core/inference/road_times.py</extracomment>
        <translation>Die Zeiträume weglassen oder ein Modell mit der Voreinstellung best auf Fahrten von mindestens fünf Fahrern vortrainieren.</translation>
    </message>
    <message>
        <source>Predicting hours</source>
        <extracomment>trajganr_core/inference/road_times.py</extracomment>
        <translation>Stunden vorhersagen</translation>
    </message>
    <message>
        <source>The trips in the time set {name} are of {days}: another day may differ; intervals allow for it.</source>
        <extracomment>trajganr_core/inference/road_times.py</extracomment>
        <translation>Fahrten zur Zeit {name}: {days}. Ein anderer Tag kann abweichen; die Intervalle berücksichtigen das.</translation>
    </message>
    <message>
        <source>There are no trips in the time set {name}: its speeds are estimates from other times, and no number of passes is expected.</source>
        <extracomment>trajganr_core/inference/road_times.py</extracomment>
        <translation>Für den Zeitraum {name} gibt es keine Fahrten: Die Geschwindigkeiten sind Schätzungen aus anderen Zeiten, und keine Zahl von Durchfahrten wird erwartet.</translation>
    </message>
    <message>
        <source>Half the squared speed that input trips lose per metre driven on the road, between fixes more than 2 s and at most 60 s apart, shrunk towards roads of its class, whose value roads with fewer than {least} drivers have; comparable between roads with similar sampling; it is not hard braking.</source>
        <extracomment>trajganr_core/inference/slowdown.py</extracomment>
        <translation>Die Hälfte des Geschwindigkeitsquadrats, die Eingabefahrten auf der Straße je gefahrenem Meter verlieren, zwischen Messpunkten im Abstand von mehr als 2 s und höchstens 60 s, zu Straßen ihrer Klasse hin gezogen, deren Wert Straßen mit weniger als {least} Fahrern haben; vergleichbar zwischen Straßen mit ähnlichen Abständen der Messpunkte; es ist kein scharfes Bremsen.</translation>
    </message>
    <message>
        <source>Slow-down intensity is predicted without labels, from the trips on each road and on roads of its class; intervals are calibrated on {n:,} roads between two halves of the drivers.</source>
        <extracomment>trajganr_core/inference/slowdown.py</extracomment>
        <translation>Die Stärke des Abbremsens wird ohne Labels vorhergesagt, aus den Fahrten auf jeder Straße und auf Straßen ihrer Klasse; die Intervalle sind an {n:,} Straßen zwischen zwei Hälften der Fahrer kalibriert.</translation>
    </message>
    <message>
        <source>Writing pages</source>
        <extracomment>trajganr_core/jobs/area_report.py</extracomment>
        <translation>Seiten werden geschrieben</translation>
    </message>
    <message>
        <source>There are no passes {side}: {what}.</source>
        <extracomment>trajganr_core/jobs/changes.py</extracomment>
        <translation>Es gibt keine Durchfahrten {side}: {what}.</translation>
    </message>
    <message>
        <source>Choose other days or times of the week, or other trips.</source>
        <extracomment>trajganr_core/jobs/changes.py</extracomment>
        <translation>Andere Tage oder Zeiträume der Woche oder andere Fahrten wählen.</translation>
    </message>
    <message>
        <source>On no road are there passes of at least {least} drivers both before and after.</source>
        <extracomment>trajganr_core/jobs/changes.py</extracomment>
        <translation>Auf keiner Straße gibt es vorher und nachher Durchfahrten von mindestens {least} Fahrern.</translation>
    </message>
    <message>
        <source>Choose longer periods or times of the week, add trips of more drivers, or lower the minimum number of drivers.</source>
        <extracomment>trajganr_core/jobs/changes.py</extracomment>
        <translation>Längere Tage oder Zeiträume der Woche wählen, Fahrten von mehr Fahrern hinzufügen, oder die Mindestanzahl der Fahrer senken.</translation>
    </message>
    <message>
        <source>Predicted roads are given for the side after only.</source>
        <extracomment>trajganr_core/jobs/changes.py</extracomment>
        <translation>Vorhergesagte Straßen sind nur für die Seite nachher angegeben.</translation>
    </message>
    <message>
        <source>Choose those of the side before too.</source>
        <extracomment>trajganr_core/jobs/changes.py</extracomment>
        <translation>Auch die der Seite vorher wählen.</translation>
    </message>
    <message>
        <source>Writing the layers</source>
        <extracomment>trajganr_core/jobs/changes.py</extracomment>
        <translation>Layer schreiben</translation>
    </message>
    <message>
        <source>{before:,} segments are known before only, {after:,} after only: the other side has no trips there, or its values are not written. Their changes are not tested.</source>
        <extracomment>trajganr_core/jobs/changes.py</extracomment>
        <translation>{before:,} Segmente sind nur vorher bekannt, {after:,} nur nachher: Die andere Seite hat dort keine Fahrten, oder ihre Werte werden nicht geschrieben. Ihre Änderungen sind nicht getestet.</translation>
    </message>
    <message>
        <source>Values of fewer than {drivers:,} drivers are not written, nor those whose difference from the other side would be of fewer: {before:,} segments before and {after:,} after.</source>
        <extracomment>trajganr_core/jobs/changes.py</extracomment>
        <translation>Werte von weniger als {drivers:,} Fahrern werden nicht geschrieben, auch nicht solche, deren Unterschied zur anderen Seite von weniger Fahrern wäre: {before:,} Segmente vorher und {after:,} nachher.</translation>
    </message>
    <message>
        <source>Intervals are {level:.0%} intervals. Of the roads flagged in a measure, at most {rate:.0%} are expected to be flagged by chance (Benjamini and Hochberg).</source>
        <extracomment>trajganr_core/jobs/changes.py</extracomment>
        <translation>Intervalle sind {level:.0%}-%-Intervalle. Von den Straßen, die in einer Größe markiert sind, sind höchstens {rate:.0%} zufällig markiert zu erwarten (Benjamini und Hochberg).</translation>
    </message>
    <message>
        <source>Chance is which drivers and which days there were. Roads with passes on one day only of a side are not tested in speed and slow-down.</source>
        <extracomment>trajganr_core/jobs/changes.py</extracomment>
        <translation>Zufall ist, welche Fahrer und welche Tage da waren. Straßen mit Durchfahrten an nur einem Tag einer Seite werden in Geschwindigkeit und Stärke des Abbremsens nicht geprüft.</translation>
    </message>
    <message>
        <source>Chance is which drivers there were: a side has fewer than {days:,} days, so that what was special about its days counts as a change.</source>
        <extracomment>trajganr_core/jobs/changes.py</extracomment>
        <translation>Zufall ist, welche Fahrer da waren: Eine Seite hat weniger als {days:,} Tage, sodass als Änderung zählt, was an ihren Tagen besonders war.</translation>
    </message>
    <message>
        <source>The hours of the day differ: {share:.0%} of the passes of one side would have to be at other hours for the sides to be alike. This alone can change mean speeds: compare the same hours.</source>
        <extracomment>trajganr_core/jobs/changes.py</extracomment>
        <translation>Die Tageszeiten unterscheiden sich: {share:.0%} der Durchfahrten einer Seite müssten zu anderen Stunden stattfinden, damit sich die Seiten gleichen. Das allein kann mittlere Geschwindigkeiten ändern: dieselben Stunden vergleichen.</translation>
    </message>
    <message>
        <source>Predicted changes are differences of two predictions, without an interval or a test: they may be errors of the models. Only changes of observed roads are flagged.</source>
        <extracomment>trajganr_core/jobs/changes.py</extracomment>
        <translation>Vorhergesagte Änderungen sind Differenzen zweier Vorhersagen, ohne Intervall und ohne Test: Sie können Fehler der Modelle sein. Nur Änderungen beobachteter Straßen sind markiert.</translation>
    </message>
    <message>
        <source>{side}: {passes:,} passes of {drivers:,} drivers on {days}.</source>
        <extracomment>trajganr_core/jobs/changes.py</extracomment>
        <translation>{side}: {passes:,} Durchfahrten, {drivers:,} Fahrer, {days}.</translation>
    </message>
    <message>
        <source>{side}: {days}.</source>
        <extracomment>trajganr_core/jobs/changes.py</extracomment>
        <translation>{side}: {days}.</translation>
    </message>
    <message>
        <source>The networks differ: {before:,} segments are in the bundle before only, {after:,} in the bundle after only; the latter are not in the layer.</source>
        <extracomment>trajganr_core/jobs/changes.py</extracomment>
        <translation>Die Netze sind verschieden: {before:,} Segmente gibt es nur im Datenpaket vorher, {after:,} nur im Datenpaket nachher; letztere sind nicht im Layer.</translation>
    </message>
    <message>
        <source>Before: {side}</source>
        <extracomment>trajganr_core/jobs/changes.py</extracomment>
        <translation>Vorher: {side}</translation>
    </message>
    <message>
        <source>After: {side}</source>
        <extracomment>trajganr_core/jobs/changes.py</extracomment>
        <translation>Nachher: {side}</translation>
    </message>
    <message>
        <source>The head for {task} was not fitted on the labels of the bundle {bundle!r}, as the model's latest one was.</source>
        <extracomment>trajganr_core/jobs/evaluate.py</extracomment>
        <translation>Der Kopf für {task} wurde nicht an die Labels des Datenpakets {bundle!r} angepasst, wie der neueste des Modells.</translation>
    </message>
    <message>
        <source>Leave the task out, or name the bundle that it was fitted on.</source>
        <extracomment>trajganr_core/jobs/evaluate.py</extracomment>
        <translation>Die Aufgabe weglassen oder das Datenpaket nennen, an das er angepasst wurde.</translation>
    </message>
    <message>
        <source>No road of the bundle {bundle!r} has a label for {task} with enough observations.</source>
        <extracomment>trajganr_core/jobs/evaluate.py</extracomment>
        <translation>Keine Straße des Datenpakets {bundle!r} hat ein Label für {task} mit genügend Beobachtungen.</translation>
    </message>
    <message>
        <source>Prepare it from more trips, or leave the task out.</source>
        <extracomment>trajganr_core/jobs/evaluate.py</extracomment>
        <translation>Es aus mehr Fahrten aufbereiten oder die Aufgabe weglassen.</translation>
    </message>
    <message>
        <source>roads may have been seen in training; {n:,} of {all:,} lie within {metres:g} m of one that the head has learned from.</source>
        <extracomment>trajganr_core/jobs/evaluate.py</extracomment>
        <translation>Straßen können im Training vorgekommen sein; {n:,} von {all:,} liegen höchstens {metres:g} m von einer, aus der der Kopf gelernt hat.</translation>
    </message>
    <message>
        <source>the encoders have seen pictures or labels of tested roads.</source>
        <extracomment>trajganr_core/jobs/evaluate.py</extracomment>
        <translation>die Encoder haben Bilder oder Labels geprüfter Straßen gesehen.</translation>
    </message>
    <message>
        <source>it is not known whether the encoders have seen pictures or labels of tested roads: they have also learned from another bundle.</source>
        <extracomment>trajganr_core/jobs/evaluate.py</extracomment>
        <translation>Es ist nicht bekannt, ob die Encoder Bilder oder Labels geprüfter Straßen gesehen haben: Sie haben auch aus einem anderen Datenpaket gelernt.</translation>
    </message>
    <message>
        <source>{name} is {value:.4g}, and {expected:.4g} on the model's card, which was computed by another release or on another device.</source>
        <extracomment>trajganr_core/jobs/evaluate.py</extracomment>
        <translation>{name} ist {value:.4g}, auf dem Steckbrief des Modells {expected:.4g}; das hat eine andere Version oder ein anderes Gerät berechnet.</translation>
    </message>
    <message>
        <source>The bundle {bundle} has no {layer} to export.</source>
        <extracomment>trajganr_core/jobs/export.py</extracomment>
        <translation>Das Datenpaket {bundle} hat nichts zu exportieren für: {layer}.</translation>
    </message>
    <message>
        <source>Leave the layer out, or prepare the study area with data for it.</source>
        <extracomment>trajganr_core/jobs/export.py</extracomment>
        <translation>Den Layer weglassen oder das Untersuchungsgebiet mit Daten dafür aufbereiten.</translation>
    </message>
    <message>
        <source>Writing trips</source>
        <extracomment>trajganr_core/jobs/export.py</extracomment>
        <translation>Fahrten schreiben</translation>
    </message>
    <message>
        <source>{name} ({role}): {terms}.</source>
        <extracomment>trajganr_core/jobs/export.py</extracomment>
        <translation>{name} ({role}): {terms}.</translation>
    </message>
    <message>
        <source>Through no junction is there a movement of at least {least} drivers at these times.</source>
        <extracomment>trajganr_core/jobs/junctions.py</extracomment>
        <translation>Durch keinen Knotenpunkt führt in diesen Zeiträumen eine Fahrbeziehung von mindestens {least} Fahrern.</translation>
    </message>
    <message>
        <source>Choose longer times of the week, add trips of more drivers, or lower the minimum number of drivers.</source>
        <extracomment>trajganr_core/jobs/junctions.py</extracomment>
        <translation>Längere Zeiträume der Woche wählen, Fahrten weiterer Fahrer hinzufügen oder die Mindestanzahl der Fahrer verringern.</translation>
    </message>
    <message>
        <source>The roads of this bundle have no junction: nowhere do three roads meet.</source>
        <extracomment>trajganr_core/jobs/junctions.py</extracomment>
        <translation>Die Straßen dieses Datenpakets haben keinen Knotenpunkt: Nirgends treffen sich drei Straßen.</translation>
    </message>
    <message>
        <source>Prepare the study area with roads that share nodes where they meet.</source>
        <extracomment>trajganr_core/jobs/junctions.py</extracomment>
        <translation>Das Untersuchungsgebiet mit Straßen vorbereiten, die gemeinsame Knoten haben, wo sie sich treffen.</translation>
    </message>
    <message>
        <source>No trip drives through a junction in the time set {times}; at all times, {n:,} do.</source>
        <extracomment>trajganr_core/jobs/junctions.py</extracomment>
        <translation>Im Zeitraum {times} führt keine Fahrt durch einen Knotenpunkt; zu allen Zeiten gibt es {n:,} Durchfahrten.</translation>
    </message>
    <message>
        <source>Choose other times of the week or other trips.</source>
        <extracomment>trajganr_core/jobs/junctions.py</extracomment>
        <translation>Andere Zeiträume der Woche oder andere Fahrten wählen.</translation>
    </message>
    <message>
        <source>Drawing the movements</source>
        <extracomment>trajganr_core/jobs/junctions.py</extracomment>
        <translation>Fahrbeziehungen zeichnen</translation>
    </message>
    <message>
        <source>Finding junctions</source>
        <extracomment>trajganr_core/jobs/junctions.py</extracomment>
        <translation>Knotenpunkte finden</translation>
    </message>
    <message>
        <source>Measuring delays</source>
        <extracomment>trajganr_core/jobs/junctions.py</extracomment>
        <translation>Verlustzeiten messen</translation>
    </message>
    <message>
        <source>Predicting delays</source>
        <extracomment>trajganr_core/jobs/junctions.py</extracomment>
        <translation>Verlustzeiten vorhersagen</translation>
    </message>
    <message>
        <source>Intervals contain {level:.0%} of the values of a bootstrap over drivers.</source>
        <extracomment>trajganr_core/jobs/junctions.py</extracomment>
        <translation>Intervalle enthalten {level:.0%} der Werte eines Bootstraps über Fahrer.</translation>
    </message>
    <message>
        <source>Movements that are not observed are predicted from their roads and from those that are. They say nothing of vehicles.</source>
        <extracomment>trajganr_core/jobs/junctions.py</extracomment>
        <translation>Fahrbeziehungen, die nicht beobachtet sind, werden aus ihren Straßen und aus den beobachteten vorhergesagt. Sie sagen nichts über Fahrzeuge.</translation>
    </message>
    <message>
        <source>No trip drives through a junction in the time set {name}: there are no rows for it.</source>
        <extracomment>trajganr_core/jobs/junctions.py</extracomment>
        <translation>Im Zeitraum {name} führt keine Fahrt durch einen Knotenpunkt: Es gibt keine Zeilen dafür.</translation>
    </message>
    <message>
        <source>In the time set {name}, too few movements are observed to predict the others.</source>
        <extracomment>trajganr_core/jobs/junctions.py</extracomment>
        <translation>Im Zeitraum {name} sind zu wenige Fahrbeziehungen beobachtet, um die anderen vorherzusagen.</translation>
    </message>
    <message>
        <source>Fixes are {spacing_s:g} s apart (median): a delay is an average over many passes.</source>
        <extracomment>trajganr_core/jobs/junctions.py</extracomment>
        <translation>Messpunkte sind {spacing_s:g} s auseinander (Median): Eine Verlustzeit ist ein Mittel vieler Durchfahrten.</translation>
    </message>
    <message>
        <source>The roads have no traffic signals in their data: levels of service are those of junctions without signals. Prepare the area with roads of OpenStreetMap, or say in the corrections where signals are.</source>
        <extracomment>trajganr_core/jobs/junctions.py</extracomment>
        <translation>Die Straßen haben keine Ampeln in ihren Daten: Die Qualitätsstufen sind die von Knotenpunkten ohne Ampeln. Das Gebiet mit Straßen von OpenStreetMap vorbereiten, oder in den Korrekturen sagen, wo Ampeln sind.</translation>
    </message>
    <message>
        <source>Writing labels</source>
        <extracomment>trajganr_core/jobs/labels.py</extracomment>
        <translation>Labels schreiben</translation>
    </message>
    <message>
        <source>Reading OpenStreetMap</source>
        <extracomment>trajganr_core/jobs/load_osm.py</extracomment>
        <translation>OpenStreetMap lesen</translation>
    </message>
    <message>
        <source>Reading roads</source>
        <extracomment>trajganr_core/jobs/match.py</extracomment>
        <translation>Straßen lesen</translation>
    </message>
    <message>
        <source>Preparing the network</source>
        <extracomment>trajganr_core/jobs/match.py</extracomment>
        <translation>Straßennetz aufbereiten</translation>
    </message>
    <message>
        <source>Learning from the trips</source>
        <extracomment>trajganr_core/jobs/match.py</extracomment>
        <translation>Lernen aus den Fahrten</translation>
    </message>
    <message>
        <source>Recovering ways in gaps</source>
        <extracomment>trajganr_core/jobs/match.py</extracomment>
        <translation>Wege in Lücken rekonstruieren</translation>
    </message>
    <message>
        <source>On no road are there passes of at least {least} drivers at these times; the number of drivers of all trips is {drivers}.</source>
        <extracomment>trajganr_core/jobs/observe.py</extracomment>
        <translation>Auf keiner Straße gibt es in diesen Zeiträumen Durchfahrten von mindestens {least} Fahrern; die Anzahl der Fahrer aller Fahrten ist {drivers}.</translation>
    </message>
    <message>
        <source>There are no passes in the time set {times}; the trips have passes in {hours} of the 168 hours of the week.</source>
        <extracomment>trajganr_core/jobs/observe.py</extracomment>
        <translation>Im Zeitraum {times} gibt es keine Fahrt; die Fahrten haben Durchfahrten in {hours} der 168 Stunden der Woche.</translation>
    </message>
    <message>
        <source>Observing traffic</source>
        <extracomment>trajganr_core/jobs/observe.py</extracomment>
        <translation>Verkehr beobachten</translation>
    </message>
    <message>
        <source>There are no passes in the time set {name}: the layer has no rows for it.</source>
        <extracomment>trajganr_core/jobs/observe.py</extracomment>
        <translation>Für den Zeitraum {name} gibt es keine Durchfahrten: Der Layer hat keine Zeilen dafür.</translation>
    </message>
    <message>
        <source>Percentiles with fewer than {n:,} drivers at or beyond them are missing.</source>
        <extracomment>trajganr_core/jobs/observe.py</extracomment>
        <translation>Perzentile, die von weniger als {n:,} Fahrern erreicht oder übertroffen werden, fehlen.</translation>
    </message>
    <message>
        <source>The passes are in {hours:,} of the {week:,} hours of the week, on {days}; other times were not observed.</source>
        <extracomment>trajganr_core/jobs/observe.py</extracomment>
        <translation>Stunden der Woche mit Durchfahrten: {hours:,} von {week:,}, {days}; andere Zeiten wurden nicht beobachtet.</translation>
    </message>
    <message>
        <source>Between no two zones are there trips of at least {least} drivers in the time set {times}.</source>
        <extracomment>trajganr_core/jobs/od_matrix.py</extracomment>
        <translation>Im Zeitraum {times} gibt es zwischen keinen zwei Zonen Fahrten von mindestens {least} Fahrern.</translation>
    </message>
    <message>
        <source>Choose larger zones or longer times of the week, add trips of more drivers, or lower the minimum number of drivers.</source>
        <extracomment>trajganr_core/jobs/od_matrix.py</extracomment>
        <translation>Größere Zonen oder längere Zeiträume der Woche wählen, Fahrten weiterer Fahrer hinzufügen oder die Mindestanzahl der Fahrer verringern.</translation>
    </message>
    <message>
        <source>{zones} zones at {times} times of the week are too many for noise: all of their pairs get it, and at most {most} numbers fit memory.</source>
        <extracomment>trajganr_core/jobs/od_matrix.py</extracomment>
        <translation>{zones} Zonen zu {times} Zeiträumen der Woche sind zu viele für Rauschen: Alle ihre Paare bekommen es, und höchstens {most} Zahlen passen in den Speicher.</translation>
    </message>
    <message>
        <source>Choose fewer zones or fewer times of the week.</source>
        <extracomment>trajganr_core/jobs/od_matrix.py</extracomment>
        <translation>Weniger Zonen oder weniger Zeiträume der Woche wählen.</translation>
    </message>
    <message>
        <source>No number of trips is larger than the noise: with an ε of {epsilon}, numbers below {least} are not written.</source>
        <extracomment>trajganr_core/jobs/od_matrix.py</extracomment>
        <translation>Keine Anzahl von Fahrten ist größer als das Rauschen: Mit einem ε von {epsilon} werden Zahlen unter {least} nicht geschrieben.</translation>
    </message>
    <message>
        <source>Choose larger zones, fewer times of the week, or a larger ε.</source>
        <extracomment>trajganr_core/jobs/od_matrix.py</extracomment>
        <translation>Größere Zonen, weniger Zeiträume der Woche oder ein größeres ε wählen.</translation>
    </message>
    <message>
        <source>No trip begins and ends in the zones in the time set {times}.</source>
        <extracomment>trajganr_core/jobs/od_matrix.py</extracomment>
        <translation>Im Zeitraum {times} beginnt und endet keine Fahrt in den Zonen.</translation>
    </message>
    <message>
        <source>Choose other zones, other times of the week or other trips.</source>
        <extracomment>trajganr_core/jobs/od_matrix.py</extracomment>
        <translation>Andere Zonen, andere Zeiträume der Woche oder andere Fahrten wählen.</translation>
    </message>
    <message>
        <source>Finding trips</source>
        <extracomment>trajganr_core/jobs/od_matrix.py</extracomment>
        <translation>Fahrten suchen</translation>
    </message>
    <message>
        <source>Counting trips</source>
        <extracomment>trajganr_core/jobs/od_matrix.py</extracomment>
        <translation>Fahrten zählen</translation>
    </message>
    <message>
        <source>All numbers have noise: the table is differentially private with an ε of {epsilon:g} of a driver, or of a trip without a driver id. A driver counts with at most {trips:,} trips, numbers are off by {scale:,.1f} on average, and those below {least:,} are not written. Each further table of these trips adds its ε: publish one.</source>
        <extracomment>trajganr_core/jobs/od_matrix.py</extracomment>
        <translation>Alle Zahlen haben Rauschen: Die Tabelle ist differentiell privat, mit einem ε von {epsilon:g} eines Fahrers, oder einer Fahrt ohne Fahrer-ID. Ein Fahrer zählt mit höchstens {trips:,} Fahrten, Zahlen weichen im Mittel um {scale:,.1f} ab, und die unter {least:,} werden nicht geschrieben. Jede weitere Tabelle dieser Fahrten fügt ihr ε hinzu: Veröffentlichen Sie nur eine.</translation>
    </message>
    <message>
        <source>Trips of fewer than {drivers:,} drivers begin or end outside all zones and were left out.</source>
        <extracomment>trajganr_core/jobs/od_matrix.py</extracomment>
        <translation>Fahrten von weniger als {drivers:,} Fahrern beginnen oder enden außerhalb aller Zonen und wurden ausgelassen.</translation>
    </message>
    <message>
        <source>{n:,} trips begin or end outside all zones and were left out.</source>
        <extracomment>trajganr_core/jobs/od_matrix.py</extracomment>
        <translation>{n:,} Fahrten beginnen oder enden außerhalb aller Zonen und wurden ausgelassen.</translation>
    </message>
    <message>
        <source>Left out: 1 feature of the layer of zones {why}.</source>
        <extracomment>trajganr_core/jobs/od_matrix.py</extracomment>
        <translation>Ausgelassen: 1 Objekt des Layers der Zonen {why}.</translation>
    </message>
    <message>
        <source>Left out: {n:,} features of the layer of zones {why}.</source>
        <extracomment>trajganr_core/jobs/od_matrix.py</extracomment>
        <translation>Ausgelassen: {n:,} Objekte des Layers der Zonen {why}.</translation>
    </message>
    <message>
        <source>All rows of the time set {name} are withheld.</source>
        <extracomment>trajganr_core/jobs/od_matrix.py</extracomment>
        <translation>Alle Zeilen des Zeitraums {name} werden zurückgehalten.</translation>
    </message>
    <message>
        <source>No trip begins and ends in the zones in the time set {name}: there are no rows for it.</source>
        <extracomment>trajganr_core/jobs/od_matrix.py</extracomment>
        <translation>Keine Fahrt beginnt und endet im Zeitraum {name} in den Zonen: Es gibt keine Zeilen dafür.</translation>
    </message>
    <message>
        <source>Zones without a name: {n:,}; their numbers in the layer are their names.</source>
        <extracomment>trajganr_core/jobs/od_matrix.py</extracomment>
        <translation>Zonen ohne Namen: {n:,}; ihre Nummern im Layer sind ihre Namen.</translation>
    </message>
    <message>
        <source>Some origins and destinations are in several zones, which overlap; they count in the first of them, in the order of the layer.</source>
        <extracomment>trajganr_core/jobs/od_matrix.py</extracomment>
        <translation>Einige Start- und Zielorte liegen in mehreren Zonen, die sich überschneiden; sie zählen in der ersten davon, in der Reihenfolge des Layers.</translation>
    </message>
    <message>
        <source>Drawing</source>
        <extracomment>trajganr_core/jobs/report.py</extracomment>
        <translation>Zeichnen</translation>
    </message>
    <message>
        <source>{name} has none of the roads of the bundle.</source>
        <extracomment>trajganr_core/jobs/routing_export.py</extracomment>
        <translation>{name} enthält keine der Straßen des Datenpakets.</translation>
    </message>
    <message>
        <source>Use a file of the same area, whose ways have the ids of the bundle's roads. Roads of a layer need a field such as osm_id.</source>
        <extracomment>trajganr_core/jobs/routing_export.py</extracomment>
        <translation>Eine Datei desselben Gebiets verwenden, deren Wege die Kennungen der Straßen des Datenpakets haben. Straßen eines Layers brauchen ein Feld wie osm_id.</translation>
    </message>
    <message>
        <source>Reading the extract</source>
        <extracomment>trajganr_core/jobs/routing_export.py</extracomment>
        <translation>Auszug lesen</translation>
    </message>
    <message>
        <source>Writing tiles</source>
        <extracomment>trajganr_core/jobs/routing_export.py</extracomment>
        <translation>Kacheln schreiben</translation>
    </message>
    <message>
        <source>Segments of which the extract has no pair of nodes: {n:,} of {all:,}.</source>
        <extracomment>trajganr_core/jobs/routing_export.py</extracomment>
        <translation>Segmente, von denen der Auszug kein Knotenpaar hat: {n:,} von {all:,}.</translation>
    </message>
    <message>
        <source>Edges of Valhalla with speeds: {n:,} of {all:,}. The others, such as footways and roads outside the study area, keep those of the tiles.</source>
        <extracomment>trajganr_core/jobs/routing_export.py</extracomment>
        <translation>Kanten von Valhalla mit Geschwindigkeiten: {n:,} von {all:,}. Die anderen, etwa Fußwege und Straßen außerhalb des Untersuchungsgebiets, behalten die der Kacheln.</translation>
    </message>
    <message>
        <source>Speeds are the mean paces of segments. What turns take beyond them is in the file of turns for OSRM and in travel times; the median of drives is in travel times only.</source>
        <extracomment>trajganr_core/jobs/routing_export.py</extracomment>
        <translation>Geschwindigkeiten sind die mittleren Tempi der Segmente. Was das Abbiegen darüber hinaus dauert, steht in der Abbiegedatei für OSRM und in den Reisezeiten; der Median der Fahrten steht nur in den Reisezeiten.</translation>
    </message>
    <message>
        <source>Trips of fewer than {least} drivers drive through the chosen roads in the time set {times}.</source>
        <extracomment>trajganr_core/jobs/select_link.py</extracomment>
        <translation>Im Zeitraum {times} führen Fahrten von weniger als {least} Fahrern durch die gewählten Straßen.</translation>
    </message>
    <message>
        <source>Choose longer times of the week or more roads, add trips of more drivers, or lower the minimum number of drivers.</source>
        <extracomment>trajganr_core/jobs/select_link.py</extracomment>
        <translation>Längere Zeiträume der Woche oder mehr Straßen wählen, Fahrten weiterer Fahrer hinzufügen oder die Mindestanzahl der Fahrer verringern.</translation>
    </message>
    <message>
        <source>No road is chosen.</source>
        <extracomment>trajganr_core/jobs/select_link.py</extracomment>
        <translation>Es ist keine Straße gewählt.</translation>
    </message>
    <message>
        <source>Choose at least one directed segment.</source>
        <extracomment>trajganr_core/jobs/select_link.py</extracomment>
        <translation>Mindestens ein gerichtetes Segment wählen.</translation>
    </message>
    <message>
        <source>The bundle has no directed segment {edges}; its segments are 0 to {last}.</source>
        <extracomment>trajganr_core/jobs/select_link.py</extracomment>
        <translation>Das Datenpaket hat kein gerichtetes Segment {edges}; seine Segmente sind 0 bis {last}.</translation>
    </message>
    <message>
        <source>Choose ids from the column edge of a layer of this bundle's roads.</source>
        <extracomment>trajganr_core/jobs/select_link.py</extracomment>
        <translation>Kennungen aus der Spalte edge eines Layers der Straßen dieses Datenpakets wählen.</translation>
    </message>
    <message>
        <source>No trip drives over the segments {through} and later over {then}.</source>
        <extracomment>trajganr_core/jobs/select_link.py</extracomment>
        <translation>Keine Fahrt führt über die Segmente {through} und später über {then}.</translation>
    </message>
    <message>
        <source>No trip drives over the segments {through}.</source>
        <extracomment>trajganr_core/jobs/select_link.py</extracomment>
        <translation>Keine Fahrt führt über die Segmente {through}.</translation>
    </message>
    <message>
        <source>Check the direction and the order of the segments, or choose more of them.</source>
        <extracomment>trajganr_core/jobs/select_link.py</extracomment>
        <translation>Richtung und Reihenfolge der Segmente prüfen oder mehr davon wählen.</translation>
    </message>
    <message>
        <source>No trip drives through the chosen roads in the time set {times}.</source>
        <extracomment>trajganr_core/jobs/select_link.py</extracomment>
        <translation>Im Zeitraum {times} führt keine Fahrt durch die gewählten Straßen.</translation>
    </message>
    <message>
        <source>No trip drives through the chosen roads in the time set {name}: there are no rows for it.</source>
        <extracomment>trajganr_core/jobs/select_link.py</extracomment>
        <translation>Keine Fahrt führt im Zeitraum {name} durch die gewählten Straßen: Es gibt keine Zeilen dafür.</translation>
    </message>
    <message>
        <source>Trips were recorded on {weekdays} and {weekend} of weekends; the hours are those of the whole week.</source>
        <extracomment>trajganr_core/jobs/select_link.py</extracomment>
        <translation>Tage mit Fahrten: {weekdays} und am Wochenende {weekend}; die Stunden sind die der ganzen Woche.</translation>
    </message>
    <message>
        <source>1 weekday</source>
        <extracomment>trajganr_core/jobs/select_link.py</extracomment>
        <translation>1 Werktag</translation>
    </message>
    <message>
        <source>{n:,} weekdays</source>
        <extracomment>trajganr_core/jobs/select_link.py</extracomment>
        <translation>{n:,} Werktage</translation>
    </message>
    <message>
        <source>There are {pairs} pairs of origins and destinations; the limit is {most}.</source>
        <extracomment>trajganr_core/jobs/travel_times.py</extracomment>
        <translation>Es gibt {pairs} Paare aus Starts und Zielen; die Grenze ist {most}.</translation>
    </message>
    <message>
        <source>Give fewer points, or run it several times.</source>
        <extracomment>trajganr_core/jobs/travel_times.py</extracomment>
        <translation>Weniger Punkte angeben, oder mehrmals ausführen.</translation>
    </message>
    <message>
        <source>Pairs without a route, whose times are empty: {n:,} of {all:,}.</source>
        <extracomment>trajganr_core/jobs/travel_times.py</extracomment>
        <translation>Paare ohne Route, deren Zeiten leer sind: {n:,} von {all:,}.</translation>
    </message>
    <message>
        <source>Forbidden turns of the bundle, which no route makes: {n:,}.</source>
        <extracomment>trajganr_core/jobs/travel_times.py</extracomment>
        <translation>Verbotene Abbiegevorgänge des Datenpakets, die keine Route enthält: {n:,}.</translation>
    </message>
    <message>
        <source>The column minutes is the mean of drives, drive_minutes_median their median: half of the drives are shorter.</source>
        <extracomment>trajganr_core/jobs/travel_times.py</extracomment>
        <translation>Die Spalte minutes ist der Mittelwert der Fahrten, drive_minutes_median ihr Median: Die Hälfte der Fahrten ist kürzer.</translation>
    </message>
    <message>
        <source>Intervals of the mean assume that all segments of a route are slower or faster than predicted together.</source>
        <extracomment>trajganr_core/jobs/travel_times.py</extracomment>
        <translation>Intervalle des Mittels nehmen an, dass alle Segmente einer Route gemeinsam langsamer oder schneller sind als vorhergesagt.</translation>
    </message>
    <message>
        <source>Writing the page</source>
        <extracomment>trajganr_core/jobs/webpage.py</extracomment>
        <translation>Die Seite wird geschrieben</translation>
    </message>
    <message>
        <source>There are no trips in the time set {name}: the page says that its values are estimates from other times.</source>
        <extracomment>trajganr_core/jobs/webpage.py</extracomment>
        <translation>Für den Zeitraum {name} gibt es keine Fahrten: Die Seite sagt, dass ihre Werte Schätzungen aus anderen Zeiten sind.</translation>
    </message>
    <message>
        <source>The page has {size:.1f} MB.</source>
        <extracomment>trajganr_core/jobs/webpage.py</extracomment>
        <translation>Die Seite hat {size:.1f} MB.</translation>
    </message>
    <message>
        <source>The layer does not name the times of these columns, which are left out: {columns}.</source>
        <extracomment>trajganr_core/jobs/webpage.py</extracomment>
        <translation>Der Layer benennt die Zeiten dieser Spalten nicht, die weggelassen werden: {columns}.</translation>
    </message>
    <message>
        <source>The layer does not name a licence, so the page does not show one.</source>
        <extracomment>trajganr_core/jobs/webpage.py</extracomment>
        <translation>Der Layer nennt keine Lizenz, daher zeigt die Seite keine.</translation>
    </message>
    <message>
        <source>It opens slowly on phones: choose fewer times of the week or fewer roads.</source>
        <extracomment>trajganr_core/jobs/webpage.py</extracomment>
        <translation>Sie öffnet sich auf Telefonen langsam: weniger Zeiträume der Woche oder weniger Straßen wählen.</translation>
    </message>
    <message>
        <source>Another process is reading street views</source>
        <extracomment>trajganr_core/model/feature_cache.py</extracomment>
        <translation>Ein anderer Prozess liest Straßenbilder</translation>
    </message>
    <message>
        <source>The model was trained in {model}, the bundle is of {bundle}.</source>
        <extracomment>trajganr_core/model/model_folder.py</extracomment>
        <translation>Das Modell wurde in {model} trainiert, das Datenpaket ist von {bundle}.</translation>
    </message>
    <message>
        <source>The card of the model {folder} names the backbone {name}, which is larger than the file of its weights.</source>
        <extracomment>trajganr_core/model/model_folder.py</extracomment>
        <translation>Der Steckbrief des Modells {folder} nennt den Backbone {name}, der größer ist als die Datei seiner Gewichte.</translation>
    </message>
    <message>
        <source>The model has no file {path}.</source>
        <extracomment>trajganr_core/model/model_folder.py</extracomment>
        <translation>Das Modell hat keine Datei {path}.</translation>
    </message>
    <message>
        <source>{path} is not the file that the model's card names.</source>
        <extracomment>trajganr_core/model/model_folder.py</extracomment>
        <translation>{path} ist nicht die Datei, die der Steckbrief des Modells nennt.</translation>
    </message>
    <message>
        <source>{path} does not fit the model's configuration: {reason}</source>
        <extracomment>trajganr_core/model/model_folder.py</extracomment>
        <translation>{path} passt nicht zur Konfiguration des Modells: {reason}</translation>
    </message>
    <message>
        <source>Use the release that made the model, or train it again.</source>
        <extracomment>trajganr_core/model/model_folder.py</extracomment>
        <translation>Die Version verwenden, die das Modell erstellt hat, oder es noch einmal trainieren.</translation>
    </message>
    <message>
        <source>The picture {path} cannot be read: {reason}</source>
        <extracomment>trajganr_core/model/pictures.py</extracomment>
        <translation>Das Straßenbild {path} lässt sich nicht lesen: {reason}</translation>
    </message>
    <message>
        <source>Replace or remove the picture, then prepare the bundle again.</source>
        <extracomment>trajganr_core/model/pictures.py</extracomment>
        <translation>Das Bild ersetzen oder entfernen, dann das Datenpaket noch einmal aufbereiten.</translation>
    </message>
    <message>
        <source>timm {version} has no model {name!r}.</source>
        <extracomment>trajganr_core/model/street_view.py</extracomment>
        <translation>timm {version} hat kein Modell {name!r}.</translation>
    </message>
    <message>
        <source>Choose a name that `timm.list_models()` prints.</source>
        <extracomment>trajganr_core/model/street_view.py</extracomment>
        <translation>Einen Namen wählen, den `timm.list_models()` ausgibt.</translation>
    </message>
    <message>
        <source>The weights of {name} could not be downloaded from the model hub: {reason}</source>
        <extracomment>trajganr_core/model/street_view.py</extracomment>
        <translation>Die Gewichte von {name} konnten nicht vom Modell-Hub heruntergeladen werden: {reason}</translation>
    </message>
    <message>
        <source>Check the connection and the proxy. Without them, choose trips and locations alone (modalities traj+loc), which need no pictures, or give a file of weights.</source>
        <extracomment>trajganr_core/model/street_view.py</extracomment>
        <translation>Die Verbindung und den Proxy prüfen. Ohne Verbindung nur Fahrten und Orte wählen (modalities traj+loc), die keine Bilder brauchen, oder eine Datei mit Gewichten angeben.</translation>
    </message>
    <message>
        <source>Prepare the bundle again.</source>
        <extracomment>trajganr_core/model/street_view.py</extracomment>
        <translation>Das Datenpaket noch einmal aufbereiten.</translation>
    </message>
    <message>
        <source>Reading street views</source>
        <extracomment>trajganr_core/model/street_view.py</extracomment>
        <translation>Straßenbilder lesen</translation>
    </message>
    <message>
        <source>{path} does not hold the weights of {name}: {problem}.</source>
        <extracomment>trajganr_core/model/weights.py</extracomment>
        <translation>{path} enthält nicht die Gewichte von {name}: {problem}.</translation>
    </message>
    <message>
        <source>Choose the backbone that the file was made for.</source>
        <extracomment>trajganr_core/model/weights.py</extracomment>
        <translation>Den Backbone wählen, für den die Datei gemacht wurde.</translation>
    </message>
    <message>
        <source>There is no weight file {path}.</source>
        <extracomment>trajganr_core/model/weights.py</extracomment>
        <translation>Es gibt keine Gewichtsdatei {path}.</translation>
    </message>
    <message>
        <source>Give an existing file, `hub` or `none`.</source>
        <extracomment>trajganr_core/model/weights.py</extracomment>
        <translation>Eine vorhandene Datei, `hub` oder `none` angeben.</translation>
    </message>
    <message>
        <source>{path} cannot be read as plain weights: {reason}</source>
        <extracomment>trajganr_core/model/weights.py</extracomment>
        <translation>{path} lässt sich nicht als reine Gewichte lesen: {reason}</translation>
    </message>
    <message>
        <source>Save the model's state dict alone, best as safetensors, and give that file.</source>
        <extracomment>trajganr_core/model/weights.py</extracomment>
        <translation>Nur das State Dict des Modells speichern, am besten als safetensors, und diese Datei angeben.</translation>
    </message>
    <message>
        <source>{heading} (continued)</source>
        <extracomment>trajganr_core/publish/pdf_pages.py</extracomment>
        <translation>{heading} (Fortsetzung)</translation>
    </message>
    <message>
        <source>{path} has no values that a page can show; its fields are {fields}.</source>
        <extracomment>trajganr_core/publish/shared_roads.py</extracomment>
        <translation>{path} hat keine Werte, die eine Seite zeigen kann; die Felder sind {fields}.</translation>
    </message>
    <message>
        <source>Choose the output of 'Predict roads' or 'Observed traffic'.</source>
        <extracomment>trajganr_core/publish/shared_roads.py</extracomment>
        <translation>Die Ausgabe von „Straßen vorhersagen“ oder „Beobachteter Verkehr“ wählen.</translation>
    </message>
    <message>
        <source>The layer has the column {time_set} but not {edge}, the number of the segment.</source>
        <extracomment>trajganr_core/publish/shared_roads.py</extracomment>
        <translation>Der Layer hat die Spalte {time_set}, aber nicht {edge}, die Nummer des Abschnitts.</translation>
    </message>
    <message>
        <source>Choose the output of 'Observed traffic' as it is.</source>
        <extracomment>trajganr_core/publish/shared_roads.py</extracomment>
        <translation>Die unveränderte Ausgabe von „Beobachteter Verkehr“ wählen.</translation>
    </message>
    <message>
        <source>The layer has {count} times in the column {time_set}; a page has at most {most}.</source>
        <extracomment>trajganr_core/publish/shared_roads.py</extracomment>
        <translation>Der Layer hat {count} Zeiten in der Spalte {time_set}; eine Seite hat höchstens {most}.</translation>
    </message>
    <message>
        <source>Choose the output of 'Observed traffic' with fewer times of the week.</source>
        <extracomment>trajganr_core/publish/shared_roads.py</extracomment>
        <translation>Die Ausgabe von „Beobachteter Verkehr“ mit weniger Zeiten der Woche wählen.</translation>
    </message>
    <message>
        <source>Drawing isochrones</source>
        <extracomment>trajganr_core/routing/isochrones.py</extracomment>
        <translation>Isochronen werden gezeichnet</translation>
    </message>
    <message>
        <source>More than {most} parts of roads are reached from these points.</source>
        <extracomment>trajganr_core/routing/reached.py</extracomment>
        <translation>Von diesen Punkten werden mehr als {most} Teile von Straßen erreicht.</translation>
    </message>
    <message>
        <source>Give fewer origins or shorter times.</source>
        <extracomment>trajganr_core/routing/reached.py</extracomment>
        <translation>Weniger Starts oder kürzere Zeiten angeben.</translation>
    </message>
    <message>
        <source>Finding reached roads</source>
        <extracomment>trajganr_core/routing/reached.py</extracomment>
        <translation>Erreichte Straßen suchen</translation>
    </message>
    <message>
        <source>{count} of {total} points of {name} have no road of the study area within {metres} m; the first is ({lon}, {lat}).</source>
        <extracomment>trajganr_core/routing/stops.py</extracomment>
        <translation>{count} von {total} Punkten aus {name} haben keine Straße des Untersuchungsgebiets innerhalb von {metres} m; der erste ist ({lon}, {lat}).</translation>
    </message>
    <message>
        <source>Move or remove these points, or raise the largest distance of a point from a road.</source>
        <extracomment>trajganr_core/routing/stops.py</extracomment>
        <translation>Diese Punkte verschieben oder entfernen, oder den größten Abstand eines Punkts von einer Straße erhöhen.</translation>
    </message>
    <message>
        <source>{name} has no points.</source>
        <extracomment>trajganr_core/routing/stops.py</extracomment>
        <translation>{name} hat keine Punkte.</translation>
    </message>
    <message>
        <source>Choose a layer with points in the study area.</source>
        <extracomment>trajganr_core/routing/stops.py</extracomment>
        <translation>Einen Layer mit Punkten im Untersuchungsgebiet wählen.</translation>
    </message>
    <message>
        <source>Finding routes</source>
        <extracomment>trajganr_core/routing/times.py</extracomment>
        <translation>Routen suchen</translation>
    </message>
    <message>
        <source>{path} is not an archive of tiles of Valhalla 3 ({reason}).</source>
        <extracomment>trajganr_core/routing/valhalla_tiles.py</extracomment>
        <translation>{path} ist kein Archiv von Kacheln von Valhalla 3 ({reason}).</translation>
    </message>
    <message>
        <source>Build the tiles with valhalla_build_tiles and pack them with valhalla_build_extract or tar.</source>
        <extracomment>trajganr_core/routing/valhalla_tiles.py</extracomment>
        <translation>Die Kacheln mit valhalla_build_tiles erstellen und mit valhalla_build_extract oder tar packen.</translation>
    </message>
    <message>
        <source>The roads of {path} are not those of the bundle.</source>
        <extracomment>trajganr_core/traffic/changes/predicted.py</extracomment>
        <translation>Die Straßen von {path} sind nicht die des Datenpakets.</translation>
    </message>
    <message>
        <source>Choose predictions of the bundle's own roads: 'Predict roads' without a road layer.</source>
        <extracomment>trajganr_core/traffic/changes/predicted.py</extracomment>
        <translation>Vorhersagen der Straßen des Datenpakets selbst wählen: „Straßen vorhersagen“ ohne Straßenlayer.</translation>
    </message>
    <message>
        <source>{path} has no predictions for the time set {time}.</source>
        <extracomment>trajganr_core/traffic/changes/predicted.py</extracomment>
        <translation>{path} hat keine Vorhersagen für den Zeitraum {time}.</translation>
    </message>
    <message>
        <source>Choose a layer of 'Predict roads' or 'trajganr predict' with these times of the week.</source>
        <extracomment>trajganr_core/traffic/changes/predicted.py</extracomment>
        <translation>Einen Layer von „Straßen vorhersagen“ oder „trajganr predict“ mit diesen Zeiträumen der Woche wählen.</translation>
    </message>
    <message>
        <source>The two bundles have {common} road segments in common, of {before} before and {after} after.</source>
        <extracomment>trajganr_core/traffic/changes/same_segments.py</extracomment>
        <translation>Die beiden Datenpakete haben {common} Straßensegmente gemeinsam, von {before} vorher und {after} nachher.</translation>
    </message>
    <message>
        <source>Prepare both study areas with the same road layer and extent.</source>
        <extracomment>trajganr_core/traffic/changes/same_segments.py</extracomment>
        <translation>Beide Untersuchungsgebiete mit demselben Straßenlayer und derselben Ausdehnung aufbereiten.</translation>
    </message>
    <message>
        <source>Comparing roads</source>
        <extracomment>trajganr_core/traffic/changes/sums.py</extracomment>
        <translation>Straßen vergleichen</translation>
    </message>
    <message>
        <source>{path} has no field {field}; its fields are {fields}.</source>
        <extracomment>trajganr_core/traffic/flows/zones.py</extracomment>
        <translation>{path} hat kein Feld {field}; die Felder sind {fields}.</translation>
    </message>
    <message>
        <source>Choose one of them, or none for the numbers of the features.</source>
        <extracomment>trajganr_core/traffic/flows/zones.py</extracomment>
        <translation>Eines davon wählen, oder keines für die Nummern der Objekte.</translation>
    </message>
    <message>
        <source>{path} has no polygon in the study area {bbox}.</source>
        <extracomment>trajganr_core/traffic/flows/zones.py</extracomment>
        <translation>{path} hat kein Polygon im Untersuchungsgebiet {bbox}.</translation>
    </message>
    <message>
        <source>that are rings too large for a roundabout</source>
        <extracomment>trajganr_core/traffic/junctions/consolidation.py</extracomment>
        <translation>die Ringe sind, zu groß für einen Kreisverkehr</translation>
    </message>
    <message>
        <source>{path} has {n:,} points and polygons in the study area {bbox}; 1 to {most:,} are possible.</source>
        <extracomment>trajganr_core/traffic/junctions/corrections.py</extracomment>
        <translation>{path} hat {n:,} Punkte und Polygone im Untersuchungsgebiet {bbox}; 1 bis {most:,} sind möglich.</translation>
    </message>
    <message>
        <source>Choose a layer of corrections of junctions, and check its CRS.</source>
        <extracomment>trajganr_core/traffic/junctions/corrections.py</extracomment>
        <translation>Einen Layer mit Korrekturen von Knotenpunkten wählen und sein KBS prüfen.</translation>
    </message>
    <message>
        <source>{path}: {value} is no value of the field {field}.</source>
        <extracomment>trajganr_core/traffic/junctions/corrections.py</extracomment>
        <translation>{path}: {value} ist kein Wert des Feldes {field}.</translation>
    </message>
    <message>
        <source>Write {values}, or leave it empty.</source>
        <extracomment>trajganr_core/traffic/junctions/corrections.py</extracomment>
        <translation>{values} schreiben, oder es leer lassen.</translation>
    </message>
    <message>
        <source>Polygon {fid} of the corrections of junctions has {nodes:,} nodes of the roads; {most} are possible.</source>
        <extracomment>trajganr_core/traffic/junctions/corrections.py</extracomment>
        <translation>Polygon {fid} der Korrekturen von Knotenpunkten hat {nodes:,} Knoten der Straßen; {most} sind möglich.</translation>
    </message>
    <message>
        <source>Draw a polygon around the nodes of one junction.</source>
        <extracomment>trajganr_core/traffic/junctions/corrections.py</extracomment>
        <translation>Ein Polygon um die Knoten eines Knotenpunkts zeichnen.</translation>
    </message>
    <message>
        <source>Features {one} and {another} of the corrections of junctions are for the same junction, and contradict each other or overlap.</source>
        <extracomment>trajganr_core/traffic/junctions/corrections.py</extracomment>
        <translation>Die Objekte {one} und {another} der Korrekturen von Knotenpunkten sind für denselben Knotenpunkt und widersprechen oder überschneiden sich.</translation>
    </message>
    <message>
        <source>Delete one of them, or draw polygons that do not overlap.</source>
        <extracomment>trajganr_core/traffic/junctions/corrections.py</extracomment>
        <translation>Eines davon löschen, oder Polygone zeichnen, die sich nicht überschneiden.</translation>
    </message>
    <message>
        <source>that are points farther than {m:.0f} m from every junction</source>
        <extracomment>trajganr_core/traffic/junctions/corrections.py</extracomment>
        <translation>die Punkte sind, weiter als {m:.0f} m von jedem Knotenpunkt</translation>
    </message>
    <message>
        <source>that are polygons without a node of the roads</source>
        <extracomment>trajganr_core/traffic/junctions/corrections.py</extracomment>
        <translation>die Polygone ohne einen Knoten der Straßen sind</translation>
    </message>
    <message>
        <source>that are points without a value in junction or signal</source>
        <extracomment>trajganr_core/traffic/junctions/corrections.py</extracomment>
        <translation>die Punkte ohne einen Wert in junction oder signal sind</translation>
    </message>
    <message>
        <source>Delays were measured in {measured:,} passes through junctions, from {up_m:g} m before the junction to {down_m:g} m after it.</source>
        <extracomment>trajganr_core/traffic/junctions/delays.py</extracomment>
        <translation>Verlustzeiten wurden bei {measured:,} Durchfahrten durch Knotenpunkte gemessen, von {up_m:g} m vor dem Knotenpunkt bis {down_m:g} m danach.</translation>
    </message>
    <message>
        <source>Of these, {shortened:,} were measured over a shorter way, because the next junction is nearer or the road ends.</source>
        <extracomment>trajganr_core/traffic/junctions/delays.py</extracomment>
        <translation>Davon wurden {shortened:,} über einen kürzeren Weg gemessen, weil der nächste Knotenpunkt näher ist oder die Straße endet.</translation>
    </message>
    <message>
        <source>{ends:,} passes through junctions have no delay: the trip begins or ends near the junction.</source>
        <extracomment>trajganr_core/traffic/junctions/delays.py</extracomment>
        <translation>{ends:,} Durchfahrten durch Knotenpunkte haben keine Verlustzeit: Die Fahrt beginnt oder endet nahe dem Knotenpunkt.</translation>
    </message>
    <message>
        <source>{sparse:,} passes through junctions have no delay: there are no fixes for more than {gap_s:g} s.</source>
        <extracomment>trajganr_core/traffic/junctions/delays.py</extracomment>
        <translation>{sparse:,} Durchfahrten durch Knotenpunkte haben keine Verlustzeit: Mehr als {gap_s:g} s lang gibt es keine Messpunkte.</translation>
    </message>
    <message>
        <source>{parked:,} passes through junctions have no delay: the vehicle stood for more than {minutes:g} minutes.</source>
        <extracomment>trajganr_core/traffic/junctions/delays.py</extracomment>
        <translation>{parked:,} Durchfahrten durch Knotenpunkte haben keine Verlustzeit: Das Fahrzeug stand mehr als {minutes:g} Minuten.</translation>
    </message>
    <message>
        <source>Fixes are {spacing_s:g} s apart (median). Above {close_s:g} s, long delays are measured too short and short ones too long: each by 5 % in a simulation with fixes each 30 s.</source>
        <extracomment>trajganr_core/traffic/junctions/delays.py</extracomment>
        <translation>Messpunkte sind {spacing_s:g} s auseinander (Median). Über {close_s:g} s werden lange Verlustzeiten zu kurz und kurze zu lang gemessen: je um 5 % in einer Simulation mit einem Messpunkt alle 30 s.</translation>
    </message>
    <message>
        <source>Observing junctions</source>
        <extracomment>trajganr_core/traffic/junctions/movement_statistics.py</extracomment>
        <translation>Knotenpunkte beobachten</translation>
    </message>
    <message>
        <source>A junction of the road network has {arms:,} arms: together, its movements are too many to be listed.</source>
        <extracomment>trajganr_core/traffic/junctions/movements.py</extracomment>
        <translation>Ein Knotenpunkt des Straßennetzes hat {arms:,} Arme: Es sind zu viele Fahrbeziehungen, um sie aufzuzählen.</translation>
    </message>
    <message>
        <source>Check the roads at ({lon}, {lat}): roads that only cross there must not share a node.</source>
        <extracomment>trajganr_core/traffic/junctions/movements.py</extracomment>
        <translation>Die Straßen bei ({lon}, {lat}) prüfen: Straßen, die sich dort nur kreuzen, dürfen keinen gemeinsamen Knoten haben.</translation>
    </message>
    <message>
        <source>Trips that begin within a junction: {begin:,}. They are not counted there.</source>
        <extracomment>trajganr_core/traffic/junctions/movements.py</extracomment>
        <translation>Fahrten, die in einem Knotenpunkt beginnen: {begin:,}. Sie werden dort nicht gezählt.</translation>
    </message>
    <message>
        <source>Trips that end within a junction: {end:,}. They are not counted there.</source>
        <extracomment>trajganr_core/traffic/junctions/movements.py</extracomment>
        <translation>Fahrten, die in einem Knotenpunkt enden: {end:,}. Sie werden dort nicht gezählt.</translation>
    </message>
    <message>
        <source>Left out: {uncertain:,} passes through junctions between distant fixes where other ways are as likely.</source>
        <extracomment>trajganr_core/traffic/junctions/movements.py</extracomment>
        <translation>Ausgelassen: {uncertain:,} Durchfahrten durch Knotenpunkte zwischen weit entfernten Messpunkten, bei denen andere Wege ebenso wahrscheinlich sind.</translation>
    </message>
    <message>
        <source>Left out: {not_permitted:,} passes through junctions by turns that the road network does not permit.</source>
        <extracomment>trajganr_core/traffic/junctions/movements.py</extracomment>
        <translation>Ausgelassen: {not_permitted:,} Durchfahrten durch Knotenpunkte, die das Straßennetz nicht erlaubt.</translation>
    </message>
    <message>
        <source>Earlier outputs of the same trips: {n:,}. Differences from them may tell of fewer than {drivers:,} drivers: publish one only. Such are: {outputs}.</source>
        <extracomment>trajganr_core/traffic/ledger.py</extracomment>
        <translation>Frühere Ausgaben derselben Fahrten: {n:,}. Unterschiede zu ihnen können etwas über weniger als {drivers:,} Fahrer verraten: Veröffentlichen Sie nur eine. Solche sind: {outputs}.</translation>
    </message>
    <message>
        <source>The ledger of earlier outputs cannot be read or written: it warns of nothing.</source>
        <extracomment>trajganr_core/traffic/ledger.py</extracomment>
        <translation>Das Verzeichnis früherer Ausgaben kann nicht gelesen oder geschrieben werden: Es warnt vor nichts.</translation>
    </message>
    <message>
        <source>{output} of {day} ({times})</source>
        <extracomment>trajganr_core/traffic/ledger.py</extracomment>
        <translation>{output} vom {day} ({times})</translation>
    </message>
    <message>
        <source>{output} of {day} ({times}, input trips)</source>
        <extracomment>trajganr_core/traffic/ledger.py</extracomment>
        <translation>{output} vom {day} ({times}, Eingabefahrten)</translation>
    </message>
    <message>
        <source>{output} of {day} ({times}, label trips)</source>
        <extracomment>trajganr_core/traffic/ledger.py</extracomment>
        <translation>{output} vom {day} ({times}, Labelfahrten)</translation>
    </message>
    <message>
        <source>The outlines of the polygons of {path} are too intricate: too many of their edges lie beside or across each other.</source>
        <extracomment>trajganr_core/traffic/polygons.py</extracomment>
        <translation>Die Umrisse der Polygone von {path} sind zu verwickelt: Zu viele ihrer Kanten liegen nebeneinander oder kreuzen sich.</translation>
    </message>
    <message>
        <source>Simplify the polygons or correct their geometry (in QGIS: Simplify, Fix geometries).</source>
        <extracomment>trajganr_core/traffic/polygons.py</extracomment>
        <translation>Die Polygone vereinfachen oder ihre Geometrie reparieren (in QGIS: Vereinfachen, Geometrien reparieren).</translation>
    </message>
    <message>
        <source>Rows of fewer than {n:,} drivers are not written, nor rows whose difference from other rows would be of fewer: {what}.</source>
        <extracomment>trajganr_core/traffic/published_layers.py</extracomment>
        <translation>Zeilen von weniger als {n:,} Fahrern werden nicht geschrieben, auch nicht Zeilen, deren Unterschied zu anderen Zeilen von weniger Fahrern wäre: {what}.</translation>
    </message>
    <message>
        <source>{n:,} of {all:,} pieces of trips have no driver id: each of their trips counts as a driver, so that the minimum number of drivers protects trips, not persons.</source>
        <extracomment>trajganr_core/traffic/published_layers.py</extracomment>
        <translation>{n:,} von {all:,} Teilen von Fahrten haben keine Fahrerkennung: Jede ihrer Fahrten zählt als ein Fahrer, sodass die Mindestzahl der Fahrer Fahrten schützt, nicht Personen.</translation>
    </message>
    <message>
        <source>{withheld:,} of {all:,} rows of segments</source>
        <extracomment>trajganr_core/traffic/published_layers.py</extracomment>
        <translation>{withheld:,} von {all:,} Zeilen von Segmenten</translation>
    </message>
    <message>
        <source>{withheld:,} of {all:,} rows of cells</source>
        <extracomment>trajganr_core/traffic/published_layers.py</extracomment>
        <translation>{withheld:,} von {all:,} Zeilen von Zellen</translation>
    </message>
    <message>
        <source>{withheld:,} of {all:,} rows of hours</source>
        <extracomment>trajganr_core/traffic/published_layers.py</extracomment>
        <translation>{withheld:,} von {all:,} Zeilen von Stunden</translation>
    </message>
    <message>
        <source>{withheld:,} of {all:,} rows of movements</source>
        <extracomment>trajganr_core/traffic/published_layers.py</extracomment>
        <translation>{withheld:,} von {all:,} Zeilen von Fahrbeziehungen</translation>
    </message>
    <message>
        <source>{withheld:,} of {all:,} rows of pairs of zones</source>
        <extracomment>trajganr_core/traffic/published_layers.py</extracomment>
        <translation>{withheld:,} von {all:,} Zeilen von Zonenpaaren</translation>
    </message>
    <message>
        <source>The checkpoint in {folder} is of another training: {reason}.</source>
        <extracomment>trajganr_core/training/engine/checkpoint.py</extracomment>
        <translation>Der Sicherungspunkt in {folder} gehört zu einem anderen Training: {reason}.</translation>
    </message>
    <message>
        <source>Use the earlier options to resume that training, or delete the folder to start again.</source>
        <extracomment>trajganr_core/training/engine/checkpoint.py</extracomment>
        <translation>Die früheren Optionen verwenden, um jenes Training fortzusetzen, oder den Ordner löschen, um von vorn zu beginnen.</translation>
    </message>
    <message>
        <source>The checkpoint file {path} was changed or is damaged.</source>
        <extracomment>trajganr_core/training/engine/checkpoint.py</extracomment>
        <translation>Die Datei {path} des Sicherungspunkts wurde geändert oder ist beschädigt.</translation>
    </message>
    <message>
        <source>Delete the folder {folder} to start the training again.</source>
        <extracomment>trajganr_core/training/engine/checkpoint.py</extracomment>
        <translation>Den Ordner {folder} löschen, um das Training von vorn zu beginnen.</translation>
    </message>
    <message>
        <source>Training diverged in epoch {epoch}, step {step}: {terms}.</source>
        <extracomment>trajganr_core/training/engine/loop.py</extracomment>
        <translation>Das Training ist in Epoche {epoch}, Schritt {step} divergiert: {terms}.</translation>
    </message>
    <message>
        <source>Choose a smaller learning rate, or the precision `float32`; the weights before that step are in the checkpoint.</source>
        <extracomment>trajganr_core/training/engine/loop.py</extracomment>
        <translation>Eine kleinere Lernrate oder die Genauigkeit `float32` wählen; die Gewichte vor diesem Schritt sind im Sicherungspunkt.</translation>
    </message>
    <message>
        <source>A batch of {size} does not fit into the memory of the {device}.</source>
        <extracomment>trajganr_core/training/engine/out_of_memory.py</extracomment>
        <translation>Ein Batch von {size} passt nicht in den Speicher von {device}.</translation>
    </message>
    <message>
        <source>Halve the batch size.</source>
        <extracomment>trajganr_core/training/engine/out_of_memory.py</extracomment>
        <translation>Die Batch-Größe halbieren.</translation>
    </message>
    <message>
        <source>Choose a smaller dimension, fewer layers or a smaller street-view backbone.</source>
        <extracomment>trajganr_core/training/engine/out_of_memory.py</extracomment>
        <translation>Eine kleinere Dimension, weniger Schichten oder einen kleineren Backbone wählen.</translation>
    </message>
    <message>
        <source>Choose a batch size of {fits} or less.</source>
        <extracomment>trajganr_core/training/engine/out_of_memory.py</extracomment>
        <translation>Eine Batch-Größe von höchstens {fits} wählen.</translation>
    </message>
    <message>
        <source>The model was pretrained elsewhere ({areas}). Its encoders are applied in this study area's own frame; what they learned of places there does not hold here.</source>
        <extracomment>trajganr_core/training/finetuning/finetune.py</extracomment>
        <translation>Das Modell wurde anderswo vortrainiert ({areas}). Seine Encoder werden im eigenen Bezugsrahmen dieses Untersuchungsgebiets angewandt; was sie dort über Orte gelernt haben, gilt hier nicht.</translation>
    </message>
    <message>
        <source>The model's heads for {tasks} are left out: they fit other encoders, or another study area.</source>
        <extracomment>trajganr_core/training/finetuning/finetune.py</extracomment>
        <translation>Die Köpfe des Modells für {tasks} entfallen: Sie passen zu anderen Encodern oder zu einem anderen Untersuchungsgebiet.</translation>
    </message>
    <message>
        <source>The model was pretrained without street views: the {n:,} of the bundle are not used.</source>
        <extracomment>trajganr_core/training/finetuning/finetune.py</extracomment>
        <translation>Das Modell wurde ohne Straßenbilder vortrainiert: Die {n:,} des Datenpakets werden nicht verwendet.</translation>
    </message>
    <message>
        <source>The shipped model was trained on {seen}, of which the bundle is made: figures of held-out roads may be too good here.</source>
        <extracomment>trajganr_core/training/finetuning/finetune.py</extracomment>
        <translation>Das mitgelieferte Modell wurde mit {seen} trainiert, woraus auch das Datenpaket besteht: Zahlen zurückgehaltener Straßen können hier zu gut sein.</translation>
    </message>
    <message>
        <source>Fine-tuning</source>
        <extracomment>trajganr_core/training/finetuning/head_learner.py</extracomment>
        <translation>Feinabstimmung</translation>
    </message>
    <message>
        <source>{task} has {count} labelled roads, none of them in the part of the split for {part}.</source>
        <extracomment>trajganr_core/training/finetuning/task_data.py</extracomment>
        <translation>{task} hat {count} Straßen mit Label, keine davon in dem Teil der Aufteilung für {part}.</translation>
    </message>
    <message>
        <source>Prepare a larger area or more trips, or leave the task out.</source>
        <extracomment>trajganr_core/training/finetuning/task_data.py</extracomment>
        <translation>Ein größeres Gebiet oder mehr Fahrten aufbereiten, oder die Aufgabe weglassen.</translation>
    </message>
    <message>
        <source>The bundle {name!r} has no labels for any task.</source>
        <extracomment>trajganr_core/training/finetuning/task_labels.py</extracomment>
        <translation>Das Datenpaket {name!r} hat für keine Aufgabe Labels.</translation>
    </message>
    <message>
        <source>The bundle has no labels for {task}: {reason}</source>
        <extracomment>trajganr_core/training/finetuning/task_labels.py</extracomment>
        <translation>Das Datenpaket hat keine Labels für {task}: {reason}</translation>
    </message>
    <message>
        <source>Prepare it from data that has them, or leave the task out.</source>
        <extracomment>trajganr_core/training/finetuning/task_labels.py</extracomment>
        <translation>Es aus Daten aufbereiten, die welche haben, oder die Aufgabe weglassen.</translation>
    </message>
    <message>
        <source>{count} labels of {task} in the column {column} {reason}.</source>
        <extracomment>trajganr_core/training/finetuning/task_labels.py</extracomment>
        <translation>{count} Labels von {task} in der Spalte {column} {reason}.</translation>
    </message>
    <message>
        <source>Correct them where the bundle's labels come from, and prepare it again.</source>
        <extracomment>trajganr_core/training/finetuning/task_labels.py</extracomment>
        <translation>Sie dort berichtigen, woher die Labels des Datenpakets kommen, und es noch einmal aufbereiten.</translation>
    </message>
    <message>
        <source>Growing trees</source>
        <extracomment>trajganr_core/training/finetuning/tree_heads.py</extracomment>
        <translation>Bäume aufbauen</translation>
    </message>
    <message>
        <source>Training with the modalities {modalities!r} needs street views, and the study area has none for training.</source>
        <extracomment>trajganr_core/training/pretraining/objective.py</extracomment>
        <translation>Das Training mit den Modalitäten {modalities!r} braucht Straßenbilder, und das Untersuchungsgebiet hat keine zum Trainieren.</translation>
    </message>
    <message>
        <source>Prepare it with street views, or choose modalities with trajectories.</source>
        <extracomment>trajganr_core/training/pretraining/objective.py</extracomment>
        <translation>Es mit Bildern aufbereiten oder Modalitäten mit Trajektorien wählen.</translation>
    </message>
    <message>
        <source>No bundle is named.</source>
        <extracomment>trajganr_core/training/pretraining/pretrain.py</extracomment>
        <translation>Es ist kein Datenpaket genannt.</translation>
    </message>
    <message>
        <source>Name one to pretrain on, or several.</source>
        <extracomment>trajganr_core/training/pretraining/pretrain.py</extracomment>
        <translation>Eines nennen, auf dem vortrainiert wird, oder mehrere.</translation>
    </message>
    <message>
        <source>The bundle {name!r} is named twice; {path} has the same content.</source>
        <extracomment>trajganr_core/training/pretraining/pretrain.py</extracomment>
        <translation>Das Datenpaket {name!r} ist zweimal genannt; {path} hat denselben Inhalt.</translation>
    </message>
    <message>
        <source>Loading the street-view backbone</source>
        <extracomment>trajganr_core/training/pretraining/pretrain.py</extracomment>
        <translation>Backbone der Straßenbilder laden</translation>
    </message>
    <message>
        <source>{count} coordinates of the bundle's {of} are not finite numbers.</source>
        <extracomment>trajganr_core/training/pretraining/trip_sampler.py</extracomment>
        <translation>{count} Koordinaten des Datenpakets ({of}) sind keine endlichen Zahlen.</translation>
    </message>
    <message>
        <source>Prepare the bundle again from data without such coordinates.</source>
        <extracomment>trajganr_core/training/pretraining/trip_sampler.py</extracomment>
        <translation>Das Datenpaket noch einmal aus Daten ohne solche Koordinaten aufbereiten.</translation>
    </message>
    <message>
        <source>The model {name!r} has no road function that could be adapted.</source>
        <extracomment>trajganr_core/training/road_function/learn_roads.py</extracomment>
        <translation>Das Modell {name!r} hat keine Straßenfunktion, die angepasst werden könnte.</translation>
    </message>
    <message>
        <source>Start from the shipped model, or train a new road function.</source>
        <extracomment>trajganr_core/training/road_function/learn_roads.py</extracomment>
        <translation>Beginnen Sie mit dem mitgelieferten Modell, oder trainieren Sie eine neue Straßenfunktion.</translation>
    </message>
    <message>
        <source>Passes of {drivers} drivers are too few to learn how fast roads are driven.</source>
        <extracomment>trajganr_core/training/road_function/train_road_function.py</extracomment>
        <translation>Durchfahrten von {drivers} Fahrern sind zu wenige, um zu lernen, wie Straßen befahren werden.</translation>
    </message>
    <message>
        <source>Prepare the study area with trips of at least {fewest} drivers.</source>
        <extracomment>trajganr_core/training/road_function/train_road_function.py</extracomment>
        <translation>Das Untersuchungsgebiet mit Fahrten von mindestens {fewest} Fahrern aufbereiten.</translation>
    </message>
    <message>
        <source>Learning times of the week</source>
        <extracomment>trajganr_core/training/road_function/train_road_function.py</extracomment>
        <translation>Straßen lernen</translation>
    </message>
    <message>
        <source>torch {version} finds no CUDA device.</source>
        <extracomment>trajganr_core/utils/device.py</extracomment>
        <translation>torch {version} findet kein CUDA-Gerät.</translation>
    </message>
    <message>
        <source>Install the driver and a CUDA build of torch in the worker's environment, or choose the device `cpu`.</source>
        <extracomment>trajganr_core/utils/device.py</extracomment>
        <translation>Den Treiber und einen CUDA-Build von torch in der Umgebung des Workers installieren oder das Gerät `cpu` wählen.</translation>
    </message>
    <message>
        <source>The GPU {device} does not compute in bfloat16.</source>
        <extracomment>trajganr_core/utils/device.py</extracomment>
        <translation>Die GPU {device} rechnet nicht in bfloat16.</translation>
    </message>
    <message>
        <source>Choose the precision `float32` or `auto`.</source>
        <extracomment>trajganr_core/utils/device.py</extracomment>
        <translation>Die Genauigkeit `float32` oder `auto` wählen.</translation>
    </message>
    <message>
        <source>1 day</source>
        <extracomment>trajganr_core/utils/remarks.py</extracomment>
        <translation>1 Tag</translation>
    </message>
    <message>
        <source>{n:,} days</source>
        <extracomment>trajganr_core/utils/remarks.py</extracomment>
        <translation>{n:,} Tage</translation>
    </message>
    <message>
        <source>Left out: 1 feature {why}.</source>
        <extracomment>trajganr_core/utils/remarks.py</extracomment>
        <translation>Ausgelassen: 1 Objekt {why}.</translation>
    </message>
    <message>
        <source>Left out: {n:,} features {why}.</source>
        <extracomment>trajganr_core/utils/remarks.py</extracomment>
        <translation>Ausgelassen: {n:,} Objekte {why}.</translation>
    </message>
    <message>
        <source>Left out: 1 pass {why}.</source>
        <extracomment>trajganr_core/utils/remarks.py</extracomment>
        <translation>Ausgelassen: 1 Durchfahrt {why}.</translation>
    </message>
    <message>
        <source>Left out: {n:,} passes {why}.</source>
        <extracomment>trajganr_core/utils/remarks.py</extracomment>
        <translation>Ausgelassen: {n:,} Durchfahrten {why}.</translation>
    </message>
    <message>
        <source>Left out: 1 picture {why}.</source>
        <extracomment>trajganr_core/utils/remarks.py</extracomment>
        <translation>Ausgelassen: 1 Bild {why}.</translation>
    </message>
    <message>
        <source>Left out: {n:,} pictures {why}.</source>
        <extracomment>trajganr_core/utils/remarks.py</extracomment>
        <translation>Ausgelassen: {n:,} Bilder {why}.</translation>
    </message>
    <message>
        <source>Left out: 1 street view {why}.</source>
        <extracomment>trajganr_core/utils/remarks.py</extracomment>
        <translation>Ausgelassen: 1 Straßenbild {why}.</translation>
    </message>
    <message>
        <source>Left out: {n:,} street views {why}.</source>
        <extracomment>trajganr_core/utils/remarks.py</extracomment>
        <translation>Ausgelassen: {n:,} Straßenbilder {why}.</translation>
    </message>
    <message>
        <source>The study area {bbox} is not a box of west &lt; east and south &lt; north in degrees.</source>
        <extracomment>trajganr_core/utils/study_area.py</extracomment>
        <translation>Das Untersuchungsgebiet {bbox} ist kein Rechteck mit West &lt; Ost und Süd &lt; Nord in Grad.</translation>
    </message>
    <message>
        <source>They look like west, east, south, north. Give west, south, east, north: {meant}.</source>
        <extracomment>trajganr_core/utils/study_area.py</extracomment>
        <translation>Sie sehen aus wie West, Ost, Süd, Nord. West, Süd, Ost, Nord angeben: {meant}.</translation>
    </message>
    <message>
        <source>They look like latitude, longitude. Give west, south, east, north: {meant}.</source>
        <extracomment>trajganr_core/utils/study_area.py</extracomment>
        <translation>Sie sehen aus wie Breite, Länge. West, Süd, Ost, Nord angeben: {meant}.</translation>
    </message>
    <message>
        <source>Opposite sides look exchanged. Give west, south, east, north: {meant}.</source>
        <extracomment>trajganr_core/utils/study_area.py</extracomment>
        <translation>Gegenüberliegende Seiten scheinen vertauscht. West, Süd, Ost, Nord angeben: {meant}.</translation>
    </message>
    <message>
        <source>Give west, south, east, north in EPSG:4326; areas across the date line are prepared as two.</source>
        <extracomment>trajganr_core/utils/study_area.py</extracomment>
        <translation>West, Süd, Ost, Nord in EPSG:4326 angeben; Gebiete über die Datumsgrenze werden als zwei aufbereitet.</translation>
    </message>
    <message>
        <source>{source}: most coordinates are no places on Earth in its CRS, {crs}.</source>
        <extracomment>trajganr_core/utils/study_area.py</extracomment>
        <translation>{source}: Die meisten Koordinaten sind in ihrem KBS {crs} keine Orte auf der Erde.</translation>
    </message>
    <message>
        <source>Set the CRS that the coordinates are in (in QGIS: Layer &gt; Set CRS of Layer).</source>
        <extracomment>trajganr_core/utils/study_area.py</extracomment>
        <translation>Das KBS der Koordinaten setzen (in QGIS: Layer &gt; KBS von Layer(n) setzen).</translation>
    </message>
    <message>
        <source>{source}: {count} coordinates lie outside ±180/±90 degrees, first ({lon}, {lat}).</source>
        <extracomment>trajganr_core/utils/study_area.py</extracomment>
        <translation>{source}: {count} Koordinaten liegen außerhalb von ±180/±90 Grad, zuerst ({lon}, {lat}).</translation>
    </message>
    <message>
        <source>Coordinates must be (lon, lat) degrees, EPSG:4326: check the layer's CRS, or whether longitude and latitude are swapped.</source>
        <extracomment>trajganr_core/utils/study_area.py</extracomment>
        <translation>Koordinaten müssen Grad (lon, lat) in EPSG:4326 sein: das KBS des Layers prüfen, oder ob Länge und Breite vertauscht sind.</translation>
    </message>
    <message>
        <source>{source}: its CRS is {crs}, in {unit}, but all coordinates are like degrees, first ({x}, {y}).</source>
        <extracomment>trajganr_core/utils/study_area.py</extracomment>
        <translation>{source}: Das KBS ist {crs}, in {unit}, aber alle Koordinaten sehen wie Grad aus, zuerst ({x}, {y}).</translation>
    </message>
    <message>
        <source>If they are longitude and latitude, set the CRS to EPSG:4326 (in QGIS: Layer &gt; Set CRS of Layer; for a table: the option crs), which does not change the coordinates.</source>
        <extracomment>trajganr_core/utils/study_area.py</extracomment>
        <translation>Sind es Länge und Breite, das KBS auf EPSG:4326 setzen (in QGIS: Layer &gt; KBS von Layer(n) setzen; für eine Tabelle: die Option crs); die Koordinaten ändert das nicht.</translation>
    </message>
    <message>
        <source>Other machines can reach {address}, and nobody has a key to this worker yet.</source>
        <extracomment>worker/trajganr_worker/access/auth.py</extracomment>
        <translation>Andere Rechner können {address} erreichen, und noch hat niemand einen Schlüssel zu diesem Worker.</translation>
    </message>
    <message>
        <source>Make one with 'trajganr worker keys make NAME', or listen at tcp://127.0.0.1:PORT and reach the worker through an SSH tunnel.</source>
        <extracomment>worker/trajganr_worker/access/auth.py</extracomment>
        <translation>Mit „trajganr worker keys make NAME“ einen erstellen, oder auf tcp://127.0.0.1:PORT lauschen und den Worker durch einen SSH-Tunnel erreichen.</translation>
    </message>
    <message>
        <source>The list of keys {path} cannot be read: {reason}.</source>
        <extracomment>worker/trajganr_worker/access/auth.py</extracomment>
        <translation>Die Schlüsselliste {path} lässt sich nicht lesen: {reason}.</translation>
    </message>
    <message>
        <source>Restore it from a copy, or use the release that wrote it; or move it away and make new keys for everybody. A running worker continues with the list that it read last.</source>
        <extracomment>worker/trajganr_worker/access/auth.py</extracomment>
        <translation>Sie aus einer Kopie wiederherstellen oder die Version verwenden, die sie geschrieben hat; oder sie verschieben und neue Schlüssel für alle erstellen. Ein laufender Worker verwendet weiter die Liste, die er zuletzt gelesen hat.</translation>
    </message>
    <message>
        <source>The worker's own key {path} cannot be read: {reason}.</source>
        <extracomment>worker/trajganr_worker/access/auth.py</extracomment>
        <translation>Der eigene Schlüssel {path} des Workers lässt sich nicht lesen: {reason}.</translation>
    </message>
    <message>
        <source>Restore it from a copy; or move it away and make new keys for everybody, whose key files name the worker's key.</source>
        <extracomment>worker/trajganr_worker/access/auth.py</extracomment>
        <translation>Ihn aus einer Kopie wiederherstellen; oder ihn verschieben und neue Schlüssel für alle erstellen, deren Schlüsseldateien den Schlüssel des Workers nennen.</translation>
    </message>
    <message>
        <source>The worker no longer accepts this key.</source>
        <extracomment>worker/trajganr_worker/access/auth.py</extracomment>
        <translation>Der Worker nimmt diesen Schlüssel nicht mehr an.</translation>
    </message>
    <message>
        <source>Ask the person who runs the worker for a new one.</source>
        <extracomment>worker/trajganr_worker/access/auth.py</extracomment>
        <translation>Bei der Verwaltung des Workers einen neuen anfragen.</translation>
    </message>
    <message>
        <source>The {kind} {id!r} is shared with you, but it is not yours.</source>
        <extracomment>worker/trajganr_worker/access/permissions.py</extracomment>
        <translation>{kind} {id!r} ist für alle freigegeben, gehört aber jemand anderem.</translation>
    </message>
    <message>
        <source>Ask the person who runs the worker to delete it.</source>
        <extracomment>worker/trajganr_worker/access/permissions.py</extracomment>
        <translation>Die Verwaltung des Workers bitten, es zu löschen.</translation>
    </message>
    <message>
        <source>The worker has no bundle {bundle!r}, which the model {model!r} learned from.</source>
        <extracomment>worker/trajganr_worker/access/permissions.py</extracomment>
        <translation>Der Worker hat das Datenpaket {bundle!r} nicht, aus dem das Modell {model!r} gelernt hat.</translation>
    </message>
    <message>
        <source>Choose a bundle that the worker lists.</source>
        <extracomment>worker/trajganr_worker/access/permissions.py</extracomment>
        <translation>Ein Datenpaket wählen, das der Worker auflistet.</translation>
    </message>
    <message>
        <source>There is no engine {name}.</source>
        <extracomment>worker/trajganr_worker/execution/executors.py</extracomment>
        <translation>Es gibt keine Engine {name}.</translation>
    </message>
    <message>
        <source>Choose from: {engines}.</source>
        <extracomment>worker/trajganr_worker/execution/executors.py</extracomment>
        <translation>Eine von diesen wählen: {engines}.</translation>
    </message>
    <message>
        <source>The engine {name} does not use the cluster address {address}.</source>
        <extracomment>worker/trajganr_worker/execution/executors.py</extracomment>
        <translation>Die Engine {name} verwendet die Clusteradresse {address} nicht.</translation>
    </message>
    <message>
        <source>Choose the engine ray, or omit the address.</source>
        <extracomment>worker/trajganr_worker/execution/executors.py</extracomment>
        <translation>Die Engine ray wählen oder die Adresse weglassen.</translation>
    </message>
    <message>
        <source>No Ray cluster responds at {address}: {reason}</source>
        <extracomment>worker/trajganr_worker/execution/ray_executor.py</extracomment>
        <translation>Unter {address} antwortet kein Ray-Cluster: {reason}</translation>
    </message>
    <message>
        <source>Start one, add this machine to it (ray start --address HOST:PORT), and name it with --engine-address when you start the worker.</source>
        <extracomment>worker/trajganr_worker/execution/ray_executor.py</extracomment>
        <translation>Einen starten, ihm diesen Rechner hinzufügen (ray start --address HOST:PORT) und ihn beim Start des Workers mit --engine-address nennen.</translation>
    </message>
    <message>
        <source>The Ray cluster at {address} has no processor for tasks.</source>
        <extracomment>worker/trajganr_worker/execution/ray_executor.py</extracomment>
        <translation>Der Ray-Cluster unter {address} hat keinen Prozessor für Aufgaben.</translation>
    </message>
    <message>
        <source>Add a node to it: ray start --address HOST:PORT.</source>
        <extracomment>worker/trajganr_worker/execution/ray_executor.py</extracomment>
        <translation>Ihm einen Knoten hinzufügen: ray start --address HOST:PORT.</translation>
    </message>
    <message>
        <source>A node of the Ray cluster has TrajGANR {node}, the worker has {worker}.</source>
        <extracomment>worker/trajganr_worker/execution/ray_executor.py</extracomment>
        <translation>Ein Knoten des Ray-Clusters hat TrajGANR {node}, der Worker hat {worker}.</translation>
    </message>
    <message>
        <source>Install the same release on every node.</source>
        <extracomment>worker/trajganr_worker/execution/ray_executor.py</extracomment>
        <translation>Auf jedem Knoten dieselbe Version installieren.</translation>
    </message>
    <message>
        <source>{address} is not the address of a Ray cluster.</source>
        <extracomment>worker/trajganr_worker/execution/ray_executor.py</extracomment>
        <translation>{address} ist nicht die Adresse eines Ray-Clusters.</translation>
    </message>
    <message>
        <source>Enter HOST:PORT of its head, as 'ray start --head' prints it, or auto.</source>
        <extracomment>worker/trajganr_worker/execution/ray_executor.py</extracomment>
        <translation>HOST:PORT seines Hauptknotens eingeben, wie „ray start --head“ es ausgibt, oder auto.</translation>
    </message>
    <message>
        <source>The engine ray needs the package ray, which this Python does not have.</source>
        <extracomment>worker/trajganr_worker/execution/ray_executor.py</extracomment>
        <translation>Die Engine ray braucht das Paket ray, das dieses Python nicht hat.</translation>
    </message>
    <message>
        <source>Install it on every node: pip install 'trajganr[cluster]'.</source>
        <extracomment>worker/trajganr_worker/execution/ray_executor.py</extracomment>
        <translation>Es auf jedem Knoten installieren: pip install 'trajganr[cluster]'.</translation>
    </message>
    <message>
        <source>The Ray cluster at {address} has no GPU, and the model is on one here.</source>
        <extracomment>worker/trajganr_worker/execution/ray_executor.py</extracomment>
        <translation>Der Ray-Cluster unter {address} hat keine GPU, und das Modell ist hier auf einer.</translation>
    </message>
    <message>
        <source>Choose the device cpu, or add a node with a GPU to the cluster.</source>
        <extracomment>worker/trajganr_worker/execution/ray_executor.py</extracomment>
        <translation>Das Gerät cpu wählen oder dem Cluster einen Knoten mit GPU hinzufügen.</translation>
    </message>
    <message>
        <source>A node of the Ray cluster had too little memory for a part of the work: {reason}</source>
        <extracomment>worker/trajganr_worker/execution/ray_executor.py</extracomment>
        <translation>Ein Knoten des Ray-Clusters hatte zu wenig Speicher für einen Teil der Arbeit: {reason}</translation>
    </message>
    <message>
        <source>Start the node with fewer processors (ray start --num-cpus), or use larger nodes; then resume the job.</source>
        <extracomment>worker/trajganr_worker/execution/ray_executor.py</extracomment>
        <translation>Den Knoten mit weniger Prozessoren starten (ray start --num-cpus) oder größere Knoten verwenden; dann den Auftrag fortsetzen.</translation>
    </message>
    <message>
        <source>The Ray cluster has lost a part of the work {count} times: {reason}</source>
        <extracomment>worker/trajganr_worker/execution/ray_executor.py</extracomment>
        <translation>Der Ray-Cluster hat einen Teil der Arbeit {count}-mal verloren: {reason}</translation>
    </message>
    <message>
        <source>Check the cluster's nodes (ray status); then resume the job.</source>
        <extracomment>worker/trajganr_worker/execution/ray_executor.py</extracomment>
        <translation>Die Knoten des Clusters prüfen (ray status); dann den Auftrag fortsetzen.</translation>
    </message>
    <message>
        <source>The training's processes have died {count} times.</source>
        <extracomment>worker/trajganr_worker/execution/torchrun_launcher.py</extracomment>
        <translation>Die Prozesse des Trainings sind {count}-mal abgestürzt.</translation>
    </message>
    <message>
        <source>Read the end of the job's log, and train again with fewer processes or a smaller batch size.</source>
        <extracomment>worker/trajganr_worker/execution/torchrun_launcher.py</extracomment>
        <translation>Das Ende des Protokolls des Auftrags lesen und mit weniger Prozessen oder einer kleineren Stapelgröße erneut trainieren.</translation>
    </message>
    <message>
        <source>The job's result has {size} bytes, more than {limit}.</source>
        <extracomment>worker/trajganr_worker/processes/job_process.py</extracomment>
        <translation>Das Ergebnis des Auftrags hat {size} Bytes, mehr als {limit}.</translation>
    </message>
    <message>
        <source>Report the problem with the job's log.</source>
        <extracomment>worker/trajganr_worker/processes/job_process.py</extracomment>
        <translation>Das Problem mit dem Protokoll des Auftrags melden.</translation>
    </message>
    <message>
        <source>The answer has {size} bytes, more than {limit}.</source>
        <extracomment>worker/trajganr_worker/processes/place_query_process.py</extracomment>
        <translation>Die Antwort hat {size} Bytes, mehr als {limit}.</translation>
    </message>
    <message>
        <source>Request fewer trips or fewer similar roads.</source>
        <extracomment>worker/trajganr_worker/processes/place_query_process.py</extracomment>
        <translation>Weniger Fahrten oder weniger ähnliche Straßen abfragen.</translation>
    </message>
    <message>
        <source>The worker's program was replaced or removed while the worker ran.</source>
        <extracomment>worker/trajganr_worker/processes/program.py</extracomment>
        <translation>Das Programm des Workers wurde ersetzt oder entfernt, während der Worker lief.</translation>
    </message>
    <message>
        <source>Restart the worker, then repeat this; a job can be resumed.</source>
        <extracomment>worker/trajganr_worker/processes/program.py</extracomment>
        <translation>Den Worker neu starten und dies wiederholen; ein Auftrag lässt sich fortsetzen.</translation>
    </message>
    <message>
        <source>The training needs {processes} GPUs, one for each process; this worker has {gpus}.</source>
        <extracomment>worker/trajganr_worker/scheduling/slots.py</extracomment>
        <translation>Das Training braucht {processes} GPUs, eine je Prozess; dieser Worker hat {gpus}.</translation>
    </message>
    <message>
        <source>Choose at most as many processes as there are GPUs, or the device cpu.</source>
        <extracomment>worker/trajganr_worker/scheduling/slots.py</extracomment>
        <translation>Höchstens so viele Prozesse wählen, wie es GPUs gibt, oder das Gerät cpu.</translation>
    </message>
    <message>
        <source>This job would wait for job {job}, which is {state}.</source>
        <extracomment>worker/trajganr_worker/server/admission.py</extracomment>
        <translation>Dieser Auftrag würde auf den Auftrag {job} warten, der {state} ist.</translation>
    </message>
    <message>
        <source>Resume that one first.</source>
        <extracomment>worker/trajganr_worker/server/admission.py</extracomment>
        <translation>Zuerst jenen fortsetzen.</translation>
    </message>
    <message>
        <source>The queue is full: {count} jobs are waiting.</source>
        <extracomment>worker/trajganr_worker/server/admission.py</extracomment>
        <translation>Die Warteschlange ist voll: {count} Aufträge warten.</translation>
    </message>
    <message>
        <source>Submit the job again when some have ended, or cancel some.</source>
        <extracomment>worker/trajganr_worker/server/admission.py</extracomment>
        <translation>Den Auftrag noch einmal abschicken, wenn einige geendet haben, oder einige abbrechen.</translation>
    </message>
    <message>
        <source>Job {job} has no file {name!r} in its result.</source>
        <extracomment>worker/trajganr_worker/server/file_server.py</extracomment>
        <translation>Der Auftrag {job} hat keine Datei {name!r} in seinem Ergebnis.</translation>
    </message>
    <message>
        <source>See 'files' in the job's result.</source>
        <extracomment>worker/trajganr_worker/server/file_server.py</extracomment>
        <translation>Siehe „files“ im Ergebnis des Auftrags.</translation>
    </message>
    <message>
        <source>'after' is not a list of at most {limit} jobs.</source>
        <extracomment>worker/trajganr_worker/server/job_request_schema.py</extracomment>
        <translation>„after“ ist keine Liste von höchstens {limit} Aufträgen.</translation>
    </message>
    <message>
        <source>Name the ids of the jobs that this one waits for.</source>
        <extracomment>worker/trajganr_worker/server/job_request_schema.py</extracomment>
        <translation>Die Kennungen der Aufträge nennen, auf die dieser wartet.</translation>
    </message>
    <message>
        <source>Too many place queries: {count} are waiting for an answer.</source>
        <extracomment>worker/trajganr_worker/server/place_query_dispatcher.py</extracomment>
        <translation>Zu viele Ortsanfragen: {count} warten auf eine Antwort.</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <extracomment>worker/trajganr_worker/server/place_query_dispatcher.py</extracomment>
        <translation>Es gleich noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The process that answers place queries has crashed several times.</source>
        <extracomment>worker/trajganr_worker/server/place_query_dispatcher.py</extracomment>
        <translation>Der Prozess, der Ortsanfragen beantwortet, ist mehrmals abgestürzt.</translation>
    </message>
    <message>
        <source>Read place_queries.log in the worker's home. The worker tries again in a minute.</source>
        <extracomment>worker/trajganr_worker/server/place_query_dispatcher.py</extracomment>
        <translation>place_queries.log im Heimordner des Workers lesen. Der Worker versucht es in einer Minute erneut.</translation>
    </message>
    <message>
        <source>The {kind} {id} is needed by job {job}.</source>
        <extracomment>worker/trajganr_worker/server/request_handlers.py</extracomment>
        <translation>{kind} {id} wird vom Auftrag {job} gebraucht.</translation>
    </message>
    <message>
        <source>Wait for that job, or cancel it first.</source>
        <extracomment>worker/trajganr_worker/server/request_handlers.py</extracomment>
        <translation>Auf diesen Auftrag warten oder ihn zuerst abbrechen.</translation>
    </message>
    <message>
        <source>Only an administrator may do that.</source>
        <extracomment>worker/trajganr_worker/server/request_handlers.py</extracomment>
        <translation>Das darf nur, wer den Worker verwaltet.</translation>
    </message>
    <message>
        <source>Ask the person who runs the worker.</source>
        <extracomment>worker/trajganr_worker/server/request_handlers.py</extracomment>
        <translation>Die Verwaltung des Workers fragen.</translation>
    </message>
    <message>
        <source>The {kind} {id} is needed by another person's job.</source>
        <extracomment>worker/trajganr_worker/server/request_handlers.py</extracomment>
        <translation>{kind} {id} wird vom Auftrag einer anderen Person gebraucht.</translation>
    </message>
    <message>
        <source>Try again when that job has ended, or ask an administrator.</source>
        <extracomment>worker/trajganr_worker/server/request_handlers.py</extracomment>
        <translation>Es erneut versuchen, wenn jener Auftrag geendet hat, oder die Verwaltung des Workers fragen.</translation>
    </message>
    <message>
        <source>Job {job} has not ended.</source>
        <extracomment>worker/trajganr_worker/server/request_handlers.py</extracomment>
        <translation>Der Auftrag {job} hat nicht geendet.</translation>
    </message>
    <message>
        <source>Cancel it first.</source>
        <extracomment>worker/trajganr_worker/server/request_handlers.py</extracomment>
        <translation>Ihn zuerst abbrechen.</translation>
    </message>
    <message>
        <source>Another job, {job}, was submitted with the same idempotency key.</source>
        <extracomment>worker/trajganr_worker/server/request_handlers.py</extracomment>
        <translation>Ein anderer Auftrag, {job}, wurde mit demselben Idempotenzschlüssel abgeschickt.</translation>
    </message>
    <message>
        <source>Use a different key for each job.</source>
        <extracomment>worker/trajganr_worker/server/request_handlers.py</extracomment>
        <translation>Für jeden Auftrag einen anderen Schlüssel verwenden.</translation>
    </message>
    <message>
        <source>The worker does not support the request {verb!r}.</source>
        <extracomment>worker/trajganr_worker/server/router_socket.py</extracomment>
        <translation>Der Worker unterstützt die Anfrage {verb!r} nicht.</translation>
    </message>
    <message>
        <source>Install the same release of plugin and worker.</source>
        <extracomment>worker/trajganr_worker/server/router_socket.py</extracomment>
        <translation>Erweiterung und Worker derselben Version installieren.</translation>
    </message>
    <message>
        <source>The worker cannot listen at {address}: {reason}.</source>
        <extracomment>worker/trajganr_worker/server/router_socket.py</extracomment>
        <translation>Der Worker kann nicht auf {address} lauschen: {reason}.</translation>
    </message>
    <message>
        <source>Choose another port, or stop the program that uses this one.</source>
        <extracomment>worker/trajganr_worker/server/router_socket.py</extracomment>
        <translation>Einen anderen Port wählen oder das Programm stoppen, das diesen verwendet.</translation>
    </message>
    <message>
        <source>The worker's disk has no room for {size} bytes.</source>
        <extracomment>worker/trajganr_worker/server/uploads.py</extracomment>
        <translation>Der Datenträger des Workers hat keinen Platz für {size} Bytes.</translation>
    </message>
    <message>
        <source>Delete jobs that are no longer needed, or free space on the worker's machine.</source>
        <extracomment>worker/trajganr_worker/server/uploads.py</extracomment>
        <translation>Nicht mehr gebrauchte Aufträge löschen oder auf dem Rechner des Workers Platz schaffen.</translation>
    </message>
    <message>
        <source>The data sent for {name} do not match the announced size of {size} bytes.</source>
        <extracomment>worker/trajganr_worker/server/uploads.py</extracomment>
        <translation>Die für {name} gesendeten Daten passen nicht zur angekündigten Größe von {size} Bytes.</translation>
    </message>
    <message>
        <source>Send the file again from its beginning.</source>
        <extracomment>worker/trajganr_worker/server/uploads.py</extracomment>
        <translation>Die Datei noch einmal von Anfang an senden.</translation>
    </message>
    <message>
        <source>The piece of {name} at {offset} is not the next one, which begins at {received}.</source>
        <extracomment>worker/trajganr_worker/server/uploads.py</extracomment>
        <translation>Das Stück von {name} bei {offset} ist nicht das nächste, das bei {received} beginnt.</translation>
    </message>
    <message>
        <source>Send the file again; received pieces are kept.</source>
        <extracomment>worker/trajganr_worker/server/uploads.py</extracomment>
        <translation>Die Datei noch einmal senden; empfangene Teile bleiben erhalten.</translation>
    </message>
    <message>
        <source>The file has {size} bytes; the worker accepts at most {limit}.</source>
        <extracomment>worker/trajganr_worker/server/uploads.py</extracomment>
        <translation>Die Datei hat {size} Bytes; der Worker nimmt höchstens {limit} an.</translation>
    </message>
    <message>
        <source>Send a part of it, or start the worker with a larger --max-upload-gb.</source>
        <extracomment>worker/trajganr_worker/server/uploads.py</extracomment>
        <translation>Einen Teil davon senden oder den Worker mit einem größeren --max-upload-gb starten.</translation>
    </message>
    <message>
        <source>The worker is receiving {count} files already, {own} of them yours.</source>
        <extracomment>worker/trajganr_worker/server/uploads.py</extracomment>
        <translation>Der Worker empfängt schon {count} Dateien, davon {own} eigene.</translation>
    </message>
    <message>
        <source>Send the file again when one of them has arrived.</source>
        <extracomment>worker/trajganr_worker/server/uploads.py</extracomment>
        <translation>Die Datei noch einmal senden, wenn eine davon angekommen ist.</translation>
    </message>
    <message>
        <source>The hash of {name} does not match the received file.</source>
        <extracomment>worker/trajganr_worker/server/uploads.py</extracomment>
        <translation>Der Hash von {name} passt nicht zur empfangenen Datei.</translation>
    </message>
    <message>
        <source>Send the file again; it may have changed meanwhile.</source>
        <extracomment>worker/trajganr_worker/server/uploads.py</extracomment>
        <translation>Die Datei noch einmal senden; sie kann sich inzwischen geändert haben.</translation>
    </message>
    <message>
        <source>The folder {name!r} in the worker's home has a name that no {kind} has.</source>
        <extracomment>worker/trajganr_worker/storage/artifacts.py</extracomment>
        <translation>Der Ordner {name!r} im Heimordner des Workers hat einen Namen, den nichts dieser Art ({kind}) hat.</translation>
    </message>
    <message>
        <source>Rename it to letters, digits, - and _, or remove it, on the worker's machine.</source>
        <extracomment>worker/trajganr_worker/storage/artifacts.py</extracomment>
        <translation>Ihn auf dem Rechner des Workers in einen Namen aus Buchstaben, Ziffern, - und _ umbenennen oder entfernen.</translation>
    </message>
    <message>
        <source>The job store {path} is damaged: {reason}.</source>
        <extracomment>worker/trajganr_worker/storage/database.py</extracomment>
        <translation>Der Auftragsspeicher {path} ist beschädigt: {reason}.</translation>
    </message>
    <message>
        <source>Move it away and start the worker again: bundles and models stay, the list of jobs is lost. You can try to repair a copy of it with SQLite's '.recover'.</source>
        <extracomment>worker/trajganr_worker/storage/database.py</extracomment>
        <translation>Ihn verschieben und den Worker neu starten: Datenpakete und Modelle bleiben, die Liste der Aufträge ist verloren. Eine Kopie davon lässt sich vielleicht mit „.recover“ von SQLite reparieren.</translation>
    </message>
    <message>
        <source>The job was killed (signal 9), as the system does when memory runs out.{peak}</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Der Auftrag wurde beendet (Signal 9), wie es das System tut, wenn der Speicher ausgeht.{peak}</translation>
    </message>
    <message>
        <source>Run fewer jobs at once and resume the job, or train again with a smaller batch size or on a machine with more memory.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Weniger Aufträge zugleich ausführen und den Auftrag fortsetzen, oder mit einer kleineren Stapelgröße oder auf einem Rechner mit mehr Speicher erneut trainieren.</translation>
    </message>
    <message>
        <source>Run fewer jobs at once and resume the job, or start it again with a smaller study area, with fewer files or on a machine with more memory.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Weniger Aufträge zugleich ausführen und den Auftrag fortsetzen, oder ihn mit einem kleineren Untersuchungsgebiet, mit weniger Dateien oder auf einem Rechner mit mehr Speicher neu starten.</translation>
    </message>
    <message>
        <source>The worker stopped while the job was running.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Der Worker wurde beendet, während der Auftrag lief.</translation>
    </message>
    <message>
        <source>It continues when the worker is started again; if not, resume it.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Er läuft weiter, wenn der Worker wieder gestartet wird; wenn nicht, ihn fortsetzen.</translation>
    </message>
    <message>
        <source>The job's process stopped responding and was killed.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Der Prozess des Auftrags reagierte nicht mehr und wurde beendet.</translation>
    </message>
    <message>
        <source>Read the end of the job's log, check disk and network, and resume the job.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Das Ende des Protokolls des Auftrags lesen, Datenträger und Netz prüfen und den Auftrag fortsetzen.</translation>
    </message>
    <message>
        <source>The worker crashed {ends} times while it started or ended this job, which has therefore failed.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Der Worker ist {ends}-mal abgestürzt, während er diesen Auftrag startete oder abschloss; der Auftrag ist deshalb fehlgeschlagen.</translation>
    </message>
    <message>
        <source>Report the problem with the worker's log. To try again, resume the job.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Das Problem mit dem Protokoll des Workers melden. Um es noch einmal zu versuchen, den Auftrag fortsetzen.</translation>
    </message>
    <message>
        <source>The job's process exited unexpectedly with status {status}.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Der Prozess des Auftrags endete unerwartet, mit dem Status {status}.</translation>
    </message>
    <message>
        <source>Read the end of the job's log. Report the problem with the log.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Das Ende des Protokolls des Auftrags lesen. Das Problem mit dem Protokoll melden.</translation>
    </message>
    <message>
        <source>The job waits for job {needed}, which is {state}.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Der Auftrag wartet auf den Auftrag {needed}, der {state} ist.</translation>
    </message>
    <message>
        <source>Resume that one, then this one.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Jenen fortsetzen, dann diesen.</translation>
    </message>
    <message>
        <source>Wait for it, or cancel it first.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Auf ihn warten oder ihn zuerst abbrechen.</translation>
    </message>
    <message>
        <source>The worker was restarted and no longer has the token or proxy of this job, which it does not store.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Der Worker wurde neu gestartet und hat das Token oder den Proxy dieses Auftrags nicht mehr, weil er beides nicht speichert.</translation>
    </message>
    <message>
        <source>Submit the job again; files that were fetched are kept.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Den Auftrag noch einmal abschicken; schon heruntergeladene Dateien bleiben erhalten.</translation>
    </message>
    <message>
        <source>The GPU has too little memory for this job.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Die GPU hat zu wenig Speicher für diesen Auftrag.</translation>
    </message>
    <message>
        <source>Train again with a smaller batch size (trips or locations per step), or on the device cpu.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Mit einer kleineren Stapelgröße (Fahrten oder Orte je Schritt) oder auf dem Gerät cpu erneut trainieren.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Der Datenträger ist voll.</translation>
    </message>
    <message>
        <source>Free some space, for example by deleting jobs that are no longer needed.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Platz schaffen, zum Beispiel durch Löschen nicht mehr gebrauchter Aufträge.</translation>
    </message>
    <message>
        <source>This account may not read or write {path}: {reason}.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Dieses Konto darf {path} nicht lesen oder schreiben: {reason}.</translation>
    </message>
    <message>
        <source>Change the permissions or the owner of the file or folder, or name another one. 'trajganr worker doctor' checks a worker's home.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Die Zugriffsrechte oder den Besitzer der Datei oder des Ordners ändern oder etwas anderes nennen. „trajganr worker doctor“ prüft den Heimordner eines Workers.</translation>
    </message>
    <message>
        <source>A layer could not be read or written. GDAL reports: {reason}</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Ein Layer ließ sich nicht lesen oder schreiben. GDAL meldet: {reason}</translation>
    </message>
    <message>
        <source>Check that its file is complete, that the disk has space, and that its fields have different names.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Prüfen, ob die Datei vollständig ist, ob auf dem Datenträger Platz ist und ob die Felder verschiedene Namen haben.</translation>
    </message>
    <message>
        <source>The worker's Python environment cannot import {package}: {reason}.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Die Python-Umgebung des Workers kann {package} nicht importieren: {reason}.</translation>
    </message>
    <message>
        <source>Set up the worker's environment again.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Die Umgebung des Workers noch einmal einrichten.</translation>
    </message>
    <message>
        <source>Job {job} has succeeded; there is nothing left to do.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Der Auftrag {job} ist fertig; es bleibt nichts zu tun.</translation>
    </message>
    <message>
        <source>Submit a new job to do it again.</source>
        <extracomment>worker/trajganr_worker/storage/error_mapping.py</extracomment>
        <translation>Einen neuen Auftrag abschicken, um es noch einmal zu tun.</translation>
    </message>
    <message>
        <source>Use the references and ids that the worker returned.</source>
        <extracomment>worker/trajganr_worker/storage/home.py</extracomment>
        <translation>Die Verweise und Kennungen verwenden, die der Worker zurückgegeben hat.</translation>
    </message>
    <message>
        <source>The worker has no {kind} {id!r}.</source>
        <extracomment>worker/trajganr_worker/storage/home.py</extracomment>
        <translation>Der Worker hat nichts dieser Art ({kind}): {id!r}.</translation>
    </message>
    <message>
        <source>Choose one that the worker lists, or make it again.</source>
        <extracomment>worker/trajganr_worker/storage/home.py</extracomment>
        <translation>Eines wählen, das der Worker aufführt, oder es neu erstellen.</translation>
    </message>
    <message>
        <source>The worker does not have the file {reference}.</source>
        <extracomment>worker/trajganr_worker/storage/home.py</extracomment>
        <translation>Der Worker hat die Datei {reference} nicht.</translation>
    </message>
    <message>
        <source>Send it before the job.</source>
        <extracomment>worker/trajganr_worker/storage/home.py</extracomment>
        <translation>Sie vor dem Auftrag senden.</translation>
    </message>
    <message>
        <source>Other accounts can enter the worker's home {home}, and this one cannot change that.</source>
        <extracomment>worker/trajganr_worker/storage/home.py</extracomment>
        <translation>Andere Konten haben Zugang zum Heimordner {home} des Workers, und dieses Konto kann das nicht ändern.</translation>
    </message>
    <message>
        <source>Run 'chmod 700' on it as its owner, or name a folder of your own with --home or in TRAJGANR_HOME, on a file system that keeps permissions.</source>
        <extracomment>worker/trajganr_worker/storage/home.py</extracomment>
        <translation>Mit dem Konto des Besitzers „chmod 700“ darauf ausführen oder mit --home oder in TRAJGANR_HOME einen eigenen Ordner nennen, auf einem Dateisystem, das Zugriffsrechte kennt.</translation>
    </message>
    <message>
        <source>Another worker uses {home}.</source>
        <extracomment>worker/trajganr_worker/storage/home.py</extracomment>
        <translation>Ein anderer Worker verwendet {home}.</translation>
    </message>
    <message>
        <source>Stop it with 'trajganr worker stop', or give this one a --home of its own.</source>
        <extracomment>worker/trajganr_worker/storage/home.py</extracomment>
        <translation>Ihn mit „trajganr worker stop“ stoppen oder diesem ein eigenes --home geben.</translation>
    </message>
    <message>
        <source>There is no job {job!r}.</source>
        <extracomment>worker/trajganr_worker/storage/job_queries.py</extracomment>
        <translation>Es gibt keinen Auftrag {job!r}.</translation>
    </message>
    <message>
        <source>List the jobs to see which there are.</source>
        <extracomment>worker/trajganr_worker/storage/job_queries.py</extracomment>
        <translation>Die Aufträge auflisten, um zu sehen, welche es gibt.</translation>
    </message>
    <message>
        <source>The {kind} {id!r} is damaged: its {name} cannot be used ({reason}).</source>
        <extracomment>worker/trajganr_worker/storage/manifest_reader.py</extracomment>
        <translation>{kind} {id!r} ist beschädigt: {name} lässt sich nicht verwenden ({reason}).</translation>
    </message>
    <message>
        <source>Delete it and make it again, or copy its folder again.</source>
        <extracomment>worker/trajganr_worker/storage/manifest_reader.py</extracomment>
        <translation>Es löschen und neu erstellen oder seinen Ordner noch einmal kopieren.</translation>
    </message>
    <message>
        <source>The worker has too many files and connections open.</source>
        <extracomment>worker/trajganr_worker/storage/open_files.py</extracomment>
        <translation>Der Worker hat zu viele Dateien und Verbindungen offen.</translation>
    </message>
    <message>
        <source>Try again later. If the error persists, run 'trajganr worker doctor' on the worker's machine, and raise its limit of open files (ulimit -n, or LimitNOFILE= of its service).</source>
        <extracomment>worker/trajganr_worker/storage/open_files.py</extracomment>
        <translation>Es später erneut versuchen. Wenn der Fehler bleibt, auf dem Rechner des Workers „trajganr worker doctor“ ausführen und das Limit offener Dateien erhöhen (ulimit -n, oder LimitNOFILE= seines Dienstes).</translation>
    </message>
    <message>
        <source>The job store {path} was written by an earlier development version.</source>
        <extracomment>worker/trajganr_worker/storage/schema.py</extracomment>
        <translation>Der Auftragsspeicher {path} wurde von einer früheren Entwicklungsversion geschrieben.</translation>
    </message>
    <message>
        <source>Move this file, and those beside it whose names begin like it, to another folder and start the worker again. Bundles and models are kept and stay their owners'; those whose owner is not recorded belong to administrators. The list of jobs starts empty.</source>
        <extracomment>worker/trajganr_worker/storage/schema.py</extracomment>
        <translation>Diese Datei und die daneben, deren Namen ebenso beginnen, in einen anderen Ordner verschieben und den Worker erneut starten. Datenpakete und Modelle bleiben erhalten und gehören weiterhin denselben Personen; ist nicht verzeichnet, wem etwas gehört, so gehört es der Verwaltung des Workers. Die Liste der Aufträge ist anfangs leer.</translation>
    </message>
    <message>
        <source>The job store {path} was written by a newer release.</source>
        <extracomment>worker/trajganr_worker/storage/schema.py</extracomment>
        <translation>Der Auftragsspeicher {path} wurde von einer neueren Version geschrieben.</translation>
    </message>
    <message>
        <source>Start the worker of that release, or give this one a --home of its own.</source>
        <extracomment>worker/trajganr_worker/storage/schema.py</extracomment>
        <translation>Den Worker jener Version starten oder diesem ein eigenes --home geben.</translation>
    </message>
    <message>
        <source>&lt;p&gt;Creates a report of a study area and what a model predicts of it, as one PDF. Page 1 is a summary: a map, the main figures, and what they are good enough for. Maps and tables follow, of the data, the errors of held-out roads, and the slowest and least reliable observed roads with 90&amp;nbsp;% intervals. It is written in English, German or French.&lt;/p&gt;</source>
        <extracomment>resources/help/areareport.html</extracomment>
        <translation>&lt;p&gt;Erstellt einen Bericht über ein Untersuchungsgebiet und was ein Modell davon vorhersagt, als ein PDF. Seite 1 ist eine Zusammenfassung: eine Karte, die wichtigsten Zahlen und wofür sie gut genug sind. Es folgen Karten und Tabellen der Daten, der Fehler auf zurückgehaltenen Straßen und der langsamsten und unzuverlässigsten beobachteten Straßen mit Intervallen zu 90&amp;nbsp;%. Er ist auf Englisch, Deutsch oder Französisch.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Observed roads are shown only where enough drivers made passes. The extremes of many roads are partly chance: compare their intervals.&lt;/p&gt;</source>
        <extracomment>resources/help/areareport.html</extracomment>
        <translation>&lt;p&gt;Beobachtete Straßen werden nur gezeigt, wo genügend Fahrer sie befahren haben. Die Extreme vieler Straßen sind zum Teil Zufall: ihre Intervalle vergleichen.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Exports layers of many bundles and models into one folder. Each bundle gets a folder with a subfolder for each model of its study area. Models of other study areas are skipped; the log lists them.&lt;/p&gt;</source>
        <extracomment>resources/help/batchexport.html</extracomment>
        <translation>&lt;p&gt;Exportiert Layer vieler Datenpakete und Modelle in einen Ordner. Jedes Datenpaket erhält einen Ordner mit einem Unterordner für jedes Modell seines Untersuchungsgebiets. Modelle anderer Untersuchungsgebiete werden übersprungen; das Protokoll führt sie auf.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Complete files in the folder are not created again. After an interruption, or to add bundles, models and layers, run the algorithm again with the same folder. All jobs are submitted first, so the worker continues when QGIS is closed; the next run downloads the finished results. The file &lt;i&gt;batch.json&lt;/i&gt; in the folder records what is complete.&lt;/p&gt;</source>
        <extracomment>resources/help/batchexport.html</extracomment>
        <translation>&lt;p&gt;Vollständige Dateien im Ordner werden nicht noch einmal erstellt. Nach einer Unterbrechung, oder um Datenpakete, Modelle und Layer hinzuzufügen, den Algorithmus mit demselben Ordner noch einmal ausführen. Alle Aufträge werden zuerst abgeschickt, sodass der Worker weiterarbeitet, wenn QGIS geschlossen ist; der nächste Lauf lädt die fertigen Ergebnisse herunter. Die Datei &lt;i&gt;batch.json&lt;/i&gt; im Ordner hält fest, was vollständig ist.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;A failed export does not stop the others. All failures are listed at the end, and the algorithm then ends with an error.&lt;/p&gt;</source>
        <extracomment>resources/help/batchexport.html</extracomment>
        <translation>&lt;p&gt;Ein fehlgeschlagener Export hält die übrigen nicht auf. Alle Fehler werden am Ende aufgeführt, und der Algorithmus endet dann mit einem Fehler.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;On the command line: &lt;i&gt;trajganr batch-export&lt;/i&gt;.&lt;/p&gt;</source>
        <extracomment>resources/help/batchexport.html</extracomment>
        <translation>&lt;p&gt;Auf der Befehlszeile: &lt;i&gt;trajganr batch-export&lt;/i&gt;.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Creates the quality report of a bundle: one HTML file with maps and figures of the data that were read and left out, trips per segment, sampling intervals, distances between fixes and roads, and street views per segment. It opens in the Results Viewer. &lt;i&gt;Quality report&lt;/i&gt; in the dock opens it in the browser.&lt;/p&gt;</source>
        <extracomment>resources/help/bundlereport.html</extracomment>
        <translation>&lt;p&gt;Erstellt den Qualitätsbericht eines Datenpakets: eine HTML-Datei mit Karten und Diagrammen zu den gelesenen und ausgelassenen Daten, Fahrten je Segment, Abtastabständen, Abständen zwischen Messpunkten und Straßen und Straßenbildern je Segment. Sie öffnet sich in der Ergebnisanzeige. &lt;i&gt;Bericht&lt;/i&gt; im Bedienfeld öffnet sie im Browser.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Compares two sides of one road network: two bundles, two periods, or two times of the week. Only trips are needed; predicted roads of both sides can be compared as well.&lt;/p&gt;</source>
        <extracomment>resources/help/changes.html</extracomment>
        <translation>&lt;p&gt;Vergleicht zwei Seiten eines Straßennetzes: zwei Datenpakete, zwei Zeitspannen von Tagen oder zwei Zeiträume der Woche. Nur Fahrten sind nötig; auch vorhergesagte Straßen beider Seiten können verglichen werden.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Choose what differs: another bundle after, other days, or another time of the week. Days are written like &lt;i&gt;2013-07-01&lt;/i&gt; or &lt;i&gt;2013-07-01/2013-09-30&lt;/i&gt;, times like &lt;i&gt;Mon-Fri 07:00-09:00&lt;/i&gt; or &lt;i&gt;weekend&lt;/i&gt;.&lt;/p&gt;</source>
        <extracomment>resources/help/changes.html</extracomment>
        <translation>&lt;p&gt;Zu wählen ist, was sich unterscheidet: ein anderes Datenpaket nachher, andere Tage oder ein anderer Zeitraum der Woche. Tage werden wie &lt;i&gt;2013-07-01&lt;/i&gt; oder &lt;i&gt;2013-07-01/2013-09-30&lt;/i&gt; geschrieben, Zeiträume wie &lt;i&gt;Mon-Fri 07:00-09:00&lt;/i&gt; oder &lt;i&gt;weekend&lt;/i&gt;.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;speed_kmh_…&lt;/b&gt;: space-mean speed before and after, and its change&lt;/li&gt;</source>
        <extracomment>resources/help/changes.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;speed_kmh_…&lt;/b&gt;: mittlere Reisegeschwindigkeit vorher und nachher, und ihre Änderung&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;trip_share_…&lt;/b&gt;: popularity: the share of the side's trips that drive over the road&lt;/li&gt;</source>
        <extracomment>resources/help/changes.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;trip_share_…&lt;/b&gt;: Beliebtheit: der Anteil der Fahrten der Seite, die über die Straße führen&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;slowdown_mps2_…&lt;/b&gt;: slow-down intensity&lt;/li&gt;</source>
        <extracomment>resources/help/changes.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;slowdown_mps2_…&lt;/b&gt;: Stärke des Abbremsens&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;…_change_low&lt;/b&gt;, &lt;b&gt;…_change_high&lt;/b&gt;: 90 % interval of the change&lt;/li&gt;</source>
        <extracomment>resources/help/changes.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;…_change_low&lt;/b&gt;, &lt;b&gt;…_change_high&lt;/b&gt;: 90-%-Intervall der Änderung&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;…_changed&lt;/b&gt;: &lt;i&gt;up&lt;/i&gt; or &lt;i&gt;down&lt;/i&gt; where the change is more than chance, otherwise &lt;i&gt;no&lt;/i&gt;; of these roads, at most the false-discovery rate (5 %) is expected to be flagged by chance&lt;/li&gt;</source>
        <extracomment>resources/help/changes.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;…_changed&lt;/b&gt;: &lt;i&gt;up&lt;/i&gt; oder &lt;i&gt;down&lt;/i&gt;, wo die Änderung mehr als Zufall ist, sonst &lt;i&gt;no&lt;/i&gt;; von diesen Straßen ist höchstens die Rate falscher Funde (5 %) als zufällig markiert zu erwarten&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;known&lt;/b&gt;: &lt;i&gt;both&lt;/i&gt;, or &lt;i&gt;before&lt;/i&gt; or &lt;i&gt;after&lt;/i&gt; for roads with enough drivers on one side only; their changes are not tested&lt;/li&gt;</source>
        <extracomment>resources/help/changes.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;known&lt;/b&gt;: &lt;i&gt;both&lt;/i&gt; (beide), oder &lt;i&gt;before&lt;/i&gt; (vorher) oder &lt;i&gt;after&lt;/i&gt; (nachher) für Straßen mit genug Fahrern nur auf einer Seite; ihre Änderungen werden nicht geprüft&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Chance is which drivers and which days there were. With fewer than five days on a side, it is which drivers only: what was special about these days, such as an accident or rain, counts as a change. Compare periods of many days.&lt;/p&gt;</source>
        <extracomment>resources/help/changes.html</extracomment>
        <translation>&lt;p&gt;Zufall ist, welche Fahrer und welche Tage da waren. Bei weniger als fünf Tagen auf einer Seite ist es nur, welche Fahrer: Was an diesen Tagen besonders war, etwa ein Unfall oder Regen, zählt als Änderung. Besser Zeitspannen von vielen Tagen vergleichen.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Orange roads are slower or have fewer trips after, blue ones are faster or have more. &lt;i&gt;Styles&lt;/i&gt; in the layer's context menu shows the other measures. The optional table counts changed roads by class and by district.&lt;/p&gt;</source>
        <extracomment>resources/help/changes.html</extracomment>
        <translation>&lt;p&gt;Orange Straßen sind nachher langsamer oder weniger befahren, blaue schneller oder mehr. &lt;i&gt;Stile&lt;/i&gt; im Kontextmenü des Layers zeigt die anderen Größen. Die optionale Tabelle zählt geänderte Straßen nach Klasse und Stadtteil.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Values of a side with fewer drivers than the minimum are not written, nor those of the smaller side where both differ by the passes of fewer drivers; the log says how many there are.&lt;/p&gt;</source>
        <extracomment>resources/help/changes.html</extracomment>
        <translation>&lt;p&gt;Werte von weniger Fahrern einer Seite als der Mindestanzahl werden nicht geschrieben, und auch die der kleineren Seite nicht, wo sich beide um die Durchfahrten von weniger Fahrern unterscheiden; das Protokoll sagt, wie viele das sind.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Prints the output of &lt;i&gt;Before and after&lt;/i&gt; as a PDF of two pages. The first one has a map and a legend for the changes of speed, popularity and slow-down; the second one has charts by road class and by district.&lt;/p&gt;</source>
        <extracomment>resources/help/changesreport.html</extracomment>
        <translation>&lt;p&gt;Druckt die Ausgabe von &lt;i&gt;Vorher und nachher&lt;/i&gt; als PDF mit zwei Seiten. Die erste hat je eine Karte und Legende der Änderungen von Geschwindigkeit, Beliebtheit und Abbremsen; die zweite hat Diagramme nach Straßenklasse und nach Stadtteil.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Coloured roads and bars are those whose change is more than chance. In the charts, the bar to the left is the share of the compared roads that are flagged as down, and the bar to the right that of those flagged as up; the numbers are beside them. Groups of fewer than five compared roads are left out, and so are all but the twelve largest groups.&lt;/p&gt;</source>
        <extracomment>resources/help/changesreport.html</extracomment>
        <translation>&lt;p&gt;Farbige Straßen und Balken sind die, deren Änderung mehr als Zufall ist. In den Diagrammen ist der Balken nach links der Anteil der verglichenen Straßen, die als niedriger markiert sind, und der Balken nach rechts der Anteil der als höher markierten; die Zahlen stehen daneben. Gruppen mit weniger als fünf verglichenen Straßen fehlen, ebenso alle außer den zwölf größten Gruppen.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The layers below the roads, such as a base map, are optional.&lt;/p&gt;</source>
        <extracomment>resources/help/changesreport.html</extracomment>
        <translation>&lt;p&gt;Die Layer unter den Straßen, etwa eine Grundkarte, sind optional.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Writes the labels of a bundle as a line layer with one feature per direction: traffic speed (the space or time mean that was chosen in &lt;i&gt;Prepare study area&lt;/i&gt;; the log says which), number of trips, hard braking or slow-down intensity, shares of place categories, and the number of observations behind each label. &lt;i&gt;edge&lt;/i&gt; is the number of the segment in the bundle; use it to join labels and predictions. The labels come from the label trips only, or from a layer of your own that was given to &lt;i&gt;Prepare study area&lt;/i&gt;.&lt;/p&gt;</source>
        <extracomment>resources/help/derivelabels.html</extracomment>
        <translation>&lt;p&gt;Schreibt die Labels eines Datenpakets als Linienlayer mit einem Objekt je Richtung: Verkehrsgeschwindigkeit (das räumliche oder zeitliche Mittel, das in &lt;i&gt;Untersuchungsgebiet aufbereiten&lt;/i&gt; gewählt wurde; das Protokoll nennt es), Anzahl der Fahrten, scharfes Bremsen oder Stärke des Abbremsens, Anteile der Ortskategorien und die Anzahl der Beobachtungen hinter jedem Label. &lt;i&gt;edge&lt;/i&gt; ist die Nummer des Segments im Datenpaket; darüber lassen sich Labels und Vorhersagen verknüpfen. Die Labels stammen nur aus den Label-Fahrten oder aus einem eigenen Layer, der in &lt;i&gt;Untersuchungsgebiet aufbereiten&lt;/i&gt; angegeben wurde.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Only roads with enough observations are used for training. For each task, the log and the outputs show how many roads these are, or why the task has no labels.&lt;/p&gt;</source>
        <extracomment>resources/help/derivelabels.html</extracomment>
        <translation>&lt;p&gt;Nur Straßen mit genügend Beobachtungen werden zum Training verwendet. Zu jeder Aufgabe zeigen das Protokoll und die Ausgaben, wie viele Straßen dies sind oder warum die Aufgabe keine Labels hat.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Downloads street views of a study area from Mapillary. They are saved in a ZIP file, and a point layer has one feature per street view, as &lt;i&gt;Load street view&lt;/i&gt; creates it. Keep both files together: the layer refers to the files in the ZIP.&lt;/p&gt;</source>
        <extracomment>resources/help/downloadmapillary.html</extracomment>
        <translation>&lt;p&gt;Lädt Straßenbilder eines Untersuchungsgebiets von Mapillary herunter. Sie werden in einer ZIP-Datei gespeichert, und ein Punktlayer hat ein Objekt je Straßenbild, wie ihn &lt;i&gt;Straßenbilder laden&lt;/i&gt; erstellt. Beide Dateien zusammen aufbewahren: Der Layer verweist auf die Dateien in der ZIP-Datei.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;You need a free access token from &lt;a href="https://www.mapillary.com/dashboard/developers"&gt;Mapillary's developer page&lt;/a&gt;. Save it in QGIS under &lt;i&gt;Settings › Options › Authentication&lt;/i&gt; as a configuration of type &lt;i&gt;Basic&lt;/i&gt; with the token as password. The token is not logged and not stored anywhere else.&lt;/p&gt;</source>
        <extracomment>resources/help/downloadmapillary.html</extracomment>
        <translation>&lt;p&gt;Benötigt wird ein kostenloses Zugriffstoken von der &lt;a href="https://www.mapillary.com/dashboard/developers"&gt;Entwicklerseite von Mapillary&lt;/a&gt;. Es in QGIS unter &lt;i&gt;Einstellungen › Optionen › Authentifizierung&lt;/i&gt; als Konfiguration vom Typ &lt;i&gt;Basic&lt;/i&gt; mit dem Token als Passwort speichern. Das Token wird nicht protokolliert und nirgendwo sonst gespeichert.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The worker downloads them with the proxy and certificates of QGIS. Downloaded ones stay in the worker's cache, so an interrupted download continues where it stopped. &lt;i&gt;Mapillary coverage&lt;/i&gt; shows beforehand where street views exist.&lt;/p&gt;</source>
        <extracomment>resources/help/downloadmapillary.html</extracomment>
        <translation>&lt;p&gt;Der Worker lädt sie mit Proxy und Zertifikaten von QGIS herunter. Heruntergeladene bleiben im Zwischenspeicher des Workers, sodass ein unterbrochener Download an der Stelle der Unterbrechung fortgesetzt wird. &lt;i&gt;Mapillary-Abdeckung&lt;/i&gt; zeigt vorab, wo es Straßenbilder gibt.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Street views are © Mapillary contributors, CC BY-SA 4.0; the layer's metadata include this.&lt;/p&gt;</source>
        <extracomment>resources/help/downloadmapillary.html</extracomment>
        <translation>&lt;p&gt;Straßenbilder: © Mapillary-Mitwirkende, CC BY-SA 4.0; die Metadaten des Layers enthalten dies.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Downloads roads and places (points of interest) of a study area from an Overpass API. The two layers have the same fields as those of &lt;i&gt;Load OpenStreetMap extract&lt;/i&gt;.&lt;/p&gt;</source>
        <extracomment>resources/help/downloadosm.html</extracomment>
        <translation>&lt;p&gt;Lädt Straßen und Orte (Points of Interest) eines Untersuchungsgebiets von einer Overpass-API herunter. Die beiden Layer haben dieselben Felder wie die von &lt;i&gt;OpenStreetMap-Auszug laden&lt;/i&gt;.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The worker downloads the data with the proxy and certificates of QGIS. If the service is busy, the worker waits and tries again; you can cancel at any time. For areas larger than a city, load an extract instead: public services refuse large requests.&lt;/p&gt;</source>
        <extracomment>resources/help/downloadosm.html</extracomment>
        <translation>&lt;p&gt;Der Worker lädt die Daten mit Proxy und Zertifikaten von QGIS herunter. Ist der Dienst ausgelastet, wartet der Worker und versucht es erneut; ein Abbruch ist jederzeit möglich. Für Gebiete, die größer als eine Stadt sind, stattdessen einen Auszug laden: Öffentliche Dienste lehnen große Anfragen ab.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Data are © OpenStreetMap contributors, ODbL; the layers' metadata include this.&lt;/p&gt;</source>
        <extracomment>resources/help/downloadosm.html</extracomment>
        <translation>&lt;p&gt;Daten: © OpenStreetMap-Mitwirkende, ODbL; die Metadaten der Layer enthalten dies.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Writes embeddings (vectors of numbers) of all road segments, in each direction, or of your own points. Use them for clustering, your own regression models or nearest-neighbour search.&lt;/p&gt;</source>
        <extracomment>resources/help/embedlocations.html</extracomment>
        <translation>&lt;p&gt;Schreibt Embeddings (Vektoren aus Zahlen) aller Straßensegmente, je Richtung, oder eigener Punkte. Sie eignen sich zum Clustern, für eigene Regressionsmodelle oder für die Suche nach nächsten Nachbarn.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;An embedding has three parts of length one: the street view, the location, and the trips that pass. A part without data is zero. The dot product of two embeddings is therefore the sum of three cosine similarities. &lt;i&gt;trips&lt;/i&gt;, &lt;i&gt;images&lt;/i&gt; and &lt;i&gt;basis&lt;/i&gt; show which data an embedding is based on.&lt;/p&gt;</source>
        <extracomment>resources/help/embedlocations.html</extracomment>
        <translation>&lt;p&gt;Ein Embedding hat drei Teile der Länge eins: das Straßenbild, den Ort und die vorbeikommenden Fahrten. Ein Teil ohne Daten ist null. Das Skalarprodukt zweier Embeddings ist daher die Summe dreier Kosinusähnlichkeiten. &lt;i&gt;trips&lt;/i&gt;, &lt;i&gt;images&lt;/i&gt; und &lt;i&gt;basis&lt;/i&gt; zeigen, auf welchen Daten ein Embedding beruht.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Without points and roads, the roads of the bundle are embedded. For a point, the trips on the nearest road within 25 m are used; &lt;i&gt;road_edge&lt;/i&gt;, &lt;i&gt;road_fid&lt;/i&gt; and &lt;i&gt;road_osm_id&lt;/i&gt; identify that road. Points outside the study area are left out and counted.&lt;/p&gt;</source>
        <extracomment>resources/help/embedlocations.html</extracomment>
        <translation>&lt;p&gt;Ohne Punkte und Straßen werden die Straßen des Datenpakets eingebettet. Für einen Punkt werden die Fahrten auf der nächsten Straße im Umkreis von 25 m verwendet; &lt;i&gt;road_edge&lt;/i&gt;, &lt;i&gt;road_fid&lt;/i&gt; und &lt;i&gt;road_osm_id&lt;/i&gt; bezeichnen diese Straße. Punkte außerhalb des Untersuchungsgebiets werden ausgelassen und gezählt.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;GeoPackage, FlatGeobuf and CSV have one column per dimension (&lt;i&gt;e_000&lt;/i&gt; and so on). GeoParquet has one array column; it is available here only if this QGIS can write GeoParquet. &lt;i&gt;Export layers&lt;/i&gt; can always write it.&lt;/p&gt;</source>
        <extracomment>resources/help/embedlocations.html</extracomment>
        <translation>&lt;p&gt;GeoPackage, FlatGeobuf und CSV haben eine Spalte je Dimension (&lt;i&gt;e_000&lt;/i&gt; und so weiter). GeoParquet hat eine Array-Spalte; es ist hier nur verfügbar, wenn dieses QGIS GeoParquet schreiben kann. &lt;i&gt;Layer exportieren&lt;/i&gt; kann es immer schreiben.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Compares the predictions of a fine-tuned model with labels. Without a bundle, the roads are those that were held out in fine-tuning. With another bundle of the same study area, all its labelled roads are used. The model may have been trained on some of them: the log shows how many.&lt;/p&gt;</source>
        <extracomment>resources/help/evaluate.html</extracomment>
        <translation>&lt;p&gt;Vergleicht die Vorhersagen eines feinabgestimmten Modells mit Labels. Ohne Datenpaket sind die Straßen jene, die bei der Feinabstimmung zurückgehalten wurden. Mit einem anderen Datenpaket desselben Untersuchungsgebiets werden alle seine Straßen mit Labels verwendet. Mit einigen davon kann das Modell trainiert worden sein: Das Protokoll zeigt, mit wie vielen.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The metrics are outputs for the Model Designer and scripts. The log shows them beside those of the mean of the road's own trips, and says whether that mean is enough. It also shows the errors, and how many roads lie inside their 90 % intervals, by road class, number of trips, basis and district.&lt;/p&gt;</source>
        <extracomment>resources/help/evaluate.html</extracomment>
        <translation>&lt;p&gt;Die Metriken sind Ausgaben für den Modellentwurf und für Skripte. Das Protokoll zeigt sie neben denen des Mittels der eigenen Fahrten der Straße und sagt, ob dieses Mittel genügt. Es zeigt auch die Fehler, und wie viele Straßen innerhalb ihrer 90-%-Intervalle liegen, nach Straßenklasse, Anzahl der Fahrten, Grundlage und Stadtteil.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The layer has, for each task, the label (&lt;i&gt;…_true&lt;/i&gt;: the behaviour of a few observed vehicles, or your own labels), the prediction, and the residual (label minus prediction). Each task has a style: brown where the prediction is too high, teal where it is too low. For the area-of-interest function, the style shows the residual of the category with the largest predicted share.&lt;/p&gt;</source>
        <extracomment>resources/help/evaluate.html</extracomment>
        <translation>&lt;p&gt;Der Layer enthält zu jeder Aufgabe das Label (&lt;i&gt;…_true&lt;/i&gt;: das Verhalten weniger beobachteter Fahrzeuge oder eigene Labels), die Vorhersage und das Residuum (Label minus Vorhersage). Jede Aufgabe hat einen Stil: braun, wo die Vorhersage zu hoch ist, blaugrün, wo sie zu niedrig ist. Bei der Nutzung der Umgebung zeigt der Stil das Residuum der Kategorie mit dem größten vorhergesagten Anteil.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Writes layers of a bundle for other programs, one file each: &lt;i&gt;roads&lt;/i&gt; with node numbers, matched &lt;i&gt;trips&lt;/i&gt; with times, &lt;i&gt;images&lt;/i&gt;, &lt;i&gt;labels&lt;/i&gt;, and, with a model, the &lt;i&gt;predictions&lt;/i&gt; and &lt;i&gt;embeddings&lt;/i&gt; of the bundle's roads.&lt;/p&gt;</source>
        <extracomment>resources/help/exportlayers.html</extracomment>
        <translation>&lt;p&gt;Schreibt Layer eines Datenpakets für andere Programme, je eine Datei: &lt;i&gt;roads&lt;/i&gt; mit Knotennummern, zugeordnete &lt;i&gt;trips&lt;/i&gt; mit Zeiten, &lt;i&gt;images&lt;/i&gt;, &lt;i&gt;labels&lt;/i&gt; und, mit einem Modell, die &lt;i&gt;predictions&lt;/i&gt; und &lt;i&gt;embeddings&lt;/i&gt; der Straßen des Datenpakets.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Everything is in EPSG:4326. Existing files with these names in the folder are replaced. The log lists the licences of the bundle's sources.&lt;/p&gt;</source>
        <extracomment>resources/help/exportlayers.html</extracomment>
        <translation>&lt;p&gt;Alles ist in EPSG:4326. Vorhandene Dateien mit diesen Namen im Ordner werden ersetzt. Das Protokoll führt die Lizenzen der Quellen des Datenpakets auf.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;For many bundles and models, use &lt;i&gt;Batch export&lt;/i&gt;.&lt;/p&gt;</source>
        <extracomment>resources/help/exportlayers.html</extracomment>
        <translation>&lt;p&gt;Für viele Datenpakete und Modelle &lt;i&gt;Stapelexport&lt;/i&gt; verwenden.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Trains one head per task on a pretrained model and measures its accuracy on held-out roads.&lt;/p&gt;</source>
        <extracomment>resources/help/finetune.html</extracomment>
        <translation>&lt;p&gt;Trainiert auf einem vortrainierten Modell je Aufgabe einen Kopf und misst dessen Genauigkeit auf zurückgehaltenen Straßen.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;Traffic speed&lt;/b&gt;: mean speed in km/h, by default the space mean (metres ÷ seconds), whose travel times add up&lt;/li&gt;</source>
        <extracomment>resources/help/finetune.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;Verkehrsgeschwindigkeit&lt;/b&gt;: mittlere Geschwindigkeit in km/h, standardmäßig das räumliche Mittel (Meter ÷ Sekunden), dessen Reisezeiten sich addieren lassen&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;Road popularity&lt;/b&gt;: how often a road is used, in five classes&lt;/li&gt;</source>
        <extracomment>resources/help/finetune.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;Beliebtheit der Straße&lt;/b&gt;: wie oft eine Straße befahren wird, in fünf Klassen&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;Area-of-interest function&lt;/b&gt;: shares of place categories around a road; needs places in the bundle&lt;/li&gt;</source>
        <extracomment>resources/help/finetune.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;Nutzung der Umgebung&lt;/b&gt;: Anteile der Ortskategorien rund um eine Straße; braucht Orte im Datenpaket&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;Hard braking&lt;/b&gt;: events per vehicle-km; needs fixes at most 2 s apart with measured speed&lt;/li&gt;</source>
        <extracomment>resources/help/finetune.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;Scharfes Bremsen&lt;/b&gt;: Ereignisse je Fahrzeugkilometer; braucht Messpunkte im Abstand von höchstens 2 s mit gemessener Geschwindigkeit&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;Slow-down intensity&lt;/b&gt;: how strongly vehicles slow down along the road, in m/s²; from fixes more than 2 s and at most 60 s apart. It is not hard braking, which such fixes do not show. Compare it only between roads whose trips have a similar sampling interval&lt;/li&gt;</source>
        <extracomment>resources/help/finetune.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;Stärke des Abbremsens&lt;/b&gt;: wie stark Fahrzeuge entlang der Straße langsamer werden, in m/s²; aus Messpunkten, die mehr als 2 s und höchstens 60 s auseinander liegen. Sie ist kein scharfes Bremsen, das solche Messpunkte nicht zeigen. Nur zwischen Straßen vergleichen, deren Fahrten einen ähnlichen Abtastabstand haben&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;With the &lt;i&gt;shipped model&lt;/i&gt;, nothing has to be pretrained; street views are then not used. The log shows each figure beside that of the mean of the road's own trips and, for speed, of the shipped model. It says so if the training gains nothing over them.&lt;/p&gt;</source>
        <extracomment>resources/help/finetune.html</extracomment>
        <translation>&lt;p&gt;Mit dem &lt;i&gt;mitgelieferten Modell&lt;/i&gt; muss nichts vortrainiert werden; Straßenbilder werden dann nicht verwendet. Das Protokoll zeigt jede Kennzahl neben der des Mittels der eigenen Fahrten der Straße und, für die Geschwindigkeit, des mitgelieferten Modells. Es sagt, wenn das Training ihnen gegenüber nichts gewinnt.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Options under &lt;i&gt;Advanced&lt;/i&gt; that you leave empty are taken from the model: the held-out roads from its pretraining, the inputs of the heads from its preset. The log shows the values.&lt;/p&gt;</source>
        <extracomment>resources/help/finetune.html</extracomment>
        <translation>&lt;p&gt;Leer gelassene Optionen unter &lt;i&gt;Fortgeschrittene Parameter&lt;/i&gt; werden vom Modell übernommen: die zurückgehaltenen Straßen aus seinem Vortraining, die Eingaben der Köpfe aus seiner Voreinstellung. Das Protokoll zeigt die Werte.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The bundle may be of another study area than those that the model was pretrained in. What the model learned about motion and street views transfers; what it learned about locations does not. Heads for another area are left out. The log says so.&lt;/p&gt;</source>
        <extracomment>resources/help/finetune.html</extracomment>
        <translation>&lt;p&gt;Das Datenpaket darf zu einem anderen Untersuchungsgebiet gehören als denen, in denen das Modell vortrainiert wurde. Was das Modell über Bewegung und Straßenbilder gelernt hat, ist übertragbar; was es über Orte gelernt hat, nicht. Köpfe für ein anderes Gebiet werden ausgelassen. Das Protokoll nennt dies.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The held-out metrics are outputs (&lt;i&gt;SPEED_MAE&lt;/i&gt;, &lt;i&gt;POPULARITY_F1_MACRO&lt;/i&gt;, …), and the log shows them beside those of the mean of the road's own trips. Outputs such as &lt;i&gt;SPEED_COVERAGE&lt;/i&gt; are the share of held-out roads whose label lies inside the 90 % interval.&lt;/p&gt;</source>
        <extracomment>resources/help/finetune.html</extracomment>
        <translation>&lt;p&gt;Die Metriken auf zurückgehaltenen Straßen sind Ausgaben (&lt;i&gt;SPEED_MAE&lt;/i&gt;, &lt;i&gt;POPULARITY_F1_MACRO&lt;/i&gt;, …), und das Protokoll zeigt sie neben denen des Mittels der eigenen Fahrten der Straße. Ausgaben wie &lt;i&gt;SPEED_COVERAGE&lt;/i&gt; sind der Anteil der zurückgehaltenen Straßen, deren Label im 90-%-Intervall liegt.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Adds predictions to a road layer as fields. The geometry and the fields of the roads do not change. Fields of roads without predictions are empty.&lt;/p&gt;</source>
        <extracomment>resources/help/joinpredictions.html</extracomment>
        <translation>&lt;p&gt;Fügt einem Straßenlayer Vorhersagen als Felder hinzu. Geometrie und Felder der Straßen ändern sich nicht. Felder von Straßen ohne Vorhersagen sind leer.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;A road may have been cut into several segments at junctions. Their values are combined: numbers and shares by the length-weighted mean; the popularity by the length-weighted median; intervals, sets and bounds by the widest; &lt;i&gt;trips&lt;/i&gt;, &lt;i&gt;images&lt;/i&gt; and &lt;i&gt;passes&lt;/i&gt; by the smallest. Speeds at times of the week and at hours are the total length ÷ the total time.&lt;/p&gt;</source>
        <extracomment>resources/help/joinpredictions.html</extracomment>
        <translation>&lt;p&gt;Eine Straße kann an Kreuzungen in mehrere Segmente geteilt worden sein. Deren Werte werden zusammengefasst: Zahlen und Anteile durch das längengewichtete Mittel; die Beliebtheit durch den längengewichteten Median; Intervalle, Mengen und Schranken durch die weitesten; &lt;i&gt;trips&lt;/i&gt;, &lt;i&gt;images&lt;/i&gt; und &lt;i&gt;passes&lt;/i&gt; durch die kleinsten. Geschwindigkeiten in Zeiträumen der Woche und zu einzelnen Stunden sind die Gesamtlänge ÷ die Gesamtzeit.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Layers of directed segments that have the fields &lt;i&gt;edge&lt;/i&gt;, &lt;i&gt;source_fid&lt;/i&gt; and &lt;i&gt;direction&lt;/i&gt;, such as the roads and labels of a bundle, are joined segment by segment by &lt;i&gt;edge&lt;/i&gt;. Both layers must come from the same bundle or the same road layer.&lt;/p&gt;</source>
        <extracomment>resources/help/joinpredictions.html</extracomment>
        <translation>&lt;p&gt;Layer gerichteter Segmente mit den Feldern &lt;i&gt;edge&lt;/i&gt;, &lt;i&gt;source_fid&lt;/i&gt; und &lt;i&gt;direction&lt;/i&gt;, etwa die Straßen und Labels eines Datenpakets, werden Segment für Segment über &lt;i&gt;edge&lt;/i&gt; verknüpft. Beide Layer müssen aus demselben Datenpaket oder demselben Straßenlayer stammen.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;i&gt;separate&lt;/i&gt; keeps both directions: &lt;i&gt;fwd_…&lt;/i&gt; is the direction in which the line is drawn, &lt;i&gt;bwd_…&lt;/i&gt; the opposite one, and each side of the road is coloured by its own value. &lt;i&gt;mean&lt;/i&gt; averages both directions. &lt;i&gt;worse&lt;/i&gt; takes the lower speed and the higher value of hard braking or slow-down; popularity and area-of-interest function have no worse direction: both directions are combined as for &lt;i&gt;mean&lt;/i&gt;.&lt;/p&gt;</source>
        <extracomment>resources/help/joinpredictions.html</extracomment>
        <translation>&lt;p&gt;&lt;i&gt;separate&lt;/i&gt; behält beide Richtungen: &lt;i&gt;fwd_…&lt;/i&gt; ist die Richtung, in der die Linie gezeichnet ist, &lt;i&gt;bwd_…&lt;/i&gt; die Gegenrichtung, und jede Straßenseite wird nach ihrem eigenen Wert gefärbt. &lt;i&gt;mean&lt;/i&gt; mittelt beide Richtungen. &lt;i&gt;worse&lt;/i&gt; nimmt die niedrigere Geschwindigkeit und den höheren Wert des scharfen Bremsens oder Abbremsens; bei Beliebtheit und Nutzung der Umgebung gibt es keine schlechtere Richtung: Beide Richtungen werden wie bei &lt;i&gt;mean&lt;/i&gt; zusammengefasst.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Measures where trips lose time at junctions: each way through a junction, from an approach to an exit, at times of the week. No model is needed. Dual carriageways, roundabouts and clusters of signals are one junction.&lt;/p&gt;</source>
        <extracomment>resources/help/junctions.html</extracomment>
        <translation>&lt;p&gt;Misst, wo Fahrten an Knotenpunkten Zeit verlieren: für jeden Weg durch einen Knotenpunkt, von einer Zufahrt zu einer Ausfahrt, in Zeiträumen der Woche. Es ist kein Modell nötig. Getrennte Fahrbahnen, Kreisverkehre und Gruppen von Ampeln sind ein Knotenpunkt.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;Junctions&lt;/b&gt;: a point with the level of service as colour and letter, the mean delay of all passes and the worst movement&lt;/li&gt;</source>
        <extracomment>resources/help/junctions.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;Knotenpunkte&lt;/b&gt;: ein Punkt mit der Qualitätsstufe als Farbe und Buchstabe, der mittleren Verlustzeit aller Durchfahrten und der schlechtesten Fahrbeziehung&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;Movements&lt;/b&gt;: an arrow from 1:6,000 on, wider for more passes, in the colour of its control delay. Broken ones are predicted&lt;/li&gt;</source>
        <extracomment>resources/help/junctions.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;Fahrbeziehungen&lt;/b&gt;: ein Pfeil ab 1:6.000, breiter für mehr Durchfahrten, in der Farbe seiner Verlustzeit. Gestrichelte sind vorhergesagt&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;delay_s&lt;/b&gt;: seconds from 100 m before the junction to 50 m after it, or less where the next one is near, beyond those at free flow&lt;/li&gt;</source>
        <extracomment>resources/help/junctions.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;delay_s&lt;/b&gt;: Sekunden von 100 m vor dem Knotenpunkt bis 50 m danach, oder weniger, wo der nächste nahe ist, über die bei freiem Verkehr hinaus&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;share&lt;/b&gt;: the turn ratio, passes of the movement ÷ passes of its approach&lt;/li&gt;</source>
        <extracomment>resources/help/junctions.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;share&lt;/b&gt;: der Abbiegeanteil, Durchfahrten der Fahrbeziehung ÷ Durchfahrten ihrer Zufahrt&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;level_of_service&lt;/b&gt;: A to F by the thresholds of the Highway Capacity Manual, with or without traffic signals&lt;/li&gt;</source>
        <extracomment>resources/help/junctions.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;level_of_service&lt;/b&gt;: A bis F nach den Schwellen des Highway Capacity Manual, mit oder ohne Ampeln&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;A delay is a mean over many passes. Movements that too few drivers made are predicted from their roads and from observed ones; they have no numbers of vehicles.&lt;/p&gt;</source>
        <extracomment>resources/help/junctions.html</extracomment>
        <translation>&lt;p&gt;Eine Verlustzeit ist ein Mittel vieler Durchfahrten. Fahrbeziehungen von zu wenigen Fahrern werden aus ihren Straßen und aus beobachteten vorhergesagt; sie haben keine Zahlen von Fahrzeugen.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Each time of the week has a style of its own, which you choose with &lt;i&gt;Styles&lt;/i&gt; in the layer's context menu. &lt;i&gt;Ask a place&lt;/i&gt; draws the turning diagram of the junction that you click.&lt;/p&gt;</source>
        <extracomment>resources/help/junctions.html</extracomment>
        <translation>&lt;p&gt;Jeder Zeitraum der Woche hat einen eigenen Stil, den Sie mit &lt;i&gt;Stile&lt;/i&gt; im Kontextmenü des Layers wählen. &lt;i&gt;Einen Ort abfragen&lt;/i&gt; zeichnet das Knotenstromdiagramm des Knotenpunkts, auf den Sie klicken.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Corrections are a layer of polygons, which make one junction of the nodes in them, and of points, which with &lt;i&gt;apart&lt;/i&gt; in the field &lt;i&gt;junction&lt;/i&gt; part the nearest one. The field &lt;i&gt;signal&lt;/i&gt; says &lt;i&gt;yes&lt;/i&gt; or &lt;i&gt;no&lt;/i&gt;.&lt;/p&gt;</source>
        <extracomment>resources/help/junctions.html</extracomment>
        <translation>&lt;p&gt;Korrekturen sind ein Layer von Polygonen, die aus den Knoten darin einen Knotenpunkt machen, und von Punkten, die mit &lt;i&gt;apart&lt;/i&gt; im Feld &lt;i&gt;junction&lt;/i&gt; den nächsten trennen. Das Feld &lt;i&gt;signal&lt;/i&gt; sagt &lt;i&gt;yes&lt;/i&gt; oder &lt;i&gt;no&lt;/i&gt;.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Reads roads and places (points of interest) from an OpenStreetMap extract (&lt;i&gt;.osm, .osm.gz, .osm.bz2, .osm.pbf&lt;/i&gt;), such as those of Geofabrik, into two layers. &lt;i&gt;Prepare study area&lt;/i&gt; and &lt;i&gt;Match trips to roads&lt;/i&gt; can use them directly.&lt;/p&gt;</source>
        <extracomment>resources/help/loadosm.html</extracomment>
        <translation>&lt;p&gt;Liest Straßen und Orte (Points of Interest) aus einem OpenStreetMap-Auszug (&lt;i&gt;.osm, .osm.gz, .osm.bz2, .osm.pbf&lt;/i&gt;), etwa von Geofabrik, in zwei Layer. &lt;i&gt;Untersuchungsgebiet aufbereiten&lt;/i&gt; und &lt;i&gt;Fahrten Straßen zuordnen&lt;/i&gt; können sie direkt verwenden.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Places have one of the categories food, shop, education, health, leisure, tourism, office and transport, according to a table of OpenStreetMap tags. You can choose another table under &lt;i&gt;Advanced&lt;/i&gt;.&lt;/p&gt;</source>
        <extracomment>resources/help/loadosm.html</extracomment>
        <translation>&lt;p&gt;Orte haben eine der Kategorien Gastronomie, Handel, Bildung, Gesundheit, Freizeit, Tourismus, Büro und Verkehr, nach einer Tabelle von OpenStreetMap-Tags. Unter &lt;i&gt;Fortgeschrittene Parameter&lt;/i&gt; lässt sich eine andere Tabelle wählen.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;If you set a study area, only data inside it are read. Always set it for a large extract. Data are © OpenStreetMap contributors, ODbL; the layers' metadata include this.&lt;/p&gt;</source>
        <extracomment>resources/help/loadosm.html</extracomment>
        <translation>&lt;p&gt;Mit einem Untersuchungsgebiet werden nur die Daten darin gelesen. Bei einem großen Auszug immer eines angeben. Daten: © OpenStreetMap-Mitwirkende, ODbL; die Metadaten der Layer enthalten dies.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Reads street views into a point layer. Their files are not copied; the field &lt;i&gt;path&lt;/i&gt; refers to them.&lt;/p&gt;</source>
        <extracomment>resources/help/loadstreetview.html</extracomment>
        <translation>&lt;p&gt;Liest Straßenbilder in einen Punktlayer. Ihre Dateien werden nicht kopiert; das Feld &lt;i&gt;path&lt;/i&gt; verweist auf sie.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;An index is a CSV file with the columns &lt;i&gt;id, file, lon, lat&lt;/i&gt; and optionally &lt;i&gt;compass_angle&lt;/i&gt; and &lt;i&gt;captured_at&lt;/i&gt;; &lt;i&gt;file&lt;/i&gt; is relative to the index. A ZIP file or a folder that contains an &lt;i&gt;index.csv&lt;/i&gt; and the photos can be read too.&lt;/p&gt;</source>
        <extracomment>resources/help/loadstreetview.html</extracomment>
        <translation>&lt;p&gt;Ein Verzeichnis ist eine CSV-Datei mit den Spalten &lt;i&gt;id, file, lon, lat&lt;/i&gt; und optional &lt;i&gt;compass_angle&lt;/i&gt; und &lt;i&gt;captured_at&lt;/i&gt;; &lt;i&gt;file&lt;/i&gt; ist relativ zum Verzeichnis. Eine ZIP-Datei oder ein Ordner mit einer &lt;i&gt;index.csv&lt;/i&gt; und den Fotos kann ebenfalls gelesen werden.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;In a folder without an index, all subfolders are searched for photos with a position in their EXIF data. Viewing direction and time are read if present.&lt;/p&gt;</source>
        <extracomment>resources/help/loadstreetview.html</extracomment>
        <translation>&lt;p&gt;In einem Ordner ohne Verzeichnis werden alle Unterordner nach Fotos mit einer Position in den EXIF-Daten durchsucht. Blickrichtung und Zeit werden gelesen, falls vorhanden.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Street views without a position, or whose file is missing, are left out; the log shows how many.&lt;/p&gt;</source>
        <extracomment>resources/help/loadstreetview.html</extracomment>
        <translation>&lt;p&gt;Straßenbilder ohne Position oder ohne Datei werden ausgelassen; das Protokoll zeigt, wie viele.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Reads trips into a line layer: one line per trip, EPSG:4326, with the time of each fix as M value (Unix seconds, UTC). The worker reads the data. The log shows the format that it recognised, and what was left out and why.&lt;/p&gt;</source>
        <extracomment>resources/help/loadtrips.html</extracomment>
        <translation>&lt;p&gt;Liest Fahrten in einen Linienlayer: eine Linie je Fahrt, EPSG:4326, mit der Zeit jedes Messpunkts als M-Wert (Unix-Sekunden, UTC). Der Worker liest die Daten. Das Protokoll zeigt das erkannte Format und was warum ausgelassen wurde.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Supported formats: the CSV of the ECML/PKDD 2015 taxi challenge, also zipped; tables with one row per fix; Cabspotting files, also as folder or ZIP; GPX; MovingFeatures JSON; and point layers or measured line layers in any format that GDAL opens. Instead of a file you can choose a layer of the project, for example from a database.&lt;/p&gt;</source>
        <extracomment>resources/help/loadtrips.html</extracomment>
        <translation>&lt;p&gt;Unterstützte Formate: die CSV-Datei des Taxi-Wettbewerbs der ECML/PKDD 2015, auch gezippt; Tabellen mit einer Zeile je Messpunkt; Cabspotting-Dateien, auch als Ordner oder ZIP; GPX; MovingFeatures-JSON; und Punktlayer oder Linienlayer mit M-Werten in jedem Format, das GDAL öffnet. Statt einer Datei kann ein Layer des Projekts gewählt werden, zum Beispiel aus einer Datenbank.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Times are Unix seconds or milliseconds (UTC) or ISO 8601. Times without a time zone are refused until you set the zone under &lt;i&gt;Advanced&lt;/i&gt;. Speeds are read if the unit is part of the field's name (for example &lt;i&gt;speed_kmh&lt;/i&gt;) or is set there.&lt;/p&gt;</source>
        <extracomment>resources/help/loadtrips.html</extracomment>
        <translation>&lt;p&gt;Zeiten sind Unix-Sekunden oder -Millisekunden (UTC) oder ISO 8601. Zeiten ohne Zeitzone werden abgelehnt, bis die Zeitzone unter &lt;i&gt;Fortgeschrittene Parameter&lt;/i&gt; gesetzt ist. Geschwindigkeiten werden gelesen, wenn die Einheit Teil des Feldnamens ist (zum Beispiel &lt;i&gt;speed_kmh&lt;/i&gt;) oder dort gesetzt ist.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Trips are cleaned: fixes are sorted by time; fixes with a repeated time or an impossible speed are removed; trips are cut at gaps, optionally at stops, and at the border of the study area. You can change each rule under &lt;i&gt;Advanced&lt;/i&gt;; 0 turns it off.&lt;/p&gt;</source>
        <extracomment>resources/help/loadtrips.html</extracomment>
        <translation>&lt;p&gt;Fahrten werden bereinigt: Messpunkte werden nach der Zeit geordnet; Messpunkte mit wiederholter Zeit oder unmöglicher Geschwindigkeit werden entfernt; Fahrten werden an Lücken, optional an Halten, und am Rand des Untersuchungsgebiets geteilt. Jede Regel lässt sich unter &lt;i&gt;Fortgeschrittene Parameter&lt;/i&gt; ändern; 0 schaltet sie aus.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;A heading (degrees clockwise from north; for example a field &lt;i&gt;heading&lt;/i&gt; or &lt;i&gt;course&lt;/i&gt;) improves the matching to roads. The field &lt;i&gt;headings&lt;/i&gt; contains those of all fixes, if the file has any.&lt;/p&gt;</source>
        <extracomment>resources/help/loadtrips.html</extracomment>
        <translation>&lt;p&gt;Eine Fahrtrichtung (Grad im Uhrzeigersinn von Norden; zum Beispiel ein Feld &lt;i&gt;heading&lt;/i&gt; oder &lt;i&gt;course&lt;/i&gt;) verbessert die Zuordnung zu Straßen. Das Feld &lt;i&gt;headings&lt;/i&gt; enthält die aller Messpunkte, falls die Datei welche hat.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The field &lt;i&gt;speeds&lt;/i&gt; contains the measured speed of each fix in km/h, if the file has speeds. Hard braking needs measured speeds at most two seconds apart. Slow-down intensity is derived from sparser fixes and needs no measured speeds.&lt;/p&gt;</source>
        <extracomment>resources/help/loadtrips.html</extracomment>
        <translation>&lt;p&gt;Das Feld &lt;i&gt;speeds&lt;/i&gt; enthält die gemessene Geschwindigkeit jedes Messpunkts in km/h, wenn die Datei Geschwindigkeiten enthält. Scharfes Bremsen braucht gemessene Geschwindigkeiten im Abstand von höchstens zwei Sekunden. Die Stärke des Abbremsens wird aus Messpunkten in größeren Abständen abgeleitet und braucht keine gemessenen Geschwindigkeiten.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Shows where Mapillary has street views and how many, without downloading any. The result is a layer of squares of about 100 m with the number of street views, panoramas and sequences, and the oldest and newest date.&lt;/p&gt;</source>
        <extracomment>resources/help/mapillarycoverage.html</extracomment>
        <translation>&lt;p&gt;Zeigt, wo Mapillary Straßenbilder hat und wie viele, ohne welche herunterzuladen. Das Ergebnis ist ein Layer von Quadraten von etwa 100 m mit der Anzahl der Straßenbilder, Panoramen und Sequenzen und dem ältesten und neuesten Datum.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;You need an access token; see &lt;i&gt;Download Mapillary street views&lt;/i&gt;.&lt;/p&gt;</source>
        <extracomment>resources/help/mapillarycoverage.html</extracomment>
        <translation>&lt;p&gt;Benötigt wird ein Zugriffstoken; siehe &lt;i&gt;Mapillary-Straßenbilder herunterladen&lt;/i&gt;.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Matches trips to roads. &lt;i&gt;Matched paths&lt;/i&gt; has one line per matched part of a trip, along the roads, with times as M values. &lt;i&gt;Matched fixes&lt;/i&gt; (optional) has each fix at its position on the road, with the road's &lt;i&gt;source_fid&lt;/i&gt; and &lt;i&gt;osm_id&lt;/i&gt;, the directed segment (&lt;i&gt;edge&lt;/i&gt;, numbered within this road layer), the distance along the path (&lt;i&gt;distance_m&lt;/i&gt;), and that from the road (&lt;i&gt;road_distance_m&lt;/i&gt;). &lt;i&gt;Edges of the paths&lt;/i&gt; (optional) is a table of the directed segments of each path, in the order driven: the &lt;i&gt;number&lt;/i&gt; in the path, the road, the direction of travel along the digitised line, the positions where the path enters and leaves the segment (&lt;i&gt;enter_m&lt;/i&gt;, &lt;i&gt;exit_m&lt;/i&gt;: metres from the start of the segment in its direction of travel), and the times there (&lt;i&gt;enter_t&lt;/i&gt;, &lt;i&gt;exit_t&lt;/i&gt;), interpolated between fixes.&lt;/p&gt;</source>
        <extracomment>resources/help/matchtrips.html</extracomment>
        <translation>&lt;p&gt;Ordnet Fahrten Straßen zu. &lt;i&gt;Zugeordnete Wege&lt;/i&gt; hat eine Linie je zugeordnetem Teil einer Fahrt, entlang der Straßen, mit Zeiten als M-Werten. &lt;i&gt;Zugeordnete Messpunkte&lt;/i&gt; (optional) hat jeden Messpunkt an seiner Position auf der Straße, mit &lt;i&gt;source_fid&lt;/i&gt; und &lt;i&gt;osm_id&lt;/i&gt; der Straße, dem gerichteten Segment (&lt;i&gt;edge&lt;/i&gt;, nummeriert innerhalb dieses Straßenlayers), der Entfernung entlang des Weges (&lt;i&gt;distance_m&lt;/i&gt;) und dem Abstand von der Straße (&lt;i&gt;road_distance_m&lt;/i&gt;). &lt;i&gt;Kanten der Wege&lt;/i&gt; (optional) ist eine Tabelle der gerichteten Segmente jedes Weges in der Reihenfolge der Fahrt: die Nummer im Weg (&lt;i&gt;number&lt;/i&gt;), die Straße, die Fahrtrichtung entlang der digitalisierten Linie, die Positionen, an denen der Weg in das Segment einfährt und es verlässt (&lt;i&gt;enter_m&lt;/i&gt;, &lt;i&gt;exit_m&lt;/i&gt;: Meter vom Anfang des Segments in seiner Fahrtrichtung), und die Zeiten dort (&lt;i&gt;enter_t&lt;/i&gt;, &lt;i&gt;exit_t&lt;/i&gt;), zwischen Messpunkten interpoliert.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Segments that the vehicle enters or leaves between two fixes more than 15 s apart are marked as &lt;i&gt;inferred&lt;/i&gt;: the path there is only the most likely one. &lt;i&gt;probability&lt;/i&gt; says how likely the vehicle drove there: it is 1 between close fixes, and below 0.5 where another way is about as fast.&lt;/p&gt;</source>
        <extracomment>resources/help/matchtrips.html</extracomment>
        <translation>&lt;p&gt;Segmente, die das Fahrzeug zwischen zwei mehr als 15 s auseinanderliegenden Positionen befährt oder verlässt, sind als &lt;i&gt;inferred&lt;/i&gt; gekennzeichnet: Der Weg ist dort nur der wahrscheinlichste. &lt;i&gt;probability&lt;/i&gt; sagt, wie wahrscheinlich das Fahrzeug dort fuhr: 1 zwischen nahen Positionen, unter 0,5, wo ein anderer Weg etwa so schnell ist.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;If part of a trip fits no road of the layer, the trip is cut there and the remaining parts are kept. &lt;i&gt;rms_m&lt;/i&gt; is the root mean square distance between fixes and path; &lt;i&gt;share_matched&lt;/i&gt; is the matched share of the trip; &lt;i&gt;confidence&lt;/i&gt;, from 0 to 1, is the mean probability that a fix is on the path and not on another road nearby.&lt;/p&gt;</source>
        <extracomment>resources/help/matchtrips.html</extracomment>
        <translation>&lt;p&gt;Passt ein Teil einer Fahrt zu keiner Straße des Layers, wird die Fahrt dort geteilt, und die übrigen Teile bleiben erhalten. &lt;i&gt;rms_m&lt;/i&gt; ist das quadratische Mittel der Abstände zwischen Messpunkten und Weg; &lt;i&gt;share_matched&lt;/i&gt; ist der zugeordnete Anteil der Fahrt; &lt;i&gt;confidence&lt;/i&gt;, von 0 bis 1, ist die mittlere Wahrscheinlichkeit, dass ein Messpunkt auf dem Weg liegt und nicht auf einer anderen Straße in der Nähe.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Roads are connected where they share a vertex, as in OpenStreetMap. One-way roads are respected. For layers from other sources, set the fields of class, direction and name under &lt;i&gt;Advanced&lt;/i&gt;.&lt;/p&gt;</source>
        <extracomment>resources/help/matchtrips.html</extracomment>
        <translation>&lt;p&gt;Straßen sind verbunden, wo sie einen Stützpunkt gemeinsam haben, wie in OpenStreetMap. Einbahnstraßen werden beachtet. Bei Layern aus anderen Quellen die Felder für Klasse, Richtung und Name unter &lt;i&gt;Fortgeschrittene Parameter&lt;/i&gt; setzen.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Writes the observed traffic of a bundle's roads: one feature for each direction of each road and each time of the week. No model is needed.&lt;/p&gt;</source>
        <extracomment>resources/help/observedtraffic.html</extracomment>
        <translation>&lt;p&gt;Schreibt den beobachteten Verkehr der Straßen eines Datenpakets: ein Objekt für jede Richtung jeder Straße und jeden Zeitraum der Woche. Ein Modell ist nicht nötig.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Times of the week are local times of the study area, such as &lt;i&gt;Mon-Fri 07:00-09:00&lt;/i&gt;, &lt;i&gt;Sat,Sun&lt;/i&gt; or &lt;i&gt;22:00-05:00&lt;/i&gt;, or names such as &lt;i&gt;weekday morning peak&lt;/i&gt;. Tick named times or type others; separate several with |. Each has a style of its own, which you choose with &lt;i&gt;Styles&lt;/i&gt; in the layer's context menu.&lt;/p&gt;</source>
        <extracomment>resources/help/observedtraffic.html</extracomment>
        <translation>&lt;p&gt;Zeiträume der Woche stehen in der Ortszeit des Untersuchungsgebiets, etwa &lt;i&gt;Mon-Fri 07:00-09:00&lt;/i&gt;, &lt;i&gt;Sat,Sun&lt;/i&gt; oder &lt;i&gt;22:00-05:00&lt;/i&gt;, oder sind Namen wie &lt;i&gt;weekday morning peak&lt;/i&gt;. Benannte Zeiträume ankreuzen oder andere eingeben; mehrere mit | trennen. Jeder hat einen eigenen Stil, der unter &lt;i&gt;Stile&lt;/i&gt; im Kontextmenü des Layers zu wählen ist.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;speed_kmh&lt;/b&gt;: space-mean speed, the metres of all passes ÷ their seconds, so that travel times add up&lt;/li&gt;</source>
        <extracomment>resources/help/observedtraffic.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;speed_kmh&lt;/b&gt;: räumliches Mittel der Geschwindigkeit, die Summe der Meter aller Durchfahrten ÷ die Summe ihrer Sekunden, sodass sich Reisezeiten addieren lassen&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;speed_p15_kmh&lt;/b&gt;, &lt;b&gt;speed_p50_kmh&lt;/b&gt;, &lt;b&gt;speed_p85_kmh&lt;/b&gt;: percentiles of the speeds of passes&lt;/li&gt;</source>
        <extracomment>resources/help/observedtraffic.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;speed_p15_kmh&lt;/b&gt;, &lt;b&gt;speed_p50_kmh&lt;/b&gt;, &lt;b&gt;speed_p85_kmh&lt;/b&gt;: Perzentile der Geschwindigkeiten der Durchfahrten&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;free_flow_kmh&lt;/b&gt;: the 85th percentile at night, or of the whole week where the night has fewer than 10 passes&lt;/li&gt;</source>
        <extracomment>resources/help/observedtraffic.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;free_flow_kmh&lt;/b&gt;: das 85. Perzentil in der Nacht, oder der ganzen Woche, wo die Nacht weniger als 10 Durchfahrten hat&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;buffer_index&lt;/b&gt;: time to add to the mean travel time to arrive on time in 95 % of cases, as a share of the mean&lt;/li&gt;</source>
        <extracomment>resources/help/observedtraffic.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;buffer_index&lt;/b&gt;: Zeit, die zur mittleren Reisezeit hinzuzurechnen ist, um in 95 % der Fälle pünktlich anzukommen, als Anteil der mittleren Reisezeit&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;planning_time_index&lt;/b&gt;: travel time that is enough in 95 % of cases ÷ free-flow travel time&lt;/li&gt;</source>
        <extracomment>resources/help/observedtraffic.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;planning_time_index&lt;/b&gt;: Reisezeit, die in 95 % der Fälle ausreicht, ÷ Reisezeit bei freiem Verkehrsfluss&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The intervals (&lt;i&gt;…_low&lt;/i&gt;, &lt;i&gt;…_high&lt;/i&gt;) contain 90 % of the values of a bootstrap over drivers. They are empty with fewer than 5 drivers.&lt;/p&gt;</source>
        <extracomment>resources/help/observedtraffic.html</extracomment>
        <translation>&lt;p&gt;Die Intervalle (&lt;i&gt;…_low&lt;/i&gt;, &lt;i&gt;…_high&lt;/i&gt;) enthalten 90 % der Werte eines Bootstraps über die Fahrer. Bei weniger als 5 Fahrern sind sie leer.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Nothing that fewer drivers than the minimum made is written, and nothing from which it would follow by subtraction: where two times of the week differ by the passes of fewer drivers on a road, the smaller one has no row. Percentiles and the indices are empty where fewer drivers are at or beyond them. The log says how many rows are left out. The log also names times of the week without any pass.&lt;/p&gt;</source>
        <extracomment>resources/help/observedtraffic.html</extracomment>
        <translation>&lt;p&gt;Was von weniger Fahrern als der Mindestanzahl stammt, wird nicht geschrieben, und auch nichts, woraus es durch Subtraktion folgen würde: Wo sich zwei Zeiträume der Woche auf einer Straße um die Durchfahrten von weniger Fahrern unterscheiden, hat der kleinere keine Zeile. Perzentile und die Indizes sind leer, wo weniger Fahrer sie erreichen oder übertreffen. Das Protokoll nennt die Anzahl der ausgelassenen Zeilen. Das Protokoll nennt auch Zeiträume der Woche, in denen es keine Fahrt gibt.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Counts the trips of a bundle from zone to zone, as a table and as desire lines. Zones are the polygons of any layer, such as districts. No model is needed.&lt;/p&gt;</source>
        <extracomment>resources/help/odmatrix.html</extracomment>
        <translation>&lt;p&gt;Zählt die Fahrten eines Datenpakets von Zone zu Zone, als Tabelle und als Wunschlinien. Zonen sind die Polygone eines beliebigen Layers, etwa Stadtteile. Ein Modell ist nicht nötig.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;A trip leads from the zone of its first matched fix to that of its last one, and belongs to the time of the week at which it begins. The table also has the trips within a zone, for which there is no line.&lt;/p&gt;</source>
        <extracomment>resources/help/odmatrix.html</extracomment>
        <translation>&lt;p&gt;Eine Fahrt führt von der Zone ihres ersten zugeordneten Messpunkts zu der des letzten und gehört zu dem Zeitraum der Woche, in dem sie beginnt. Die Tabelle hat auch die Fahrten innerhalb einer Zone, für die es keine Linie gibt.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Each time of the week has a style of its own, which you choose with &lt;i&gt;Styles&lt;/i&gt; in the layer's context menu. The lines of both directions are side by side, and wider for more trips.&lt;/p&gt;</source>
        <extracomment>resources/help/odmatrix.html</extracomment>
        <translation>&lt;p&gt;Jeder Zeitraum der Woche hat einen eigenen Stil, der unter &lt;i&gt;Stile&lt;/i&gt; im Kontextmenü des Layers zu wählen ist. Die Linien beider Richtungen liegen nebeneinander und sind breiter für mehr Fahrten.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Nothing that trips of fewer drivers than the minimum did is written, and nothing from which it would follow by subtraction. Shares are those of the trips that are written. The log says how many rows are left out, how many trips begin or end outside all zones, and whether ends are in zones that overlap.&lt;/p&gt;</source>
        <extracomment>resources/help/odmatrix.html</extracomment>
        <translation>&lt;p&gt;Was von Fahrten von weniger Fahrern als der Mindestanzahl stammt, wird nicht geschrieben, und auch nichts, woraus es durch Subtraktion folgen würde. Anteile sind die an den geschriebenen Fahrten. Das Protokoll nennt die Anzahl der ausgelassenen Zeilen und der Fahrten, die außerhalb aller Zonen beginnen oder enden, und ob Starts und Ziele in Zonen liegen, die sich überlappen.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Noise for open data.&lt;/b&gt; With an ε, such as 1, all numbers have random noise, so that a table that everybody may read does not tell whether a driver is in the data. Small numbers are then not written, and nothing exact is told. Each table has other noise: publish one only.&lt;/p&gt;</source>
        <extracomment>resources/help/odmatrix.html</extracomment>
        <translation>&lt;p&gt;&lt;b&gt;Rauschen für offene Daten.&lt;/b&gt; Mit einem ε, etwa 1, haben alle Zahlen zufälliges Rauschen, so dass eine Tabelle, die jeder lesen darf, nicht verrät, ob ein Fahrer in den Daten ist. Kleine Zahlen werden dann nicht geschrieben, und nichts Genaues wird gesagt. Jede Tabelle hat anderes Rauschen: Veröffentlichen Sie nur eine.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Creates a page (A4, landscape) with a map of each predicted task, legends, scale bar, north arrow, owners and date. Without a title, it has the layer's name. The layer's current style has no effect. Slow-down intensity takes the position of hard braking; if the layer has both, hard braking is shown and the page says so.&lt;/p&gt;</source>
        <extracomment>resources/help/predictionsmap.html</extracomment>
        <translation>&lt;p&gt;Erstellt eine Seite (A4, quer) mit einer Karte jeder vorhergesagten Aufgabe, Legenden, Maßstab, Nordpfeil, Eigentümern und Datum. Ohne Titel hat sie den Namen des Layers. Der aktuelle Stil des Layers hat keine Wirkung. Die Stärke des Abbremsens nimmt den Platz des scharfen Bremsens ein; hat der Layer beides, wird scharfes Bremsen gezeigt, und die Seite sagt es.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The maps are as large as the page allows. Layers below the roads, such as a base map, are drawn in all of them.&lt;/p&gt;</source>
        <extracomment>resources/help/predictionsmap.html</extracomment>
        <translation>&lt;p&gt;Die Karten sind so groß, wie es die Seite erlaubt. Layer unter den Straßen, etwa eine Hintergrundkarte, werden in allen gezeichnet.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;To edit the page, add it to the project; it is then listed under &lt;i&gt;Project › Layouts&lt;/i&gt;.&lt;/p&gt;</source>
        <extracomment>resources/help/predictionsmap.html</extracomment>
        <translation>&lt;p&gt;Um die Seite zu bearbeiten, sie dem Projekt hinzufügen; sie steht dann unter &lt;i&gt;Projekt › Layouts&lt;/i&gt;.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Predicts the speed of every direction of every road of a city from GPS trips, in one step and without training. Choose the trips and the roads, each a layer or a file, and press &lt;i&gt;Run&lt;/i&gt;. All other parameters may stay as they are.&lt;/p&gt;</source>
        <extracomment>resources/help/predictmycity.html</extracomment>
        <translation>&lt;p&gt;Sagt aus GPS-Fahrten die Geschwindigkeit jeder Richtung jeder Straße einer Stadt voraus, in einem Schritt und ohne Training. Wählen Sie die Fahrten und die Straßen, jeweils einen Layer oder eine Datei, und drücken Sie &lt;i&gt;Starte&lt;/i&gt;. Alle anderen Parameter können bleiben, wie sie sind.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Roads&lt;/b&gt; are lines that share vertices at junctions, or an OpenStreetMap extract. Leave them empty to download those of the area from OpenStreetMap: its server then sees where the area is, and nothing else.&lt;/p&gt;</source>
        <extracomment>resources/help/predictmycity.html</extracomment>
        <translation>&lt;p&gt;&lt;b&gt;Straßen&lt;/b&gt; sind Linien mit gemeinsamen Stützpunkten an Kreuzungen, oder ein Auszug aus OpenStreetMap. Lassen Sie sie leer, um die des Gebiets von OpenStreetMap herunterzuladen: Dessen Server sieht dann, wo das Gebiet liegt, und sonst nichts.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;The study area&lt;/b&gt; is that of the trips, as far as there are roads. The log says which it is. If trips and roads do not overlap, the message says where each of them is.&lt;/p&gt;</source>
        <extracomment>resources/help/predictmycity.html</extracomment>
        <translation>&lt;p&gt;&lt;b&gt;Das Untersuchungsgebiet&lt;/b&gt; ist das der Fahrten, soweit es dort Straßen gibt. Das Protokoll nennt es. Wenn sich Fahrten und Straßen nicht überschneiden, sagt die Meldung, wo beide liegen.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Two jobs run one after the other, with one progress: &lt;i&gt;Prepare study area&lt;/i&gt; and &lt;i&gt;Predict roads&lt;/i&gt; with the shipped model. &lt;i&gt;Cancel&lt;/i&gt; stops them and keeps what is finished; press &lt;i&gt;Continue&lt;/i&gt; to go on. The prepared study area is then listed in the dock, for all other algorithms.&lt;/p&gt;</source>
        <extracomment>resources/help/predictmycity.html</extracomment>
        <translation>&lt;p&gt;Zwei Aufträge laufen nacheinander, mit einem Fortschritt: &lt;i&gt;Untersuchungsgebiet aufbereiten&lt;/i&gt; und &lt;i&gt;Straßen vorhersagen&lt;/i&gt; mit dem mitgelieferten Modell. &lt;i&gt;Abbrechen&lt;/i&gt; beendet sie und behält, was fertig ist; mit &lt;i&gt;Fortsetzen&lt;/i&gt; geht es weiter. Das aufbereitete Untersuchungsgebiet steht dann im Bedienfeld, für alle anderen Algorithmen.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;At the end, the roads are drawn on a base map, and three sentences say what was found, how sure the speeds are, and what comes next.&lt;/p&gt;</source>
        <extracomment>resources/help/predictmycity.html</extracomment>
        <translation>&lt;p&gt;Am Ende werden die Straßen auf einer Grundkarte gezeichnet, und drei Sätze sagen, was gefunden wurde, wie sicher die Geschwindigkeiten sind und was als Nächstes kommt.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Predicts every direction of every road with a model. The result is a GeoPackage with one line per direction, drawn on the side of the road on which vehicles drive. It contains one style per task and time of the week: choose one under &lt;i&gt;Styles&lt;/i&gt; in the layer's context menu.&lt;/p&gt;</source>
        <extracomment>resources/help/predictroads.html</extracomment>
        <translation>&lt;p&gt;Sagt mit einem Modell jede Richtung jeder Straße vorher. Das Ergebnis ist ein GeoPackage mit einer Linie je Richtung, gezeichnet auf der Straßenseite, auf der Fahrzeuge fahren. Es enthält einen Stil je Aufgabe und je Zeitraum der Woche: einen davon unter &lt;i&gt;Stile&lt;/i&gt; im Kontextmenü des Layers wählen.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The &lt;i&gt;shipped model&lt;/i&gt; needs no training. It is adapted to the trips of the bundle, which takes up to half a minute the first time, and predicts speeds and the expected passes of your vehicles, over the whole week or at its times, and, where the fixes show it, slow-down. The log says to how many drivers it was adapted, and on how many further drivers the intervals are calibrated. Tasks need a fine-tuned model.&lt;/p&gt;</source>
        <extracomment>resources/help/predictroads.html</extracomment>
        <translation>&lt;p&gt;Das &lt;i&gt;mitgelieferte Modell&lt;/i&gt; braucht kein Training. Es wird an die Fahrten des Datenpakets angepasst, was beim ersten Mal bis zu einer halben Minute dauert, und sagt Geschwindigkeiten und die erwarteten Durchfahrten Ihrer Fahrzeuge vorher, über die ganze Woche oder zu ihren Zeiten, und, wo die Messpunkte sie zeigen, die Stärke des Abbremsens. Das Protokoll sagt, an wie viele Fahrer es angepasst wurde und an wie vielen weiteren Fahrern die Intervalle kalibriert sind. Aufgaben brauchen ein feinabgestimmtes Modell.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Without a road layer, the roads of the bundle are predicted. &lt;i&gt;source_fid&lt;/i&gt; is the id of the original feature, and &lt;i&gt;osm_id&lt;/i&gt; its OpenStreetMap way, if the road layer has it; use either to join predictions to your layer. A feature that is cut at junctions becomes several segments: &lt;i&gt;edge&lt;/i&gt; is the number of a segment, and &lt;i&gt;from_node&lt;/i&gt; and &lt;i&gt;to_node&lt;/i&gt; are its end nodes. These numbers are the same in all layers of one bundle. The fields &lt;i&gt;trips&lt;/i&gt; and &lt;i&gt;images&lt;/i&gt; show how many trips and street views a prediction is based on. Empty values are unknown.&lt;/p&gt;</source>
        <extracomment>resources/help/predictroads.html</extracomment>
        <translation>&lt;p&gt;Ohne Straßenlayer werden die Straßen des Datenpakets vorhergesagt. &lt;i&gt;source_fid&lt;/i&gt; ist die Kennung des Ausgangsobjekts und &lt;i&gt;osm_id&lt;/i&gt; sein OpenStreetMap-Weg, wenn der Straßenlayer ihn enthält; über beide lassen sich Vorhersagen mit dem eigenen Layer verknüpfen. Ein Objekt, das an Kreuzungen geteilt wird, ergibt mehrere Segmente: &lt;i&gt;edge&lt;/i&gt; ist die Nummer eines Segments, und &lt;i&gt;from_node&lt;/i&gt; und &lt;i&gt;to_node&lt;/i&gt; sind seine Endknoten. Diese Nummern sind in allen Layern eines Datenpakets gleich. Die Felder &lt;i&gt;trips&lt;/i&gt; und &lt;i&gt;images&lt;/i&gt; zeigen, auf wie vielen Fahrten und Straßenbildern eine Vorhersage beruht. Leere Werte sind unbekannt.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Each prediction has a 90 % interval (&lt;i&gt;speed_kmh_low&lt;/i&gt; and &lt;i&gt;speed_kmh_high&lt;/i&gt;; a set of classes for &lt;i&gt;popularity&lt;/i&gt;; a bound for &lt;i&gt;aoi&lt;/i&gt;). It contains the label of about nine in ten roads. A label is the behaviour of a few observed vehicles, not of all traffic. Intervals are narrower for roads with many trips. A road whose set has three or more popularity classes is drawn with a dashed line. &lt;i&gt;basis&lt;/i&gt; shows what a prediction is based on, &lt;i&gt;caution&lt;/i&gt; why it may be less reliable. To read these values, turn on &lt;i&gt;View › Show Map Tips&lt;/i&gt; and point at a road.&lt;/p&gt;</source>
        <extracomment>resources/help/predictroads.html</extracomment>
        <translation>&lt;p&gt;Jede Vorhersage hat ein 90-%-Intervall (&lt;i&gt;speed_kmh_low&lt;/i&gt; und &lt;i&gt;speed_kmh_high&lt;/i&gt;; eine Menge von Klassen für &lt;i&gt;popularity&lt;/i&gt;; eine Schranke für &lt;i&gt;aoi&lt;/i&gt;). Es enthält das Label von etwa neun von zehn Straßen. Ein Label ist das Verhalten weniger beobachteter Fahrzeuge, nicht des gesamten Verkehrs. Straßen mit vielen Fahrten haben engere Intervalle. Eine Straße, deren Menge drei oder mehr Beliebtheitsklassen enthält, wird gestrichelt gezeichnet. &lt;i&gt;basis&lt;/i&gt; zeigt, worauf eine Vorhersage beruht, &lt;i&gt;caution&lt;/i&gt;, warum sie weniger zuverlässig sein kann. Um diese Werte zu lesen, &lt;i&gt;Ansicht › Kartenhinweise anzeigen&lt;/i&gt; einschalten und auf eine Straße zeigen.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Times of the week.&lt;/b&gt; Tick named times or type others, such as &lt;i&gt;Mon-Fri 07:00-09:00&lt;/i&gt;; separate several with |. They are local times of the study area. Each adds a style and the fields &lt;i&gt;speed_kmh_…&lt;/i&gt; (space-mean speed), its 90 % interval, the 15th, 50th and 85th percentile of the speeds of vehicles, the number of &lt;i&gt;passes&lt;/i&gt; of the road at these times, and &lt;i&gt;basis&lt;/i&gt;: &lt;i&gt;passes&lt;/i&gt;, &lt;i&gt;few passes&lt;/i&gt; (of fewer than five drivers, or none; their number is not written), or &lt;i&gt;prior&lt;/i&gt; (no pass of any road at these times). A model that is only pretrained has no tasks, but it can predict speeds at times of the week.&lt;/p&gt;</source>
        <extracomment>resources/help/predictroads.html</extracomment>
        <translation>&lt;p&gt;&lt;b&gt;Zeiträume der Woche.&lt;/b&gt; Benannte Zeiträume ankreuzen oder andere eingeben, etwa &lt;i&gt;Mon-Fri 07:00-09:00&lt;/i&gt;; mehrere mit | trennen. Sie gelten in der Ortszeit des Untersuchungsgebiets. Jeder fügt einen Stil hinzu und die Felder &lt;i&gt;speed_kmh_…&lt;/i&gt; (räumliches Mittel der Geschwindigkeit), dessen 90-%-Intervall, das 15., 50. und 85. Perzentil der Geschwindigkeiten der Fahrzeuge, die Anzahl der Durchfahrten (&lt;i&gt;passes&lt;/i&gt;) auf der Straße in diesem Zeitraum und &lt;i&gt;basis&lt;/i&gt;: &lt;i&gt;passes&lt;/i&gt;, &lt;i&gt;few passes&lt;/i&gt; (von weniger als fünf Fahrern oder keine; ihre Anzahl wird nicht geschrieben) oder &lt;i&gt;prior&lt;/i&gt; (auf keiner Straße Durchfahrten in diesem Zeitraum). Ein nur vortrainiertes Modell hat keine Aufgaben, kann aber Geschwindigkeiten für Zeiträume der Woche vorhersagen.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Each hour&lt;/b&gt; adds the speed at each hour of a weekday and of a weekend day. To play a day, choose the style &lt;i&gt;Traffic speed, hour of the temporal controller&lt;/i&gt;, open &lt;i&gt;View › Panels › Temporal Controller&lt;/i&gt;, switch on animated navigation, and press play. Saturdays and Sundays have the hours of a weekend day, all other dates those of a weekday. If the temporal controller is not in use, it is set to a Friday and a Saturday in steps of one hour.&lt;/p&gt;</source>
        <extracomment>resources/help/predictroads.html</extracomment>
        <translation>&lt;p&gt;&lt;b&gt;Jede Stunde&lt;/b&gt; fügt die Geschwindigkeit zu jeder Stunde eines Werktags und eines Wochenendtags hinzu. Um einen Tag abzuspielen, den Stil &lt;i&gt;Verkehrsgeschwindigkeit, Stunde der Zeitsteuerung&lt;/i&gt; wählen, &lt;i&gt;Ansicht › Bedienfelder › Zeitsteuerung&lt;/i&gt; öffnen, die animierte Zeitnavigation einschalten und die Wiedergabe starten. Samstage und Sonntage haben die Stunden eines Wochenendtags, alle anderen Tage die eines Werktags. Ist die Zeitsteuerung nicht in Gebrauch, wird sie auf einen Freitag und einen Samstag in Schritten von einer Stunde eingestellt.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The layer's metadata contain the model, the bundle, the worker and its device.&lt;/p&gt;</source>
        <extracomment>resources/help/predictroads.html</extracomment>
        <translation>&lt;p&gt;Die Metadaten des Layers enthalten das Modell, das Datenpaket, den Worker und sein Gerät.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;i&gt;Join predictions to roads&lt;/i&gt; adds the predictions to your own layer as fields. &lt;i&gt;Print a map of predictions&lt;/i&gt; draws all tasks on one page.&lt;/p&gt;</source>
        <extracomment>resources/help/predictroads.html</extracomment>
        <translation>&lt;p&gt;&lt;i&gt;Vorhersagen mit Straßen verknüpfen&lt;/i&gt; fügt die Vorhersagen dem eigenen Layer als Felder hinzu. &lt;i&gt;Karte der Vorhersagen drucken&lt;/i&gt; zeichnet alle Aufgaben auf eine Seite.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Creates a &lt;b&gt;bundle&lt;/b&gt; of a study area: trips are matched to the roads, street views are assigned to the nearest road, and labels for the tasks are derived. Pretraining, fine-tuning and prediction all start from a bundle.&lt;/p&gt;</source>
        <extracomment>resources/help/prepare.html</extracomment>
        <translation>&lt;p&gt;Erstellt ein &lt;b&gt;Datenpaket&lt;/b&gt; eines Untersuchungsgebiets: Fahrten werden den Straßen zugeordnet, Straßenbilder der nächsten Straße, und Labels für die Aufgaben werden abgeleitet. Vortraining, Feinabstimmung und Vorhersage gehen alle von einem Datenpaket aus.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The data inside the study area are uploaded to the worker. Files that it already has are not uploaded again, and steps whose inputs have not changed are not computed again. Trips are a layer from &lt;i&gt;Load trips&lt;/i&gt;, or files. Street views come from &lt;i&gt;Load street view&lt;/i&gt; or &lt;i&gt;Download Mapillary street views&lt;/i&gt;. Roads and places can be any layer, for example from &lt;i&gt;Load OpenStreetMap extract&lt;/i&gt;.&lt;/p&gt;</source>
        <extracomment>resources/help/prepare.html</extracomment>
        <translation>&lt;p&gt;Die Daten im Untersuchungsgebiet werden zum Worker hochgeladen. Dateien, die er schon hat, werden nicht noch einmal hochgeladen, und Schritte mit unveränderten Eingaben werden nicht noch einmal berechnet. Fahrten sind ein Layer von &lt;i&gt;Fahrten laden&lt;/i&gt; oder Dateien. Straßenbilder stammen von &lt;i&gt;Straßenbilder laden&lt;/i&gt; oder &lt;i&gt;Mapillary-Straßenbilder herunterladen&lt;/i&gt;. Straßen und Orte können beliebige Layer sein, zum Beispiel von &lt;i&gt;OpenStreetMap-Auszug laden&lt;/i&gt;.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Labels are derived from the trips of some drivers; the model sees only the trips of the others. Alternatively, choose a line layer with your own labels under &lt;i&gt;Advanced&lt;/i&gt;.&lt;/p&gt;</source>
        <extracomment>resources/help/prepare.html</extracomment>
        <translation>&lt;p&gt;Labels werden aus den Fahrten einiger Fahrer abgeleitet; das Modell sieht nur die Fahrten der anderen. Alternativ unter &lt;i&gt;Fortgeschrittene Parameter&lt;/i&gt; einen Linienlayer mit eigenen Labels wählen.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Places are points or areas with a field &lt;i&gt;category&lt;/i&gt;, or with OpenStreetMap tags as fields (&lt;i&gt;amenity, shop, tourism&lt;/i&gt;, …). The area-of-interest function needs them.&lt;/p&gt;</source>
        <extracomment>resources/help/prepare.html</extracomment>
        <translation>&lt;p&gt;Orte sind Punkte oder Flächen mit einem Feld &lt;i&gt;category&lt;/i&gt; oder mit OpenStreetMap-Tags als Feldern (&lt;i&gt;amenity, shop, tourism&lt;/i&gt;, …). Die Nutzung der Umgebung braucht sie.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The next algorithms need the &lt;b&gt;Bundle ID&lt;/b&gt;. &lt;i&gt;Quality report of a bundle&lt;/i&gt; shows what the bundle contains.&lt;/p&gt;</source>
        <extracomment>resources/help/prepare.html</extracomment>
        <translation>&lt;p&gt;Die nächsten Algorithmen brauchen die &lt;b&gt;Kennung des Datenpakets&lt;/b&gt;. &lt;i&gt;Qualitätsbericht eines Datenpakets&lt;/i&gt; zeigt, was das Datenpaket enthält.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;To predict from new data with an existing model, choose the model under &lt;i&gt;Advanced&lt;/i&gt; instead of a study area: the bundle then uses exactly the model's extent. With neither, the study area is the area that both roads and trips cover.&lt;/p&gt;</source>
        <extracomment>resources/help/prepare.html</extracomment>
        <translation>&lt;p&gt;Um mit einem vorhandenen Modell aus neuen Daten vorherzusagen, statt eines Untersuchungsgebiets das Modell unter &lt;i&gt;Fortgeschrittene Parameter&lt;/i&gt; wählen: Das Datenpaket verwendet dann genau die Ausdehnung des Modells. Ohne beides ist das Untersuchungsgebiet die Fläche, die Straßen und Fahrten gemeinsam abdecken.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Trains the three encoders of TrajGANR on a bundle, so that the embeddings of a trip at a location, of the street view there, and of the location itself become similar. It needs no labels.&lt;/p&gt;</source>
        <extracomment>resources/help/pretrain.html</extracomment>
        <translation>&lt;p&gt;Trainiert die drei Encoder von TrajGANR mit einem Datenpaket, sodass die Embeddings einer Fahrt an einem Ort, des dortigen Straßenbilds und des Ortes selbst einander ähnlich werden. Labels sind nicht nötig.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Speeds, travel times and expected passes need no training: the &lt;i&gt;shipped model&lt;/i&gt; predicts them in &lt;i&gt;Predict roads&lt;/i&gt;. Train a model for labels of your own, for what street views show, or out of curiosity. The log of &lt;i&gt;Fine-tune model&lt;/i&gt; says what this gains over the shipped model.&lt;/p&gt;</source>
        <extracomment>resources/help/pretrain.html</extracomment>
        <translation>&lt;p&gt;Geschwindigkeiten, Reisezeiten und erwartete Durchfahrten brauchen kein Training: das &lt;i&gt;mitgelieferte Modell&lt;/i&gt; sagt sie in &lt;i&gt;Straßen vorhersagen&lt;/i&gt; vorher. Ein eigenes Modell lohnt sich für eigene Labels, für das, was Straßenbilder zeigen, oder aus Neugier. Das Protokoll von &lt;i&gt;Modell feinabstimmen&lt;/i&gt; sagt, was das gegenüber dem mitgelieferten Modell gewinnt.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Preset&lt;/b&gt;: &lt;i&gt;best&lt;/i&gt; describes trips by their motion relative to the query location and also learns to predict the motion at masked fixes, and how fast roads are driven at times of the week. &lt;i&gt;paper&lt;/i&gt; follows the published method; the page &lt;i&gt;Method&lt;/i&gt; of the guide lists the deviations. Options under &lt;i&gt;Advanced&lt;/i&gt; that you leave empty have the preset's values.&lt;/p&gt;</source>
        <extracomment>resources/help/pretrain.html</extracomment>
        <translation>&lt;p&gt;&lt;b&gt;Voreinstellung&lt;/b&gt;: &lt;i&gt;best&lt;/i&gt; beschreibt Fahrten durch ihre Bewegung relativ zum abgefragten Ort und lernt auch, die Bewegung an verdeckten Messpunkten vorherzusagen und wie schnell Straßen in Zeiträumen der Woche befahren werden. &lt;i&gt;paper&lt;/i&gt; folgt dem veröffentlichten Verfahren; die Seite &lt;i&gt;Method&lt;/i&gt; der Anleitung führt die Abweichungen auf. Leer gelassene Optionen unter &lt;i&gt;Fortgeschrittene Parameter&lt;/i&gt; haben die Werte der Voreinstellung.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Street views are optional; without them, trips and locations are aligned. Those of held-out roads are not used, so that the later evaluation on these roads is unbiased.&lt;/p&gt;</source>
        <extracomment>resources/help/pretrain.html</extracomment>
        <translation>&lt;p&gt;Straßenbilder sind optional; ohne sie werden Fahrten und Orte abgeglichen. Die zurückgehaltener Straßen werden nicht verwendet, damit die spätere Bewertung auf diesen Straßen unverzerrt ist.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Bundles of further study areas&lt;/b&gt;: trains one model on several cities. You can fine-tune it in any of them or in a new city.&lt;/p&gt;</source>
        <extracomment>resources/help/pretrain.html</extracomment>
        <translation>&lt;p&gt;&lt;b&gt;Datenpakete weiterer Untersuchungsgebiete&lt;/b&gt;: trainiert ein Modell mit mehreren Städten. Es lässt sich in jeder davon oder in einer neuen Stadt feinabstimmen.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Epochs&lt;/b&gt; and &lt;b&gt;Time budget&lt;/b&gt; set the length of the training; it ends with the first of them. If both are empty, a GPU trains 100 epochs, and a processor at most 30 minutes. The result of a training with a budget depends on the speed of the machine. The log and the model's details state the number of steps, and by how much the loss on held-out trips still fell at the end: if it fell, a longer training may help.&lt;/p&gt;</source>
        <extracomment>resources/help/pretrain.html</extracomment>
        <translation>&lt;p&gt;&lt;b&gt;Epochen&lt;/b&gt; und &lt;b&gt;Zeitbudget&lt;/b&gt; bestimmen die Länge des Trainings; es endet, sobald eines von beiden erreicht ist. Sind beide leer, trainiert eine GPU 100 Epochen und ein Prozessor höchstens 30 Minuten. Das Ergebnis eines Trainings mit Zeitbudget hängt von der Geschwindigkeit des Rechners ab. Das Protokoll und die Einzelheiten des Modells nennen die Anzahl der Schritte und um wie viel der Verlust auf zurückgehaltenen Fahrten am Ende noch sank: Sank er, kann ein längeres Training helfen.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;A smaller width and fewer layers take less time. On the command line, &lt;i&gt;trajganr pretrain … --dry-run&lt;/i&gt; estimates time and memory.&lt;/p&gt;</source>
        <extracomment>resources/help/pretrain.html</extracomment>
        <translation>&lt;p&gt;Eine kleinere Breite und weniger Schichten brauchen weniger Zeit. Auf der Befehlszeile schätzt &lt;i&gt;trajganr pretrain … --dry-run&lt;/i&gt; Zeit und Speicher.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;i&gt;Fine-tune model&lt;/i&gt; needs the &lt;b&gt;Model ID&lt;/b&gt;.&lt;/p&gt;</source>
        <extracomment>resources/help/pretrain.html</extracomment>
        <translation>&lt;p&gt;&lt;i&gt;Modell feinabstimmen&lt;/i&gt; braucht die &lt;b&gt;Kennung des Modells&lt;/b&gt;.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;For trackers that report every one to ten minutes: finds the likeliest way between each two fixes, and when the vehicle was where on it. &lt;i&gt;Recovered positions&lt;/i&gt; has the fixes, each at its place on the road, and a position every so many seconds between them. &lt;i&gt;Recovered ways&lt;/i&gt; has the way between each two distant fixes, a line for each stretch of one probability. &lt;i&gt;Recovered paths&lt;/i&gt; (optional) has one line per trip. Lines have times as M values, and QGIS' temporal controller plays the layers.&lt;/p&gt;</source>
        <extracomment>resources/help/recovertrips.html</extracomment>
        <translation>&lt;p&gt;Für Tracker, die alle ein bis zehn Minuten melden: findet den wahrscheinlichsten Weg zwischen je zwei Messpunkten, und wann das Fahrzeug wo auf ihm war. &lt;i&gt;Rekonstruierte Positionen&lt;/i&gt; enthält die Messpunkte, jeden an seiner Stelle der Straße, und zwischen ihnen alle so viele Sekunden eine Position. &lt;i&gt;Rekonstruierte Wege&lt;/i&gt; enthält den Weg zwischen je zwei weit entfernten Messpunkten, eine Linie für jeden Abschnitt gleicher Wahrscheinlichkeit. &lt;i&gt;Rekonstruierte Fahrten&lt;/i&gt; (optional) hat eine Linie je Fahrt. Linien haben Zeiten als M-Werte, und die Zeitsteuerung von QGIS spielt die Layer ab.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;How trips turn and how fast they drive is learned from the trips themselves, dense and sparse ones alike, on top of what is shipped. Nothing has to be trained. Every way has a &lt;i&gt;probability&lt;/i&gt; between 0 and 1: in Porto, about four in five of the ways said to be 80 % likely were driven. Less certain ways are lighter and broken on the map. A time between two fixes has an interval that holds nine times in ten (&lt;i&gt;time_low&lt;/i&gt; to &lt;i&gt;time_high&lt;/i&gt;).&lt;/p&gt;</source>
        <extracomment>resources/help/recovertrips.html</extracomment>
        <translation>&lt;p&gt;Wie Fahrten abbiegen und wie schnell sie fahren, wird aus den Fahrten selbst gelernt, aus dichten wie aus lückenhaften, ausgehend von dem, was mitgeliefert wird. Nichts muss trainiert werden. Jeder Weg hat eine &lt;i&gt;Wahrscheinlichkeit&lt;/i&gt; zwischen 0 und 1: In Porto wurden von Wegen, die zu 80 % wahrscheinlich sein sollen, etwa vier von fünf gefahren. Weniger sichere Wege sind auf der Karte heller und gestrichelt. Eine Zeit zwischen zwei Messpunkten hat ein Intervall, das in neun von zehn Fällen zutrifft (&lt;i&gt;time_low&lt;/i&gt; bis &lt;i&gt;time_high&lt;/i&gt;).&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;i&gt;Ways between distant fixes&lt;/i&gt; says which gaps are recovered: by default those of 45 s and more. Where no way fits the roads, the trip keeps its shortest path, and the log says how often.&lt;/p&gt;</source>
        <extracomment>resources/help/recovertrips.html</extracomment>
        <translation>&lt;p&gt;&lt;i&gt;Wege zwischen weit entfernten Messpunkten&lt;/i&gt; sagt, welche Lücken rekonstruiert werden: ohne andere Angabe die ab 45 s. Wo kein Weg zu den Straßen passt, behält die Fahrt ihren kürzesten Weg, und das Protokoll sagt, wie oft.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Trips may be a layer, or a file of any format of &lt;i&gt;Load trips&lt;/i&gt;; roads a line layer, or an OpenStreetMap extract. The gaps at which trips are cut follow each vehicle's usual interval; set &lt;i&gt;Maximum gap&lt;/i&gt; and, for records without trip IDs, &lt;i&gt;Gap that begins a new trip&lt;/i&gt; to change that.&lt;/p&gt;</source>
        <extracomment>resources/help/recovertrips.html</extracomment>
        <translation>&lt;p&gt;Fahrten sind ein Layer oder eine Datei in einem Format von &lt;i&gt;Fahrten laden&lt;/i&gt;, Straßen ein Linienlayer oder ein OpenStreetMap-Auszug. Die Lücken, an denen Fahrten geteilt werden, richten sich nach dem üblichen Abstand jedes Fahrzeugs; &lt;i&gt;Größte Lücke&lt;/i&gt; und, für Aufzeichnungen ohne Fahrt-IDs, &lt;i&gt;Lücke, mit der eine neue Fahrt beginnt&lt;/i&gt; ändern das.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Writes the speeds that a model predicts for each direction of each road, at times of the week, in formats that routing programs read. The model must have learned times of the week; it needs no tasks.&lt;/p&gt;</source>
        <extracomment>resources/help/routingexport.html</extracomment>
        <translation>&lt;p&gt;Schreibt die Geschwindigkeiten, die ein Modell für jede Richtung jeder Straße zu Zeiten der Woche vorhersagt, in Formaten, die Routenprogramme lesen. Das Modell muss Zeiten der Woche gelernt haben; Aufgaben braucht es nicht.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;speeds.csv&lt;/b&gt;, &lt;b&gt;speeds.parquet&lt;/b&gt;: one row for each directed segment with its nodes, way, length, speed and travel time; the second one is GeoParquet with the lines&lt;/li&gt;</source>
        <extracomment>resources/help/routingexport.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;speeds.csv&lt;/b&gt;, &lt;b&gt;speeds.parquet&lt;/b&gt;: eine Zeile für jedes gerichtete Segment mit Knoten, Weg, Länge, Geschwindigkeit und Fahrzeit; die zweite Datei ist GeoParquet mit den Linien&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;osrm&lt;/b&gt;, if you choose an extract: a file of segment speeds for each time of the week&lt;/li&gt;</source>
        <extracomment>resources/help/routingexport.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;osrm&lt;/b&gt;, wenn ein Auszug gewählt wird: eine Datei mit Geschwindigkeiten von Segmenten für jede Zeit der Woche&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;valhalla&lt;/b&gt;, if you choose tiles: speeds at each hour of the week for each edge of the tiles, as &lt;i&gt;valhalla_add_predicted_traffic&lt;/i&gt; reads them; the chosen times do not matter here&lt;/li&gt;</source>
        <extracomment>resources/help/routingexport.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;valhalla&lt;/b&gt;, wenn Kacheln gewählt werden: Geschwindigkeiten zu jeder Stunde der Woche für jede Kante der Kacheln, wie &lt;i&gt;valhalla_add_predicted_traffic&lt;/i&gt; sie liest; die gewählten Zeiten spielen hier keine Rolle&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The extract and the tiles must be of the same map as the roads of the bundle, whose ways have to be known. Roads that the bundle does not have keep the speeds of the routing program; the log says how many there are.&lt;/p&gt;</source>
        <extracomment>resources/help/routingexport.html</extracomment>
        <translation>&lt;p&gt;Auszug und Kacheln müssen von derselben Karte sein wie die Straßen des Datenpakets, deren Wege bekannt sein müssen. Straßen, die das Datenpaket nicht hat, behalten die Geschwindigkeiten des Routenprogramms; das Protokoll sagt, wie viele es sind.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Counts the trips of a bundle through chosen roads, or through some roads and later through others: on which other roads they drive, where they begin and end, and at which hours. No model is needed.&lt;/p&gt;</source>
        <extracomment>resources/help/selectlink.html</extracomment>
        <translation>&lt;p&gt;Zählt die Fahrten eines Datenpakets durch gewählte Straßen, oder durch einige Straßen und später durch andere: auf welchen anderen Straßen sie fahren, wo sie beginnen und enden und zu welchen Stunden. Ein Modell ist nicht nötig.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Choose roads by selecting features in a layer of this bundle's roads, such as &lt;i&gt;Observed traffic&lt;/i&gt; or &lt;i&gt;Derive labels&lt;/i&gt;, and tick &lt;i&gt;Selected features only&lt;/i&gt;. Each direction of a road is a feature of its own, and the field &lt;i&gt;edge&lt;/i&gt; names it. A trip is counted once, at the time at which it first drives onto the chosen roads.&lt;/p&gt;</source>
        <extracomment>resources/help/selectlink.html</extracomment>
        <translation>&lt;p&gt;Straßen werden gewählt, indem man Objekte in einem Layer der Straßen dieses Datenpakets auswählt, etwa &lt;i&gt;Beobachteter Verkehr&lt;/i&gt; oder &lt;i&gt;Labels ableiten&lt;/i&gt;, und &lt;i&gt;Nur gewählte Objekte&lt;/i&gt; ankreuzt. Jede Richtung einer Straße ist ein eigenes Objekt, und das Feld &lt;i&gt;edge&lt;/i&gt; nennt sie. Eine Fahrt zählt einmal, zu der Zeit, zu der sie zuerst auf die gewählten Straßen kommt.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;Trips through the chosen roads&lt;/b&gt;: the number and share of these trips on each direction of each road&lt;/li&gt;</source>
        <extracomment>resources/help/selectlink.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;Fahrten durch die gewählten Straßen&lt;/b&gt;: Anzahl und Anteil dieser Fahrten auf jeder Richtung jeder Straße&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;Origins and destinations&lt;/b&gt;: square cells with the numbers of trips that begin and end there&lt;/li&gt;</source>
        <extracomment>resources/help/selectlink.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;Starts und Ziele&lt;/b&gt;: quadratische Zellen mit den Anzahlen der Fahrten, die dort beginnen und enden&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;Hours of the trips&lt;/b&gt;: a table of the hours of weekdays and weekends, over the whole week&lt;/li&gt;</source>
        <extracomment>resources/help/selectlink.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;Stunden der Fahrten&lt;/b&gt;: eine Tabelle der Stunden von Werktagen und Wochenenden, über die ganze Woche&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Each time of the week has a style of its own, which you choose with &lt;i&gt;Styles&lt;/i&gt; in the layer's context menu; origins and destinations have one each.&lt;/p&gt;</source>
        <extracomment>resources/help/selectlink.html</extracomment>
        <translation>&lt;p&gt;Jeder Zeitraum der Woche hat einen eigenen Stil, der unter &lt;i&gt;Stile&lt;/i&gt; im Kontextmenü des Layers zu wählen ist; Starts und Ziele haben je einen.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Nothing that trips of fewer drivers than the minimum did is written, and nothing from which it would follow by subtraction from the other rows or the total; the log says how many rows that are. Ask for times of the week that do not overlap to see more.&lt;/p&gt;</source>
        <extracomment>resources/help/selectlink.html</extracomment>
        <translation>&lt;p&gt;Was von Fahrten von weniger Fahrern als der Mindestanzahl stammt, wird nicht geschrieben, und auch nichts, woraus es durch Subtraktion von den anderen Zeilen oder der Gesamtzahl folgen würde; das Protokoll nennt die Anzahl dieser Zeilen. Wählen Sie Zeiträume der Woche, die sich nicht überschneiden, um mehr zu sehen.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Compares the embedding of every road with that of the road at a place. The embeddings describe street views, location and trips.&lt;/p&gt;</source>
        <extracomment>resources/help/similarroads.html</extracomment>
        <translation>&lt;p&gt;Vergleicht das Embedding jeder Straße mit dem der Straße an einem Ort. Die Embeddings beschreiben Straßenbilder, Ort und Fahrten.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;i&gt;similarity&lt;/i&gt; is a cosine between -1 and 1; 1 means equal. It is empty for roads without data. &lt;i&gt;edge&lt;/i&gt; is the number of the segment in the bundle, as in predictions and other layers of the bundle; &lt;i&gt;source_fid&lt;/i&gt; is the id of the original feature, and &lt;i&gt;osm_id&lt;/i&gt; its OpenStreetMap way.&lt;/p&gt;</source>
        <extracomment>resources/help/similarroads.html</extracomment>
        <translation>&lt;p&gt;&lt;i&gt;similarity&lt;/i&gt; ist ein Kosinus zwischen -1 und 1; 1 bedeutet gleich. Bei Straßen ohne Daten ist das Feld leer. &lt;i&gt;edge&lt;/i&gt; ist die Nummer des Segments im Datenpaket, wie in Vorhersagen und anderen Layern des Datenpakets; &lt;i&gt;source_fid&lt;/i&gt; ist die Kennung des Ausgangsobjekts und &lt;i&gt;osm_id&lt;/i&gt; sein OpenStreetMap-Weg.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The worker keeps the model in memory: the first request takes some seconds, later ones are faster. It also works while the worker trains another model.&lt;/p&gt;</source>
        <extracomment>resources/help/similarroads.html</extracomment>
        <translation>&lt;p&gt;Der Worker hält das Modell im Speicher: Die erste Anfrage dauert einige Sekunden, spätere sind schneller. Dies ist auch möglich, während der Worker ein anderes Modell trainiert.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Finds the fastest routes between points at a time of the week, with the speeds that a model predicts for each direction of each road. The model must have learned times of the week; it needs no tasks.&lt;/p&gt;</source>
        <extracomment>resources/help/traveltimes.html</extracomment>
        <translation>&lt;p&gt;Sucht die schnellsten Routen zwischen Punkten in einem Zeitraum der Woche, mit den Geschwindigkeiten, die ein Modell für jede Richtung jeder Straße vorhersagt. Das Modell muss Zeiträume der Woche gelernt haben; es braucht keine Aufgaben.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;A route begins and ends at the nearest point of the nearest road. The way from a point to its road takes no time. Forbidden turns of the bundle are not made.&lt;/p&gt;</source>
        <extracomment>resources/help/traveltimes.html</extracomment>
        <translation>&lt;p&gt;Eine Route beginnt und endet am nächstgelegenen Punkt der nächstgelegenen Straße. Der Weg von einem Punkt zu seiner Straße dauert keine Zeit. Verbotenes Abbiegen, das im Datenpaket steht, kommt nicht vor.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;minutes&lt;/b&gt;: mean travel time; empty if there is no route&lt;/li&gt;</source>
        <extracomment>resources/help/traveltimes.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;minutes&lt;/b&gt;: mittlere Reisezeit; leer, wenn es keine Route gibt&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;minutes_low&lt;/b&gt;, &lt;b&gt;minutes_high&lt;/b&gt;: sums of the ends of the 90 % intervals of the segments along the route; they assume that all segments are faster or slower than predicted together&lt;/li&gt;</source>
        <extracomment>resources/help/traveltimes.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;minutes_low&lt;/b&gt;, &lt;b&gt;minutes_high&lt;/b&gt;: Summen der Enden der 90-%-Intervalle der Segmente entlang der Route; sie nehmen an, dass alle Segmente gemeinsam schneller oder langsamer sind als vorhergesagt&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;drive_minutes_median&lt;/b&gt;: half of the single drives are shorter; nearer to most drives than the mean&lt;/li&gt;</source>
        <extracomment>resources/help/traveltimes.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;drive_minutes_median&lt;/b&gt;: Die Hälfte der einzelnen Fahrten ist kürzer; näher an den meisten Fahrten als der Mittelwert&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;li&gt;&lt;b&gt;drive_minutes_low&lt;/b&gt;, &lt;b&gt;drive_minutes_high&lt;/b&gt;: about nine of ten single drives take between these&lt;/li&gt;</source>
        <extracomment>resources/help/traveltimes.html</extracomment>
        <translation>&lt;li&gt;&lt;b&gt;drive_minutes_low&lt;/b&gt;, &lt;b&gt;drive_minutes_high&lt;/b&gt;: etwa neun von zehn einzelnen Fahrten dauern zwischen diesen Werten&lt;/li&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Reached roads&lt;/b&gt; (optional) are the parts of roads that are reached from each origin within the given minutes, such as 5, 10, 15. &lt;b&gt;within_min&lt;/b&gt; is the smallest of these numbers that is enough; &lt;b&gt;begin_min&lt;/b&gt; and &lt;b&gt;end_min&lt;/b&gt; are the travel times to both ends of a part.&lt;/p&gt;</source>
        <extracomment>resources/help/traveltimes.html</extracomment>
        <translation>&lt;p&gt;&lt;b&gt;Erreichte Straßen&lt;/b&gt; (optional) sind die Teile von Straßen, die von jedem Start in den angegebenen Minuten erreicht werden, etwa 5, 10, 15. &lt;b&gt;within_min&lt;/b&gt; ist die kleinste dieser Zahlen, die ausreicht; &lt;b&gt;begin_min&lt;/b&gt; und &lt;b&gt;end_min&lt;/b&gt; sind die Reisezeiten bis zu beiden Enden eines Teils.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;&lt;b&gt;Isochrones&lt;/b&gt; (optional) are polygons of the places near reached roads, up to the given distance in a straight line. They are cut where the time is used up, and go on for that distance. &lt;b&gt;from_min&lt;/b&gt; and &lt;b&gt;within_min&lt;/b&gt;: near roads that are reached within the second number of minutes, and not within the first; &lt;b&gt;area_km2&lt;/b&gt;: size.&lt;/p&gt;</source>
        <extracomment>resources/help/traveltimes.html</extracomment>
        <translation>&lt;p&gt;&lt;b&gt;Isochronen&lt;/b&gt; (optional) sind Polygone der Orte nahe den erreichten Straßen, bis zum angegebenen Abstand in gerader Linie. Sie sind dort abgeschnitten, wo die Zeit verbraucht ist, und reichen um diesen Abstand weiter. &lt;b&gt;from_min&lt;/b&gt; und &lt;b&gt;within_min&lt;/b&gt;: nahe Straßen, die in der zweiten Zahl von Minuten erreicht werden und in der ersten nicht; &lt;b&gt;area_km2&lt;/b&gt;: Größe.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Predicts again with an existing model from new trips, for example of another month, other weather or another fleet. Nothing is trained.&lt;/p&gt;</source>
        <extracomment>resources/help/updatepredictionswithnewtrips.html</extracomment>
        <translation>&lt;p&gt;Sagt mit einem vorhandenen Modell aus neuen Fahrten erneut vorher, zum Beispiel eines anderen Monats, bei anderem Wetter oder von einer anderen Flotte. Es wird nichts trainiert.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The new bundle uses exactly the model's extent. The model sees all new trips; none are used as labels.&lt;/p&gt;</source>
        <extracomment>resources/help/updatepredictionswithnewtrips.html</extracomment>
        <translation>&lt;p&gt;Das neue Datenpaket verwendet genau die Ausdehnung des Modells. Das Modell sieht alle neuen Fahrten; keine wird für Labels verwendet.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Street views are those that you choose here; choose the old ones again to keep them.&lt;/p&gt;</source>
        <extracomment>resources/help/updatepredictionswithnewtrips.html</extracomment>
        <translation>&lt;p&gt;Verwendet werden die hier gewählten Straßenbilder; um die alten zu behalten, sie erneut wählen.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Creates a page with a map of &lt;i&gt;Predict roads&lt;/i&gt; or &lt;i&gt;Observed traffic&lt;/i&gt; as one HTML file, which needs no network: send it, or put it on a web server. Readers choose a task and a time of the week, see each direction's value with its 90&amp;nbsp;% interval and what it rests on, find streets by name, and pass on the address of what they see. Where values are only estimates from other times or from the place, the page says so. It works on phones and by keyboard, in English, German and French.&lt;/p&gt;</source>
        <extracomment>resources/help/webpage.html</extracomment>
        <translation>&lt;p&gt;Erstellt eine Seite mit einer Karte von &lt;i&gt;Straßen vorhersagen&lt;/i&gt; oder &lt;i&gt;Beobachteter Verkehr&lt;/i&gt; als eine HTML-Datei, die kein Netz braucht: verschicken oder auf einen Webserver legen. Beim Lesen wählt man Aufgabe und Zeit der Woche, sieht den Wert jeder Richtung mit 90&amp;nbsp;%-Intervall und Grundlage, findet Straßen nach Namen und gibt die Adresse der Ansicht weiter. Wo Werte nur Schätzungen aus anderen Zeiten oder aus dem Ort sind, sagt es die Seite. Sie lässt sich auf Telefonen und mit der Tastatur bedienen, auf Englisch, Deutsch und Französisch.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The page contains all values of the layer's roads that it shows. Share it only if their licence and the privacy of the trips allow this.&lt;/p&gt;</source>
        <extracomment>resources/help/webpage.html</extracomment>
        <translation>&lt;p&gt;Die Seite enthält alle Werte der Straßen des Layers, die sie zeigt. Sie nur weitergeben, wenn die Lizenz und der Datenschutz der Fahrten es erlauben.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Shows the version, device, home folder and queue of the running worker. It does not start a worker: if none answers, the algorithm fails and says what to do.&lt;/p&gt;</source>
        <extracomment>resources/help/workerstatus.html</extracomment>
        <translation>&lt;p&gt;Zeigt Version, Gerät, Heimordner und Warteschlange des laufenden Workers. Ein Worker wird nicht gestartet: Antwortet keiner, schlägt der Algorithmus fehl und nennt das weitere Vorgehen.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;The environment variables &lt;i&gt;TRAJGANR_HOME&lt;/i&gt; and &lt;i&gt;TRAJGANR_ADDRESS&lt;/i&gt; select another worker.&lt;/p&gt;</source>
        <extracomment>resources/help/workerstatus.html</extracomment>
        <translation>&lt;p&gt;Die Umgebungsvariablen &lt;i&gt;TRAJGANR_HOME&lt;/i&gt; und &lt;i&gt;TRAJGANR_ADDRESS&lt;/i&gt; wählen einen anderen Worker.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>PDF</source>
        <extracomment>resources/help/pictures/areareport.svg</extracomment>
        <translation>PDF</translation>
    </message>
    <message>
        <source>report</source>
        <extracomment>resources/help/pictures/areareport.svg</extracomment>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>bundles</source>
        <extracomment>resources/help/pictures/batchexport.svg</extracomment>
        <translation>Datenpakete</translation>
    </message>
    <message>
        <source>models</source>
        <extracomment>resources/help/pictures/batchexport.svg</extracomment>
        <translation>Modelle</translation>
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
        <translation>vorher</translation>
    </message>
    <message>
        <source>after</source>
        <extracomment>resources/help/pictures/changes.svg</extracomment>
        <translation>nachher</translation>
    </message>
    <message>
        <source>changes</source>
        <extracomment>resources/help/pictures/changes.svg</extracomment>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>Overpass</source>
        <extracomment>resources/help/pictures/downloadosm.svg</extracomment>
        <translation>Overpass</translation>
    </message>
    <message>
        <source>roads, points</source>
        <extracomment>resources/help/pictures/embedlocations.svg</extracomment>
        <translation>Straßen, Punkte</translation>
    </message>
    <message>
        <source>vectors</source>
        <extracomment>resources/help/pictures/embedlocations.svg</extracomment>
        <translation>Vektoren</translation>
    </message>
    <message>
        <source>residuals</source>
        <extracomment>resources/help/pictures/evaluate.svg</extracomment>
        <translation>Residuen</translation>
    </message>
    <message>
        <source>tasks</source>
        <extracomment>resources/help/pictures/finetune.svg</extracomment>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>your roads</source>
        <extracomment>resources/help/pictures/joinpredictions.svg</extracomment>
        <translation>Ihre Straßen</translation>
    </message>
    <message>
        <source>predicted</source>
        <extracomment>resources/help/pictures/joinpredictions.svg</extracomment>
        <translation>vorhergesagt</translation>
    </message>
    <message>
        <source>both</source>
        <extracomment>resources/help/pictures/joinpredictions.svg</extracomment>
        <translation>beides</translation>
    </message>
    <message>
        <source>times</source>
        <extracomment>resources/help/pictures/junctions.svg</extracomment>
        <translation>Zeiten</translation>
    </message>
    <message>
        <source>B</source>
        <extracomment>resources/help/pictures/junctions.svg</extracomment>
        <translation>B</translation>
    </message>
    <message>
        <source>junctions</source>
        <extracomment>resources/help/pictures/junctions.svg</extracomment>
        <translation>Knotenpunkte</translation>
    </message>
    <message>
        <source>OSM</source>
        <extracomment>resources/help/pictures/loadosm.svg</extracomment>
        <translation>OSM</translation>
    </message>
    <message>
        <source>extract</source>
        <extracomment>resources/help/pictures/loadosm.svg</extracomment>
        <translation>Auszug</translation>
    </message>
    <message>
        <source>photos</source>
        <extracomment>resources/help/pictures/loadstreetview.svg</extracomment>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>CSV …</source>
        <extracomment>resources/help/pictures/loadtrips.svg</extracomment>
        <translation>CSV …</translation>
    </message>
    <message>
        <source>or fixes</source>
        <extracomment>resources/help/pictures/loadtrips.svg</extracomment>
        <translation>oder Punkte</translation>
    </message>
    <message>
        <source>how many</source>
        <extracomment>resources/help/pictures/mapillarycoverage.svg</extracomment>
        <translation>wie viele</translation>
    </message>
    <message>
        <source>paths</source>
        <extracomment>resources/help/pictures/matchtrips.svg</extracomment>
        <translation>Wege</translation>
    </message>
    <message>
        <source>from, to</source>
        <extracomment>resources/help/pictures/odmatrix.svg</extracomment>
        <translation>von, nach</translation>
    </message>
    <message>
        <source>roads, …</source>
        <extracomment>resources/help/pictures/prepare.svg</extracomment>
        <translation>Straßen, …</translation>
    </message>
    <message>
        <source>few fixes</source>
        <extracomment>resources/help/pictures/recovertrips.svg</extracomment>
        <translation>wenige Messpunkte</translation>
    </message>
    <message>
        <source>whole trips</source>
        <extracomment>resources/help/pictures/recovertrips.svg</extracomment>
        <translation>ganze Fahrten</translation>
    </message>
    <message>
        <source>speeds</source>
        <extracomment>resources/help/pictures/routingexport.svg</extracomment>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>a road</source>
        <extracomment>resources/help/pictures/selectlink.svg</extracomment>
        <translation>eine Straße</translation>
    </message>
    <message>
        <source>their trips</source>
        <extracomment>resources/help/pictures/selectlink.svg</extracomment>
        <translation>ihre Fahrten</translation>
    </message>
    <message>
        <source>how alike</source>
        <extracomment>resources/help/pictures/similarroads.svg</extracomment>
        <translation>wie ähnlich</translation>
    </message>
    <message>
        <source>points</source>
        <extracomment>resources/help/pictures/traveltimes.svg</extracomment>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>minutes</source>
        <extracomment>resources/help/pictures/traveltimes.svg</extracomment>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>new trips</source>
        <extracomment>resources/help/pictures/updatepredictionswithnewtrips.svg</extracomment>
        <translation>neue Fahrten</translation>
    </message>
    <message>
        <source>page</source>
        <extracomment>resources/help/pictures/webpage.svg</extracomment>
        <translation>Seite</translation>
    </message>
    <message>
        <source>status</source>
        <extracomment>resources/help/pictures/workerstatus.svg</extracomment>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>outputs, log</source>
        <extracomment>resources/help/pictures/workerstatus.svg</extracomment>
        <translation>Ergebnis, Log</translation>
    </message>
    <message>
        <source>road, with charts when zoomed in</source>
        <extracomment>resources/styles/aoi_mix.qml</extracomment>
        <translation>Straße; Diagramme bei näherer Ansicht</translation>
    </message>
    <message>
        <source>too high by more than 0.5 of the leading share</source>
        <extracomment>resources/styles/aoi_residual.qml</extracomment>
        <translation>um mehr als 0,5 des größten Anteils zu hoch</translation>
    </message>
    <message>
        <source>too high by 0.25 – 0.5</source>
        <extracomment>resources/styles/aoi_residual.qml</extracomment>
        <translation>um 0,25 – 0,5 zu hoch</translation>
    </message>
    <message>
        <source>too high by 0.1 – 0.25</source>
        <extracomment>resources/styles/aoi_residual.qml</extracomment>
        <translation>um 0,1 – 0,25 zu hoch</translation>
    </message>
    <message>
        <source>within ± 0.1 of the leading share</source>
        <extracomment>resources/styles/aoi_residual.qml</extracomment>
        <translation>± 0,1 des größten Anteils</translation>
    </message>
    <message>
        <source>too low by 0.1 – 0.25</source>
        <extracomment>resources/styles/aoi_residual.qml</extracomment>
        <translation>um 0,1 – 0,25 zu niedrig</translation>
    </message>
    <message>
        <source>too low by 0.25 – 0.5</source>
        <extracomment>resources/styles/aoi_residual.qml</extracomment>
        <translation>um 0,25 – 0,5 zu niedrig</translation>
    </message>
    <message>
        <source>too low by more than 0.5 of the leading share</source>
        <extracomment>resources/styles/aoi_residual.qml</extracomment>
        <translation>um mehr als 0,5 des größten Anteils zu niedrig</translation>
    </message>
    <message>
        <source>not measured</source>
        <extracomment>resources/styles/aoi_residual.qml</extracomment>
        <translation>nicht gemessen</translation>
    </message>
    <message>
        <source>2 per vehicle-km and more</source>
        <extracomment>resources/styles/braking.qml</extracomment>
        <translation>2 je Fahrzeug-km und mehr</translation>
    </message>
    <message>
        <source>1 – 2 per vehicle-km</source>
        <extracomment>resources/styles/braking.qml</extracomment>
        <translation>1 – 2 je Fahrzeug-km</translation>
    </message>
    <message>
        <source>0.5 – 1 per vehicle-km</source>
        <extracomment>resources/styles/braking.qml</extracomment>
        <translation>0,5 – 1 je Fahrzeug-km</translation>
    </message>
    <message>
        <source>0.25 – 0.5 per vehicle-km</source>
        <extracomment>resources/styles/braking.qml</extracomment>
        <translation>0,25 – 0,5 je Fahrzeug-km</translation>
    </message>
    <message>
        <source>0.1 – 0.25 per vehicle-km</source>
        <extracomment>resources/styles/braking.qml</extracomment>
        <translation>0,1 – 0,25 je Fahrzeug-km</translation>
    </message>
    <message>
        <source>below 0.1 per vehicle-km</source>
        <extracomment>resources/styles/braking.qml</extracomment>
        <translation>unter 0,1 je Fahrzeug-km</translation>
    </message>
    <message>
        <source>too high by more than 1 per vehicle-km</source>
        <extracomment>resources/styles/braking_residual.qml</extracomment>
        <translation>um mehr als 1 je Fahrzeug-km zu hoch</translation>
    </message>
    <message>
        <source>too high by 0.5 – 1</source>
        <extracomment>resources/styles/braking_residual.qml</extracomment>
        <translation>um 0,5 – 1 zu hoch</translation>
    </message>
    <message>
        <source>too high by 0.1 – 0.5</source>
        <extracomment>resources/styles/braking_residual.qml</extracomment>
        <translation>um 0,1 – 0,5 zu hoch</translation>
    </message>
    <message>
        <source>within ± 0.1 per vehicle-km</source>
        <extracomment>resources/styles/braking_residual.qml</extracomment>
        <translation>± 0,1 je Fahrzeug-km</translation>
    </message>
    <message>
        <source>too low by 0.1 – 0.5</source>
        <extracomment>resources/styles/braking_residual.qml</extracomment>
        <translation>um 0,1 – 0,5 zu niedrig</translation>
    </message>
    <message>
        <source>too low by 0.5 – 1</source>
        <extracomment>resources/styles/braking_residual.qml</extracomment>
        <translation>um 0,5 – 1 zu niedrig</translation>
    </message>
    <message>
        <source>too low by more than 1 per vehicle-km</source>
        <extracomment>resources/styles/braking_residual.qml</extracomment>
        <translation>um mehr als 1 je Fahrzeug-km zu niedrig</translation>
    </message>
    <message>
        <source>90 % and more</source>
        <extracomment>resources/styles/free_flow_share.qml</extracomment>
        <translation>90 % und mehr</translation>
    </message>
    <message>
        <source>below 50 %</source>
        <extracomment>resources/styles/free_flow_share.qml</extracomment>
        <translation>unter 50 %</translation>
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
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>A: 80 % and more</source>
        <extracomment>resources/styles/level_of_service.qml</extracomment>
        <translation>A: 80 % und mehr</translation>
    </message>
    <message>
        <source>B: 67 – 80 %</source>
        <extracomment>resources/styles/level_of_service.qml</extracomment>
        <translation>B: 67 – 80 %</translation>
    </message>
    <message>
        <source>C: 50 – 67 %</source>
        <extracomment>resources/styles/level_of_service.qml</extracomment>
        <translation>C: 50 – 67 %</translation>
    </message>
    <message>
        <source>D: 40 – 50 %</source>
        <extracomment>resources/styles/level_of_service.qml</extracomment>
        <translation>D: 40 – 50 %</translation>
    </message>
    <message>
        <source>E: 30 – 40 %</source>
        <extracomment>resources/styles/level_of_service.qml</extracomment>
        <translation>E: 30 – 40 %</translation>
    </message>
    <message>
        <source>F: below 30 %</source>
        <extracomment>resources/styles/level_of_service.qml</extracomment>
        <translation>F: unter 30 %</translation>
    </message>
    <message>
        <source>100 % and more</source>
        <extracomment>resources/styles/limit_share.qml</extracomment>
        <translation>100 % und mehr</translation>
    </message>
    <message>
        <source>below 40 %</source>
        <extracomment>resources/styles/limit_share.qml</extracomment>
        <translation>unter 40 %</translation>
    </message>
    <message>
        <source>below 10 s</source>
        <extracomment>resources/styles/movements.qml</extracomment>
        <translation>unter 10 s</translation>
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
        <translation>80 s und mehr</translation>
    </message>
    <message>
        <source>below 0.1 %</source>
        <extracomment>resources/styles/od_lines.qml</extracomment>
        <translation>unter 0,1 %</translation>
    </message>
    <message>
        <source>0.1 – 0.3 %</source>
        <extracomment>resources/styles/od_lines.qml</extracomment>
        <translation>0,1 – 0,3 %</translation>
    </message>
    <message>
        <source>0.3 – 1 %</source>
        <extracomment>resources/styles/od_lines.qml</extracomment>
        <translation>0,3 – 1 %</translation>
    </message>
    <message>
        <source>10 % and more</source>
        <extracomment>resources/styles/od_lines.qml</extracomment>
        <translation>10 % und mehr</translation>
    </message>
    <message>
        <source>undecided: 3 to 5 classes</source>
        <extracomment>resources/styles/popularity.qml</extracomment>
        <translation>unentschieden: 3 bis 5 Klassen</translation>
    </message>
    <message>
        <source>fewer trips, by 50 % and more</source>
        <extracomment>resources/styles/popularity_changes.qml</extracomment>
        <translation>weniger Fahrten, um 50 % und mehr</translation>
    </message>
    <message>
        <source>fewer trips, by 20 – 50 %</source>
        <extracomment>resources/styles/popularity_changes.qml</extracomment>
        <translation>weniger Fahrten, um 20 – 50 %</translation>
    </message>
    <message>
        <source>fewer trips, by less than 20 %</source>
        <extracomment>resources/styles/popularity_changes.qml</extracomment>
        <translation>weniger Fahrten, um weniger als 20 %</translation>
    </message>
    <message>
        <source>more trips, by less than 20 %</source>
        <extracomment>resources/styles/popularity_changes.qml</extracomment>
        <translation>mehr Fahrten, um weniger als 20 %</translation>
    </message>
    <message>
        <source>more trips, by 20 – 50 %</source>
        <extracomment>resources/styles/popularity_changes.qml</extracomment>
        <translation>mehr Fahrten, um 20 – 50 %</translation>
    </message>
    <message>
        <source>more trips, by 50 % and more</source>
        <extracomment>resources/styles/popularity_changes.qml</extracomment>
        <translation>mehr Fahrten, um 50 % und mehr</translation>
    </message>
    <message>
        <source>no change beyond chance</source>
        <extracomment>resources/styles/popularity_changes.qml</extracomment>
        <translation>keine Änderung über den Zufall hinaus</translation>
    </message>
    <message>
        <source>known before only</source>
        <extracomment>resources/styles/popularity_changes.qml</extracomment>
        <translation>nur vorher bekannt</translation>
    </message>
    <message>
        <source>known after only</source>
        <extracomment>resources/styles/popularity_changes.qml</extracomment>
        <translation>nur nachher bekannt</translation>
    </message>
    <message>
        <source>too high by two classes and more</source>
        <extracomment>resources/styles/popularity_residual.qml</extracomment>
        <translation>um zwei Klassen und mehr zu hoch</translation>
    </message>
    <message>
        <source>too high by one class</source>
        <extracomment>resources/styles/popularity_residual.qml</extracomment>
        <translation>um eine Klasse zu hoch</translation>
    </message>
    <message>
        <source>right</source>
        <extracomment>resources/styles/popularity_residual.qml</extracomment>
        <translation>richtig</translation>
    </message>
    <message>
        <source>too low by one class</source>
        <extracomment>resources/styles/popularity_residual.qml</extracomment>
        <translation>um eine Klasse zu niedrig</translation>
    </message>
    <message>
        <source>too low by two classes and more</source>
        <extracomment>resources/styles/popularity_residual.qml</extracomment>
        <translation>um zwei Klassen und mehr zu niedrig</translation>
    </message>
    <message>
        <source>slower, by 10 km/h and more</source>
        <extracomment>resources/styles/predicted_changes.qml</extracomment>
        <translation>langsamer, um 10 km/h und mehr</translation>
    </message>
    <message>
        <source>slower, by 5 – 10 km/h</source>
        <extracomment>resources/styles/predicted_changes.qml</extracomment>
        <translation>langsamer, um 5 – 10 km/h</translation>
    </message>
    <message>
        <source>slower, by 1 – 5 km/h</source>
        <extracomment>resources/styles/predicted_changes.qml</extracomment>
        <translation>langsamer, um 1 – 5 km/h</translation>
    </message>
    <message>
        <source>faster, by 1 – 5 km/h</source>
        <extracomment>resources/styles/predicted_changes.qml</extracomment>
        <translation>schneller, um 1 – 5 km/h</translation>
    </message>
    <message>
        <source>faster, by 5 – 10 km/h</source>
        <extracomment>resources/styles/predicted_changes.qml</extracomment>
        <translation>schneller, um 5 – 10 km/h</translation>
    </message>
    <message>
        <source>faster, by 10 km/h and more</source>
        <extracomment>resources/styles/predicted_changes.qml</extracomment>
        <translation>schneller, um 10 km/h und mehr</translation>
    </message>
    <message>
        <source>change of less than 1 km/h</source>
        <extracomment>resources/styles/predicted_changes.qml</extracomment>
        <translation>Änderung um weniger als 1 km/h</translation>
    </message>
    <message>
        <source>measured</source>
        <extracomment>resources/styles/recovered_positions.qml</extracomment>
        <translation>gemessen</translation>
    </message>
    <message>
        <source>2 times and more</source>
        <extracomment>resources/styles/reliability.qml</extracomment>
        <translation>2-fach und mehr</translation>
    </message>
    <message>
        <source>1.75 – 2 times</source>
        <extracomment>resources/styles/reliability.qml</extracomment>
        <translation>1,75- bis 2-fach</translation>
    </message>
    <message>
        <source>1.5 – 1.75 times</source>
        <extracomment>resources/styles/reliability.qml</extracomment>
        <translation>1,5- bis 1,75-fach</translation>
    </message>
    <message>
        <source>1.35 – 1.5 times</source>
        <extracomment>resources/styles/reliability.qml</extracomment>
        <translation>1,35- bis 1,5-fach</translation>
    </message>
    <message>
        <source>1.2 – 1.35 times</source>
        <extracomment>resources/styles/reliability.qml</extracomment>
        <translation>1,2- bis 1,35-fach</translation>
    </message>
    <message>
        <source>below 1.2 times</source>
        <extracomment>resources/styles/reliability.qml</extracomment>
        <translation>unter 1,2-fach</translation>
    </message>
    <message>
        <source>below 5 %</source>
        <extracomment>resources/styles/select_link.qml</extracomment>
        <translation>unter 5 %</translation>
    </message>
    <message>
        <source>70 % and more</source>
        <extracomment>resources/styles/select_link.qml</extracomment>
        <translation>70 % und mehr</translation>
    </message>
    <message>
        <source>chosen roads</source>
        <extracomment>resources/styles/select_link.qml</extracomment>
        <translation>gewählte Straßen</translation>
    </message>
    <message>
        <source>chosen roads, driven over later</source>
        <extracomment>resources/styles/select_link.qml</extracomment>
        <translation>gewählte Straßen, später befahren</translation>
    </message>
    <message>
        <source>below 0: unlike</source>
        <extracomment>resources/styles/similarity.qml</extracomment>
        <translation>unter 0: unähnlich</translation>
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
        <translation>0,9 und mehr: sehr ähnlich</translation>
    </message>
    <message>
        <source>nothing known</source>
        <extracomment>resources/styles/similarity.qml</extracomment>
        <translation>nichts bekannt</translation>
    </message>
    <message>
        <source>0.3 m/s² and more</source>
        <extracomment>resources/styles/slowdown.qml</extracomment>
        <translation>0,3 m/s² und mehr</translation>
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
        <translation>unter 0,05 m/s²</translation>
    </message>
    <message>
        <source>less slow-down, by 0.1 m/s² and more</source>
        <extracomment>resources/styles/slowdown_changes.qml</extracomment>
        <translation>weniger Abbremsen, um 0,1 m/s² und mehr</translation>
    </message>
    <message>
        <source>less slow-down, by 0.05 – 0.1 m/s²</source>
        <extracomment>resources/styles/slowdown_changes.qml</extracomment>
        <translation>weniger Abbremsen, um 0,05 – 0,1 m/s²</translation>
    </message>
    <message>
        <source>less slow-down, by less than 0.05 m/s²</source>
        <extracomment>resources/styles/slowdown_changes.qml</extracomment>
        <translation>weniger Abbremsen, um weniger als 0,05 m/s²</translation>
    </message>
    <message>
        <source>more slow-down, by less than 0.05 m/s²</source>
        <extracomment>resources/styles/slowdown_changes.qml</extracomment>
        <translation>mehr Abbremsen, um weniger als 0,05 m/s²</translation>
    </message>
    <message>
        <source>more slow-down, by 0.05 – 0.1 m/s²</source>
        <extracomment>resources/styles/slowdown_changes.qml</extracomment>
        <translation>mehr Abbremsen, um 0,05 – 0,1 m/s²</translation>
    </message>
    <message>
        <source>more slow-down, by 0.1 m/s² and more</source>
        <extracomment>resources/styles/slowdown_changes.qml</extracomment>
        <translation>mehr Abbremsen, um 0,1 m/s² und mehr</translation>
    </message>
    <message>
        <source>too high by more than 0.1 m/s²</source>
        <extracomment>resources/styles/slowdown_residual.qml</extracomment>
        <translation>um mehr als 0,1 m/s² zu hoch</translation>
    </message>
    <message>
        <source>too high by 0.05 – 0.1</source>
        <extracomment>resources/styles/slowdown_residual.qml</extracomment>
        <translation>um 0,05 – 0,1 zu hoch</translation>
    </message>
    <message>
        <source>too high by 0.02 – 0.05</source>
        <extracomment>resources/styles/slowdown_residual.qml</extracomment>
        <translation>um 0,02 – 0,05 zu hoch</translation>
    </message>
    <message>
        <source>within ± 0.02 m/s²</source>
        <extracomment>resources/styles/slowdown_residual.qml</extracomment>
        <translation>± 0,02 m/s²</translation>
    </message>
    <message>
        <source>too low by 0.02 – 0.05</source>
        <extracomment>resources/styles/slowdown_residual.qml</extracomment>
        <translation>um 0,02 – 0,05 zu niedrig</translation>
    </message>
    <message>
        <source>too low by 0.05 – 0.1</source>
        <extracomment>resources/styles/slowdown_residual.qml</extracomment>
        <translation>um 0,05 – 0,1 zu niedrig</translation>
    </message>
    <message>
        <source>too low by more than 0.1 m/s²</source>
        <extracomment>resources/styles/slowdown_residual.qml</extracomment>
        <translation>um mehr als 0,1 m/s² zu niedrig</translation>
    </message>
    <message>
        <source>90 km/h and more</source>
        <extracomment>resources/styles/speed.qml</extracomment>
        <translation>90 km/h und mehr</translation>
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
        <translation>unter 10 km/h</translation>
    </message>
    <message>
        <source>slower, by less than 5 km/h</source>
        <extracomment>resources/styles/speed_changes.qml</extracomment>
        <translation>langsamer, um weniger als 5 km/h</translation>
    </message>
    <message>
        <source>faster, by less than 5 km/h</source>
        <extracomment>resources/styles/speed_changes.qml</extracomment>
        <translation>schneller, um weniger als 5 km/h</translation>
    </message>
    <message>
        <source>too high by more than 10 km/h</source>
        <extracomment>resources/styles/speed_residual.qml</extracomment>
        <translation>um mehr als 10 km/h zu hoch</translation>
    </message>
    <message>
        <source>too high by 5 – 10</source>
        <extracomment>resources/styles/speed_residual.qml</extracomment>
        <translation>um 5 – 10 zu hoch</translation>
    </message>
    <message>
        <source>too high by 2 – 5</source>
        <extracomment>resources/styles/speed_residual.qml</extracomment>
        <translation>um 2 – 5 zu hoch</translation>
    </message>
    <message>
        <source>within ± 2 km/h</source>
        <extracomment>resources/styles/speed_residual.qml</extracomment>
        <translation>± 2 km/h</translation>
    </message>
    <message>
        <source>too low by 2 – 5</source>
        <extracomment>resources/styles/speed_residual.qml</extracomment>
        <translation>um 2 – 5 zu niedrig</translation>
    </message>
    <message>
        <source>too low by 5 – 10</source>
        <extracomment>resources/styles/speed_residual.qml</extracomment>
        <translation>um 5 – 10 zu niedrig</translation>
    </message>
    <message>
        <source>too low by more than 10 km/h</source>
        <extracomment>resources/styles/speed_residual.qml</extracomment>
        <translation>um mehr als 10 km/h zu niedrig</translation>
    </message>
    <message>
        <source>The name of the bundle in forms and the dock.</source>
        <extracomment>resources/models/update_predictions_with_new_trips.model3</extracomment>
        <translation>Der Name des Datenpakets in Formularen und im Bedienfeld.</translation>
    </message>
    <message>
        <source>New trips</source>
        <extracomment>resources/models/update_predictions_with_new_trips.model3</extracomment>
        <translation>Neue Fahrten</translation>
    </message>
    <message>
        <source>A GeoPackage with a line for each direction of each road and a style for each task.</source>
        <extracomment>resources/models/update_predictions_with_new_trips.model3</extracomment>
        <translation>Ein GeoPackage mit einer Linie für jede Richtung jeder Straße und einem Stil je Aufgabe.</translation>
    </message>
</context>
</TS>
