package pipeline

import "github.com/prometheus/client_golang/prometheus"

// WriteMetrics writes the figures of a run as Prometheus text, for the textfile
// collector of node_exporter; the file is replaced as a whole.
func WriteMetrics(path string, r Report) error {
	registry := prometheus.NewRegistry()
	gauge := func(name, help string, value float64) {
		g := prometheus.NewGauge(prometheus.GaugeOpts{Namespace: "onrecord", Name: name, Help: help})
		g.Set(value)
		registry.MustRegister(g)
	}
	gauges := func(name, help, label string) *prometheus.GaugeVec {
		g := prometheus.NewGaugeVec(prometheus.GaugeOpts{Namespace: "onrecord", Name: name, Help: help}, []string{label})
		registry.MustRegister(g)
		return g
	}
	finished := 0.0
	if !r.Unfinished && !r.Finished.IsZero() {
		finished = 1
	}
	gauge("last_run_complete", "1 if the last run read all its inputs.", finished)
	gauge("last_run_started_timestamp_seconds", "When the last run began.", float64(r.Started.UnixNano())/1e9)
	if !r.Finished.IsZero() {
		gauge("last_run_finished_timestamp_seconds", "When the last run ended.", float64(r.Finished.UnixNano())/1e9)
	}
	gauge("last_run_duration_seconds", "How long the last run took.", r.Seconds)
	gauge("last_run_words", "Words that the last run read.", float64(r.Words))
	gauge("last_run_commits", "Commits of the last run.", float64(r.Commits))
	gauge("last_run_named_quotes", "Quotes with a named speaker that the last run wrote.", float64(r.Named))
	articles := gauges("last_run_articles", "Articles of the last run by what became of them.", "result")
	articles.WithLabelValues("read").Set(float64(r.Read))
	articles.WithLabelValues("skipped").Set(float64(r.Skipped))
	articles.WithLabelValues("failed").Set(float64(r.Failed))
	rows := gauges("last_run_rows", "Rows that the last run wrote, by table.", "table")
	for table, n := range r.Rows {
		rows.WithLabelValues(table).Set(float64(n))
	}
	stage := gauges("last_run_stage_seconds", "Seconds of work of the last run by stage, over all workers.", "stage")
	for _, s := range r.Stages {
		stage.WithLabelValues(s.Name).Set(s.Seconds)
	}
	return prometheus.WriteToTextfile(path, registry)
}
