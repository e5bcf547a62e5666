using Pedestal.Core.Console;
using Pedestal.Core.Lane.Gate;
using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Log;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Fleet
{
    /// <summary>What commands do to the pedestal. Guests come first: nothing happens to the gate during a presentation.</summary>
    public sealed class FleetActions
    {
        const int LongestIdentify = 60;
        const long RebootMicroseconds = 1000000;
        readonly ConsoleParts _parts;
        readonly LaneParts _lane;
        readonly OpenConfirmation _confirmation;
        readonly RemoteSettings _settings;
        ulong _request;
        long _identifyEnds = long.MaxValue;
        long _rebootAt = long.MaxValue;

        /// <summary>Acts on these parts.</summary>
        public FleetActions(ConsoleParts parts, LaneParts lane)
        {
            _parts = parts;
            _lane = lane;
            _confirmation = new OpenConfirmation(lane);
            _settings = new RemoteSettings(parts);
        }

        /// <summary>What is due: the end of an identification, a restart once its reply is out.</summary>
        public void Step()
        {
            var now = _lane.Clock.NowMicroseconds();
            if (now >= _identifyEnds)
            {
                _identifyEnds = long.MaxValue;
                _parts.Lane.ShowAgain();
            }

            if (now >= _rebootAt && _parts.IsLaneFree)
            {
                _rebootAt = long.MaxValue;
                _parts.System.Reboot();
            }
        }

        /// <summary>Carries the command of a request out, or says why not.</summary>
        public void Carry(FleetCommand command, ulong request, FleetReply reply)
        {
            _request = request;
            reply.Result = CommandResult.Done;
            switch (command.Kind)
            {
                case CommandKind.Identify: Identify(command.Argument, reply); break;
                case CommandKind.Open: Open(command.Argument, reply); break;
                case CommandKind.Reboot: Reboot("restarting", reply); break;
                case CommandKind.Settings: Change(command.Argument, reply); break;
                default: Keep(reply); break;
            }
        }

        void Identify(string argument, FleetReply reply)
        {
            var seconds = SettingValues.Number(argument);
            if (seconds < 1 || seconds > LongestIdentify)
            {
                Refuse("seconds from 1 to 60 are needed", reply);
            }
            else if (!_parts.IsLaneFree)
            {
                Refuse("a guest is being served; try again", reply);
            }
            else
            {
                _parts.Log.Write(LogLevel.Info, "fleet", "identify", _request);
                _lane.Indicator.Show(Indication.Identify);
                _identifyEnds = _lane.Clock.NowMicroseconds() + seconds * 1000000L;
                reply.Text = "ring and buzzer show it for " + argument + " s";
            }
        }

        void Open(string digits, FleetReply reply)
        {
            if (digits.Length == 0)
            {
                reply.Result = CommandResult.Confirm;
                reply.Text = _confirmation.Ask();
            }
            else if (!_confirmation.Take(digits))
            {
                _parts.Log.Write(LogLevel.Warning, "fleet", "opening not confirmed", _request);
                Refuse("these are not the digits of the last 30 s; begin again", reply);
            }
            else if (!_parts.IsLaneFree)
            {
                Refuse("a guest is being served; begin again", reply);
            }
            else if (!_lane.Gate.Open(OpeningReason.Remote, _request))
            {
                Refuse("the pulse of the opening before is not over; begin again", reply);
            }
            else
            {
                reply.Text = "the gate was opened once";
            }
        }

        void Change(string lines, FleetReply reply)
        {
            var problem = _settings.SaveOnTrial(lines);
            if (problem != null)
            {
                Refuse(problem, reply);
                return;
            }

            _parts.Log.Write(LogLevel.Warning, "fleet", "settings saved on trial", _request);
            Reboot("saved on trial; restarting. Unless the operator keeps them, the ones before come back after "
                + (SettingsTrial.Seconds / 60).ToString() + " minutes", reply);
        }

        void Keep(FleetReply reply)
        {
            var problem = _settings.Keep();
            if (problem != null)
            {
                Refuse(problem, reply);
                return;
            }

            _parts.Log.Write(LogLevel.Info, "fleet", "settings stay", _request);
            reply.Text = "the settings stay";
        }

        void Reboot(string text, FleetReply reply)
        {
            _parts.Log.Write(LogLevel.Warning, "fleet", "restart", _request);
            _rebootAt = _lane.Clock.NowMicroseconds() + RebootMicroseconds;
            reply.Text = text;
        }

        static void Refuse(string why, FleetReply reply)
        {
            reply.Result = CommandResult.Refused;
            reply.Text = why;
        }
    }
}
