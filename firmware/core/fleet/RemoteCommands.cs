using Pedestal.Core.Console;
using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Log;
using Pedestal.Core.Supervision;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Fleet
{
    /// <summary>
    /// Handles operators' commands: only authentic and fresh ones, each once. A resend gets the same reply, and a command of
    /// another session is offered this pedestal's session. For the lane's thread, between two steps.
    /// </summary>
    public sealed class RemoteCommands
    {
        // Short, because a command that was delayed must not be executed long after it was given.
        const int SessionSeconds = 30;
        const int OfferSeconds = 10;

        // A person gives the commands; more of them would only keep the lane from its guests.
        const int CommandsASecond = 5;
        const int CommandsAtOnce = 10;
        readonly ILink _link;
        readonly DeviceKey _key;
        readonly Envelope _envelope;
        readonly FleetCommand _command = new FleetCommand();
        readonly FleetReply _reply = new FleetReply();
        readonly FleetActions _actions;
        readonly SessionOffer _offer = new SessionOffer();
        readonly ReceivingSession _session;
        readonly TokenBucket _allowance = new TokenBucket(CommandsASecond, CommandsAtOnce);
        readonly IClock _clock;
        readonly ITimeOfDay _time;
        readonly EventLog _log;
        readonly TurnGuard _guard;
        ulong _lastId;
        byte[] _lastReply;

        /// <summary>Accepts commands under the settings' fleet key; none without one.</summary>
        public RemoteCommands(ConsoleParts parts, LaneParts lane)
        {
            _link = lane.Link;
            _key = parts.Settings.FleetKey;
            _envelope = new Envelope(lane.Cipher);
            _actions = new FleetActions(parts, lane);
            _log = parts.Log;
            _guard = new TurnGuard(lane.Clock);
            _session = new ReceivingSession(lane.Cipher, SessionSeconds, OfferSeconds);
            _clock = lane.Clock;
            _time = parts.Time;
        }

        /// <summary>Commands executed or refused so far.</summary>
        public int Handled { get; private set; }

        /// <summary>Messages dropped so far: not authentic, not fresh, or not a command.</summary>
        public int Dropped { get; private set; }

        /// <summary>Handles at most one command, and what is due for earlier ones; never throws.</summary>
        public void Poll()
        {
            if (!_guard.MayTurn())
            {
                return;
            }

            try
            {
                Turn();
                _guard.Passed();
            }
            catch (System.Exception e)
            {
                // Guests are still served: an operator's command must not stop the lane.
                _guard.Failed();
                _log.Write(LogLevel.Error, "fleet", "commands pause: " + e.Message);
            }
        }

        void Turn()
        {
            _actions.Step();
            var message = _link.TryReceiveCommand();
            if (message == null)
            {
                return;
            }

            var now = _clock.NowMicroseconds();
            if (_key == null || !_allowance.TryTake(now) || !IsCommand(message.Payload))
            {
                Dropped++;
                return;
            }

            switch (_session.Take(_envelope.Session, _envelope.Sequence, now))
            {
                case SessionVerdict.Fresh: Obey(); break;
                case SessionVerdict.Elsewhere: OfferSession(now); break;
                default: Dropped++; break;
            }
        }

        bool IsCommand(byte[] message)
        {
            return _envelope.Open(_key, message) == EnvelopeStatus.Ok && _envelope.Type == MessageType.Command;
        }

        void Obey()
        {
            if (_lastReply == null || _envelope.RequestId != _lastId)
            {
                // Before execution, so that the previous command's reply cannot be sent for this one.
                _lastId = _envelope.RequestId;
                CarrySafely(_envelope.Body);
                _lastReply = _reply.Write();
                Handled++;
            }

            Reply(MessageType.CommandReply, _lastReply);
        }

        void OfferSession(long now)
        {
            _offer.Session = _session.Offer(now);
            _offer.UnixMilliseconds = _time == null ? 0 : _time.UnixSeconds() * 1000;
            Reply(MessageType.SessionOffer, _offer.Write());
        }

        /// <summary>It is unknown what a part did before it threw, so the command counts as executed.</summary>
        void CarrySafely(byte[] body)
        {
            try
            {
                Carry(body);
            }
            catch (System.Exception e)
            {
                _log.Write(LogLevel.Error, "fleet", "command failed: " + e.Message, _lastId);
                _reply.Result = CommandResult.Refused;
                _reply.Text = "a part failed half way; check the pedestal's log before trying again";
            }
        }

        void Carry(byte[] body)
        {
            if (_command.Read(body))
            {
                _actions.Carry(_command, _lastId, _reply);
            }
            else
            {
                _reply.Result = CommandResult.NotUnderstood;
                _reply.Text = "this firmware has no such command";
            }
        }

        /// <summary>Replies with the command's id, session and sequence, which are still in the envelope.</summary>
        void Reply(MessageType type, byte[] body)
        {
            _envelope.Type = type;
            _envelope.RemainingMilliseconds = 0;
            _link.Publish(Channel.CommandReply, _envelope.Seal(_key, body), false);
        }
    }
}
