# `make` lists the targets. They run the set-up first if it is needed.
.DEFAULT_GOAL := help
.PHONY: help setup demo finished-demo test test-core test-core-data test-core-learning test-worker test-worker-jobs test-worker-server
.PHONY: test-notebooks test-plugin test-end-to-end test-slow test-slow-core test-slow-plugin test-wheel test-ray lint benchmark-model package
.PHONY: benchmark benchmark-data benchmark-scale benchmark-time benchmark-city benchmark-decisions benchmark-plugin benchmark-first-hour benchmark-light benchmark-sparse benchmark-junctions benchmark-exchange weights torture worker options translations clean
.PHONY: coverage oldest test-desktop desktop-rounds pictures simulated-porto docs test-start release

WORKER := .venv/worker/bin
QGIS := .venv/qgis/bin
# QGS105: QGIS passes iface to classFactory; QGS2: experimental, reports most ignored return values.
NOT_QGS := QGS105,QGS2
# Run so many test files at once: on two cores, two at once leave a fifth of the time idle. Keep the
# order of the files: with the files of most tests first, the longest tests would run last.
PROCESSES ?= 3
SPREAD = $(if $(filter 1,$(PROCESSES)),,-n $(PROCESSES) --dist loadfile --no-loadscope-reorder --max-worker-restart 0)
# `make test` runs all these at once, each in one process, which imports and prepares things once.
PARTS := test-core-learning test-core-data test-worker-server test-worker-jobs test-plugin test-end-to-end test-notebooks
# The core's and the worker's tests in two parts each, about as long as each other.
CORE_DATA := $(addprefix tests/core/,contract data traffic evaluation inference utils)
WORKER_JOBS := $(addprefix tests/worker/,cli doctor execution processes)
# Tests start several hundred processes. If the environment forbids bytecode, each of them compiles
# all modules of the project, and each pytest process those of its plugins.
unexport PYTHONDONTWRITEBYTECODE
# The computations in tests are too small to benefit from several threads.
ONE_THREAD := OMP_NUM_THREADS=1
# `make test` skips the tests marked as slow; `make test-slow` collects only files that contain some.
# pytest-qgis keeps QGIS' settings in the root folder: the slow tests of the plugin have their own,
# because the tests clear their settings while the other process runs.
QUICK := -m "not slow"
# Ray gives up a node that takes 30 s to start, a limit that cannot be set: its tests run apart.
RAY := tests/worker/execution/test_ray_executor.py
SLOW = -m slow $(filter-out $(RAY),$(shell grep -rl --include='test_*.py' 'mark\.slow' $(1)))
# Tests are modules without packages, and take what others import; helpers beside them are not checked.
TYPED_TESTS := tests/core/contract
MYPY_TESTS := --explicit-package-bases --follow-imports silent --implicit-reexport
HEADLESS := QT_QPA_PLATFORM=offscreen XDG_RUNTIME_DIR=$(CURDIR)/build/runtime

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install what is missing: QGIS, the worker's environment, test tools
	@.ci/setup system qgis worker

demo: setup build/plugin ## predict the roads of the demo city in QGIS; results in build/demo
	@$(WORKER)/python resources/demo/run.py

finished-demo: setup ## predict the demo city again for the plugin's zip; resources/demo/finished
	$(WORKER)/trajganr demo --out build/finished --overwrite
	cp build/finished/predicted_roads.gpkg build/finished/page.html build/finished/report.pdf resources/demo/finished

test-start: setup build/plugin ## run the shell blocks of docs/start.md, the first of which is `make demo`
	$(WORKER)/python .ci/run_start.py

test: setup build/plugin build/runtime ## run all tests except the slow ones
	@PROCESSES=1 $(MAKE) --no-print-directory --jobs --output-sync=line $(PARTS)

test-core: test-core-learning test-core-data ## test the core, the benchmarks and the repository itself

test-core-data: setup # formats, data, evaluation and inference
	$(ONE_THREAD) $(WORKER)/python -m pytest $(SPREAD) $(QUICK) $(CORE_DATA)

test-core-learning: setup # everything else of the core
	$(ONE_THREAD) $(WORKER)/python -m pytest $(SPREAD) $(QUICK) tests/test_*.py tests/core tests/benchmarks tests/demo $(CORE_DATA:%=--ignore %)

test-worker: test-worker-server test-worker-jobs ## test the worker and its command line

test-worker-jobs: setup # the command line, and what runs jobs
	$(ONE_THREAD) $(WORKER)/python -m pytest $(SPREAD) $(QUICK) $(WORKER_JOBS)

test-worker-server: setup # everything else of the worker
	$(ONE_THREAD) $(WORKER)/python -m pytest $(SPREAD) $(QUICK) tests/worker $(WORKER_JOBS:%=--ignore %)

coverage: setup ## show which lines of core and worker their quick tests reach; build/coverage/index.html
	@mkdir -p build/coverage
	COVERAGE_FILE=build/coverage/data $(ONE_THREAD) $(WORKER)/python -m pytest $(SPREAD) $(QUICK) tests/core tests/worker \
		--cov trajganr_core --cov trajganr_worker --cov-report term:skip-covered --cov-report html:build/coverage

oldest: setup ## test core and worker with the oldest allowed releases of what they need, in .venv/oldest
	@.ci/setup oldest
	$(ONE_THREAD) .venv/oldest/bin/python -m pytest $(SPREAD) $(QUICK) tests/core tests/worker

test-notebooks: setup ## run docs/notebooks and compare with their stored outputs; ARGS=--store stores them
	$(ONE_THREAD) TRAJGANR_CACHE=$(CURDIR)/build/notebooks $(WORKER)/python .ci/notebooks.py $(ARGS)

test-plugin: setup build/plugin build/runtime ## test the plugin inside QGIS
	$(ONE_THREAD) $(HEADLESS) .ci/in_memory $(QGIS)/python -m pytest $(SPREAD) $(QUICK) -c tests/qgis_plugin/pytest.ini --rootdir . tests/qgis_plugin

test-end-to-end: setup build/plugin ## test the whole path, from QGIS to the worker and back
	$(ONE_THREAD) $(WORKER)/python -m pytest $(SPREAD) $(QUICK) tests/end_to_end

test-slow: test-slow-core test-slow-plugin test-ray ## run the slow tests: Ray, torchrun, torture, reloads, Porto

test-slow-core: setup build/plugin ## the slow tests of the core, of the worker and end to end
	$(ONE_THREAD) $(WORKER)/python -m pytest $(SPREAD) $(call SLOW,tests/end_to_end tests/worker tests/torture tests/core tests/benchmarks/comparison)

test-ray: setup ## jobs on a Ray cluster of several nodes, some of which die
	$(ONE_THREAD) $(WORKER)/python -m pytest -m slow $(RAY)

test-wheel: setup ## install the wheel alone on the oldest and a later Python; the slow tests do so on one
	WHEEL_PYTHONS="$(or $(WHEEL_PYTHONS),python3.11 python3.13)" $(ONE_THREAD) $(WORKER)/python -m pytest -m slow tests/end_to_end/test_wheel.py

test-slow-plugin: setup build/plugin build/runtime ## the slow tests of the plugin
	$(ONE_THREAD) $(HEADLESS) .ci/in_memory $(QGIS)/python -m pytest -c tests/qgis_plugin/pytest.ini --rootdir tests/qgis_plugin $(call SLOW,tests/qgis_plugin)

test-desktop: setup build/plugin ## operate QGIS with mouse and keyboard from first run to restart; takes minutes
	$(WORKER)/python -m pytest -rP tests/desktop

desktop-rounds: setup ## use QGIS many times to find a rare crash, with faulthandler and core dumps; ROUNDS=20
	PYTHONPATH=tests $(WORKER)/python tests/desktop/rounds.py $(or $(ROUNDS),20)

pictures: setup build/plugin ## with the models of `make demo`, retake the pictures in docs/images, and others to look at; build/pictures
	PYTHONPATH=tests $(WORKER)/python tests/desktop/pictures.py

lint: setup ## check style, types and spelling
	$(WORKER)/ruff check .
	$(WORKER)/ruff format --check .
	$(WORKER)/mypy
	MYPYPATH=tests:tests/core/contract/protocol:tests/core/data:tests/worker $(WORKER)/mypy $(MYPY_TESTS) $(TYPED_TESTS)
	$(WORKER)/codespell
	$(QGIS)/flake8 --select QGS --ignore $(NOT_QGS) qgis_plugin
	$(QGIS)/python .ci/check_qt6.py qgis_plugin resources

benchmark: setup ## compare systems on the demo city, simulated and real Porto; build/benchmark/*/results, long
	$(WORKER)/python -m benchmarks.comparison.compare

benchmark-data: setup ## measure how fast and well trips are read and matched; build/benchmark/data.json
	@.ci/setup peers
	$(WORKER)/python -m benchmarks.data

benchmark-scale: setup ## prepare and use a million, ten and a hundred million fixes; build/benchmark/scale.json, about an hour
	$(WORKER)/python -m benchmarks.scale

benchmark-model: setup ## measure how fast the model trains and predicts; build/benchmark/model.json
	$(WORKER)/python -m benchmarks.model

benchmark-time: setup ## measure travel times, pace and passes at times of the day on real and simulated Porto; build/benchmark/time*.json, path_intervals.json and expected_passes.json, more than an hour
	$(WORKER)/python -m benchmarks.time.times_of_day
	$(WORKER)/python -m benchmarks.time.path_intervals
	$(WORKER)/python -m benchmarks.time.expected_passes
	$(WORKER)/python -m benchmarks.time.simulated_day

benchmark-city: setup ## measure all predictions of a large synthetic city without training; build/benchmark/city.json, three minutes
	$(WORKER)/python -m benchmarks.city

benchmark-decisions: setup ## measure Valhalla with our speeds on held-out trips of Porto, a matrix of times, and changes that are found; build/benchmark/decisions.json, a quarter of an hour
	@.ci/setup peers
	$(ONE_THREAD) $(WORKER)/python -m benchmarks.decisions.routing
	$(ONE_THREAD) $(WORKER)/python -m benchmarks.decisions.changes

benchmark-plugin: setup build/plugin ## measure how fast QGIS shows results; build/benchmark/plugin.json
	$(WORKER)/python -m benchmarks.plugin

benchmark-first-hour: setup ## count what a newcomer does in QGIS from the ZIP to a map of real Porto; build/benchmark/first_hour.json, some minutes
	$(WORKER)/python -m benchmarks.first_hour

benchmark-light: setup ## measure predictions without training against trained ones, and how fast all of it is; build/benchmark/light.json, more than an hour
	$(ONE_THREAD) $(WORKER)/python -m benchmarks.light

benchmark-sparse: setup ## measure ways, times and speeds of fleets that report every few minutes; build/benchmark/sparse.json, an hour
	$(WORKER)/python -m benchmarks.sparse.fleet_figures
	$(ONE_THREAD) $(WORKER)/python -m benchmarks.sparse.network

benchmark-junctions: setup ## measure delays of movements, durations with turns and corridors on a simulated day and real Porto; build/benchmark/junctions.json, half an hour
	$(ONE_THREAD) $(WORKER)/python -m benchmarks.junctions

benchmark-exchange: setup ## measure volumes, and formats of other programs on simulated and real Porto; build/benchmark/exchange.json
	$(ONE_THREAD) $(WORKER)/python -m benchmarks.exchange

weights: setup ## train the shipped model again, and weights that never saw Porto, an hour and a half; trajganr_core/weights, build/shipped
	$(ONE_THREAD) $(WORKER)/python -m benchmarks.shipped --without-porto
	$(ONE_THREAD) $(WORKER)/python -m benchmarks.shipped
	$(ONE_THREAD) $(WORKER)/python -m benchmarks.shipped.encoders

torture: setup ## kill, attack and overload a worker, and attack QGIS by one; build/benchmark/torture.json, a quarter of an hour
	$(WORKER)/python tests/torture/run.py

simulated-porto: setup ## simulate traffic on Porto's roads, with true labels, some minutes; build/simulated_porto
	$(WORKER)/python -m benchmarks.simulated_porto --out build/simulated_porto

docs: setup build/runtime ## build the documentation site; build/docs/site
	$(WORKER)/python .ci/reference_pages.py build/docs/source/reference
	$(HEADLESS) $(QGIS)/python .ci/algorithm_pages.py build/docs/source/reference/algorithms
	$(WORKER)/python .ci/docs.py

options: setup ## write docs/options.md, docs/columns.md and the pictures of helps from the kinds of jobs
	$(WORKER)/python .ci/option_tables.py
	$(WORKER)/python .ci/column_tables.py
	$(WORKER)/python .ci/help_pictures.py

translations: setup ## add new texts to resources/i18n/*.ts, to be translated there
	$(WORKER)/python .ci/translations.py

package: setup ## build the plugin's zip, checked, and the worker's wheel in dist/
	rm -rf build/lib build/bdist.* # files of an earlier release, which the wheel would include
	$(QGIS)/python .ci/check_package.py "$$($(WORKER)/python .ci/package.py --zip dist)"
	$(WORKER)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

release: setup ## build zip and wheel from the last commit, check them, and run the demo from them; REHEARSE=1 before there is a public home
	@.ci/setup release
	.venv/release/bin/python .ci/release.py $(if $(REHEARSE),--rehearse)

worker: setup ## start a worker in this terminal
	$(WORKER)/trajganr worker start --foreground

clean: ## remove build results; keep .venv
	rm -rf build dist *.egg-info

# The folder consists of symbolic links, so it changes only if the list of files does.
build/plugin: .ci/package.py | setup
	$(WORKER)/python .ci/package.py --link build/plugin

build/runtime:
	@mkdir -p -m 0700 $@
