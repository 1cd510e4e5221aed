# `make` lists what can be made. Set-up happens by itself, once.
.DEFAULT_GOAL := help
.PHONY: help setup demo test test-core test-notebooks test-plugin test-end-to-end test-slow test-slow-core test-slow-plugin lint benchmark-model package
.PHONY: benchmark benchmark-data benchmark-scale benchmark-presets benchmark-transfer benchmark-plugin torture worker options translations clean
.PHONY: test-desktop pictures simulated-porto

WORKER := .venv/worker/bin
QGIS := .venv/qgis/bin
# QGS105: classFactory gets iface as QGIS says; QGS2: experimental, marks most ignored return values.
NOT_QGS := QGS105,QGS2
# Three test files at once, since a fifth of the time is waiting where two cores have two; in their
# order: those of most tests first would leave the longest for the end.
SPREAD := -n 3 --dist loadfile --no-loadscope-reorder
# Sums of tests are too small for two threads to be of use.
ONE_THREAD := OMP_NUM_THREADS=1
# `make test` leaves out the tests marked as slow; `make test-slow` collects only files with such.
QUICK := -m "not slow"
SLOW = -m slow $(shell grep -rl --include='test_*.py' 'mark\.slow' $(1))
HEADLESS := QT_QPA_PLATFORM=offscreen XDG_RUNTIME_DIR=$(CURDIR)/build/runtime

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install what is missing: QGIS, the worker's environment, test tools
	@.ci/setup system qgis worker

demo: setup build/plugin ## predict the roads of the demo city in QGIS; results in build/demo
	@$(WORKER)/python resources/demo/run.py

test: test-core test-notebooks test-plugin test-end-to-end ## run all tests but the slow ones

test-core: setup ## test the core and the worker
	$(ONE_THREAD) $(WORKER)/python -m pytest $(SPREAD) $(QUICK) tests/test_*.py tests/core tests/worker tests/benchmarks tests/demo

test-notebooks: setup ## run the notebooks in docs/notebooks
	$(ONE_THREAD) TRAJGANR_CACHE=$(CURDIR)/build/notebooks $(WORKER)/python -m pytest --nbmake docs/notebooks

test-plugin: setup build/plugin build/runtime ## test the plugin inside QGIS
	$(ONE_THREAD) $(HEADLESS) $(QGIS)/python -m pytest $(SPREAD) $(QUICK) -c tests/qgis_plugin/pytest.ini --rootdir . tests/qgis_plugin

test-end-to-end: setup build/plugin ## test the whole path, from QGIS to the worker and back
	$(ONE_THREAD) $(WORKER)/python -m pytest $(SPREAD) $(QUICK) tests/end_to_end

test-slow: test-slow-core test-slow-plugin ## run the slow tests: Ray, torchrun, torture, reloads, Porto

test-slow-core: setup build/plugin ## the slow tests of the core, of the worker and end to end
	$(ONE_THREAD) $(WORKER)/python -m pytest $(SPREAD) $(call SLOW,tests/end_to_end tests/worker tests/torture tests/core)

test-slow-plugin: setup build/plugin build/runtime ## the slow tests of the plugin
	$(ONE_THREAD) $(HEADLESS) $(QGIS)/python -m pytest -c tests/qgis_plugin/pytest.ini --rootdir . $(call SLOW,tests/qgis_plugin)

test-desktop: setup build/plugin ## use QGIS with mouse and keyboard from first run to restart; minutes
	$(WORKER)/python -m pytest -rP tests/desktop

pictures: setup build/plugin ## take docs/images anew, with the models that `make demo` has left
	$(WORKER)/python tests/desktop/pictures.py

lint: setup ## check style, types and spelling
	$(WORKER)/ruff check .
	$(WORKER)/ruff format --check .
	$(WORKER)/mypy
	$(WORKER)/codespell
	$(QGIS)/flake8 --select QGS --ignore $(NOT_QGS) qgis_plugin
	$(QGIS)/python .ci/check_qt6.py qgis_plugin resources

benchmark: setup ## compare systems on the demo city, simulated and real Porto; build/benchmark/*/results, long
	$(WORKER)/python benchmarks/compare.py

benchmark-data: setup ## measure how fast trips are read and matched; build/benchmark/data.json
	@.ci/setup peers
	$(WORKER)/python benchmarks/data.py

benchmark-scale: setup ## prepare and use a million, ten and a hundred million fixes; build/benchmark/scale.json, about an hour
	$(WORKER)/python benchmarks/scale.py

benchmark-model: setup ## measure how fast the model trains and predicts; build/benchmark/model.json
	$(WORKER)/python benchmarks/model.py

benchmark-presets: setup ## measure what each switch of the presets is worth; an hour and more
	$(WORKER)/python benchmarks/presets.py

benchmark-transfer: setup ## measure what pretraining elsewhere is worth with few labels; build/benchmark/transfer, hours
	$(WORKER)/python benchmarks/transfer.py

benchmark-plugin: setup build/plugin ## measure how fast QGIS shows results; build/benchmark/plugin.json
	$(WORKER)/python benchmarks/plugin.py

torture: setup ## kill, besiege and overload a worker; build/benchmark/torture.json, six minutes
	$(WORKER)/python tests/torture/run.py

simulated-porto: setup ## simulate traffic on Porto's roads, with true labels, some minutes; build/simulated_porto
	$(WORKER)/python -m benchmarks.simulated_porto --out build/simulated_porto

options: setup ## write docs/options.md from the declarations of the options
	$(WORKER)/python .ci/option_tables.py

translations: setup ## take new texts up into resources/i18n/*.ts, to be translated there
	$(WORKER)/python .ci/translations.py

package: setup ## build the plugin's zip, checked, and the worker's wheel in dist/
	rm -rf build/lib build/bdist.* # of an earlier release, which the wheel would take up
	$(QGIS)/python .ci/check_package.py "$$($(WORKER)/python .ci/package.py --zip dist)"
	$(WORKER)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

worker: setup ## start a worker in this terminal
	$(WORKER)/trajganr worker start --foreground

clean: ## remove what was built; .venv stays
	rm -rf build dist *.egg-info

# Symbolic links, so the folder is up to date as long as the same files go into it.
build/plugin: .ci/package.py | setup
	$(WORKER)/python .ci/package.py --link build/plugin

build/runtime:
	@mkdir -p -m 0700 $@
