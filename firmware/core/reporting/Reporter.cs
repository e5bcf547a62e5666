using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Ledger;
using Pedestal.Core.Service;
using Pedestal.Core.Settings;
using Pedestal.Core.Supervision;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Reporting
{
    /// <summary>
    /// Publishes the retained state, on every change of health but at most once a second and on every connect, and one telemetry
    /// message per attempt. Neither identifies the guest.
    /// </summary>
    public sealed class Reporter : ILaneReports
    {
        const long PauseMicroseconds = 1000000;
        readonly ILink _link;
        readonly IClock _clock;
        readonly LaneMode _mode;
        readonly ServiceMode _service;
        readonly JsonText _json = new JsonText(768);
        readonly LaneHealth _told = new LaneHealth();
        bool _inService;
        bool _published;
        int _connection;
        long _next;

        /// <summary>Reports for a lane.</summary>
        public Reporter(LaneParts parts, LaneSettings settings)
        {
            _link = parts.Link;
            _clock = parts.Clock;
            _mode = settings.Mode;
            _service = parts.Service;
        }

        /// <summary>Publishes the state if it has changed or the link has come up.</summary>
        public void ReportHealth(LaneHealth health)
        {
            if (!_link.IsConnected())
            {
                _published = false;
                return;
            }

            _published &= _connection == _link.Brokers.Connections;
            var inService = _service != null && _service.IsOn;
            if (_published && (_clock.NowMicroseconds() < _next || health.Equals(_told) && inService == _inService))
            {
                return;
            }

            _next = _clock.NowMicroseconds() + PauseMicroseconds;
            _told.CopyFrom(health);
            _inService = inService;
            _json.Begin(null).Add("online", true).Add("mode", SettingsWords.Of(_mode))
                .Add("brokerAddress", _link.Brokers.Address.ToString());
            AddParts(_json, health);
            _json.Add("fault", health.Fault()).Add("service", inService).End();
            _connection = _link.Brokers.Connections;
            _published = _link.Publish(Channel.State, _json.ToArray(), true);
        }

        /// <summary>
        /// Publishes an attempt's outcome and times. Times of services and the total are in coarse steps, as in the matcher's
        /// reply, because an exact total would reveal the exact time of the search.
        /// </summary>
        public void ReportOutcome(LaneOutcome outcome)
        {
            var ledger = outcome.Ledger;
            _json.Begin(null).AddHex("request", outcome.RequestId).Add("mode", SettingsWords.Of(_mode))
                .Add("way", LaneWords.Of(outcome.Way)).Add("decision", DecisionTable.Of(outcome.Decision).Word)
                .Add("reason", LaneWords.Of(outcome.Reason)).Add("camera", PartWords.Of(outcome.Camera))
                .Add("extraction", LaneWords.Of(outcome.Extraction)).Add("budgetMs", ledger.BudgetMilliseconds).Begin("us");
            for (var stage = 0; stage < LatencyLedger.Stages; stage++)
            {
                var time = ledger.Microseconds((Stage)stage);
                _json.Add(StageWords.Of((Stage)stage), IsOfServices((Stage)stage) ? Coarse(time) : time);
            }

            _json.Add("total", Coarse(ledger.TotalMicroseconds())).End().End();
            _link.Publish(Channel.Telemetry, _json.ToArray(), false);
        }

        static bool IsOfServices(Stage stage)
        {
            return stage == Stage.Network || stage == Stage.Match || stage == Stage.Ticket;
        }

        static long Coarse(long microseconds)
        {
            return (microseconds + MatchReply.StepMicroseconds / 2) / MatchReply.StepMicroseconds * MatchReply.StepMicroseconds;
        }

        static void AddParts(JsonText json, LaneHealth health)
        {
            for (var i = 0; i < PartTable.All.Length; i++)
            {
                if (PartTable.All[i].IsInState)
                {
                    json.Add(PartTable.All[i].Name, health.Word((Part)i));
                }
            }
        }
    }
}
