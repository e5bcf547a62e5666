using Pedestal.Core.Lane.Attempts;
using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Lane.Passages;
using Pedestal.Core.Lane.Purposes;
using Pedestal.Core.Lane.Requests;
using Pedestal.Core.Settings;
using Pedestal.Core.Supervision;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Lane
{
    /// <summary>
    /// One lane: watches for palms and codes, sends requests to the services, and acts on authentic replies within the budget.
    /// Call <see cref="Step"/> about every 10 ms from one thread.
    /// </summary>
    public sealed class LaneController
    {
        /// <summary>Counters since the start.</summary>
        public readonly LaneCounters Counters = new LaneCounters();

        /// <summary>Whether admitted guests pass.</summary>
        public readonly PassageWatch Passages;

        /// <summary>Tests whether the matcher replies.</summary>
        public readonly ServiceProbe MatcherProbe;

        /// <summary>Tests whether ticketing replies.</summary>
        public readonly ServiceProbe TicketingProbe;

        readonly IQrReader _reader;
        readonly TurnGuard _guard;
        readonly LaneRequests _requests;
        readonly Attempt _attempt;
        readonly GuestDisplay _display;
        readonly JustAdmitted _admitted;
        readonly LaneWatch _watch;
        readonly LaneTurn _turn;

        /// <summary>Builds a lane; the camera is not used before the first step.</summary>
        /// <param name="unguarded">Its parts.</param>
        /// <param name="settings">Its settings.</param>
        /// <param name="reports">Receives the state of its parts and the outcome of each attempt.</param>
        public LaneController(LaneParts unguarded, LaneSettings settings, ILaneReports reports)
        {
            var parts = unguarded.Guarded();
            parts.Gate.StaysShut = settings.Mode == LaneMode.Capture;
            _reader = parts.Qr;
            _guard = new TurnGuard(parts.Clock);
            _requests = new LaneRequests(parts, settings);
            _attempt = new Attempt(parts, settings, _requests, Counters, reports);
            _display = _attempt.Display;
            _admitted = new JustAdmitted(parts, settings);
            Passages = new PassageWatch(parts, settings, _attempt, _requests, _admitted, Counters, reports);
            var purpose = Purpose.Of(settings.Mode, parts, settings, _attempt, _requests, _admitted, Passages.Gate);
            MatcherProbe = new ServiceProbe(parts.Clock, settings, _requests.Matcher, purpose);
            TicketingProbe = new ServiceProbe(parts.Clock, settings, _requests.Ticketing, purpose);
            _watch = new LaneWatch(parts, _requests, Passages, Counters, reports);
            _turn = new LaneTurn(parts, settings, _requests, _attempt, purpose, _admitted, Passages, _watch);
        }

        /// <summary>The guest's experience now.</summary>
        public LaneState State
        {
            get { return _display.State; }
        }

        /// <summary>The last finished attempt.</summary>
        public LaneOutcome Outcome
        {
            get { return _attempt.Outcome; }
        }

        /// <summary>Number of finished attempts.</summary>
        public int Outcomes
        {
            get { return _attempt.Outcomes; }
        }

        /// <summary>The state of its parts.</summary>
        public LaneHealth Health
        {
            get { return _watch.Health; }
        }

        /// <summary>Turns that ended in an exception; normally 0.</summary>
        public int Failures
        {
            get { return _guard.Failures; }
        }

        /// <summary>Replies dropped so far: late, repeated, for other requests, or forged.</summary>
        public int RepliesDropped
        {
            get { return _requests.Dropped; }
        }

        /// <summary>Codes dropped by the reader so far, because they could not be read completely.</summary>
        public int CodesDropped
        {
            get { return _reader.Dropped; }
        }

        /// <summary>Why the last of them was dropped.</summary>
        public CodeDrop LastCodeDrop
        {
            get { return _reader.LastDrop; }
        }

        /// <summary>Restores the ring's indication after something else was shown.</summary>
        public void ShowAgain()
        {
            _display.ShowAgain();
        }

        /// <summary>Runs one turn. Bounded by the camera's timeouts; never waits for the network; never throws.</summary>
        public void Step()
        {
            try
            {
                if (!_guard.MayTurn())
                {
                    _turn.Skip();
                    return;
                }

                _turn.Run();
                _guard.Passed();
            }
            catch (System.Exception e)
            {
                _guard.Failed();
                _admitted.Forget();
                GiveUp();
                _watch.LogDefect(e, _attempt.RequestId);
            }
        }

        /// <summary>Ends the present attempt; no gate opens for it any more.</summary>
        void GiveUp()
        {
            try
            {
                _attempt.Finish(EntryWay.Palm, Decision.None, OutcomeReason.InternalError, LaneState.Fault, Indication.Fault);
            }
            catch (System.Exception)
            {
                // Showing or reporting may have caused the exception, so the requests are closed first.
                _display.Fail();
            }
        }
    }
}
