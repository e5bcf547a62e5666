using Pedestal.Core.Console;
using Pedestal.Core.Lane.Gate;
using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Log;
using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Fleet
{
    /// <summary>Executes operators' commands. Guests come first: nothing happens to the gate during an attempt.</summary>
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

        /// <summary>Uses these parts.</summary>
        public FleetActions(ConsoleParts parts, LaneParts lane)
        {
            _parts = parts;
            _lane = lane;
            _confirmation = new OpenConfirmation(lane);
            _settings = new RemoteSettings(parts);
        }

        /// <summary>Does what is due: ends an identification, restarts once the reply is sent.</summary>
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

        /// <summary>Executes a request's command, or replies why not.</summary>
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
                Refuse("the seconds must be 1 to 60", reply);
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
                reply.Text = "ring and buzzer identify it for " + argument + " s";
            }
        }

        void Open(string digits, FleetReply reply)
        {
            if (_lane.Gate.StaysShut)
            {
                Refuse("in capture mode the gate stays shut", reply);
            }
            else if (digits.Length == 0)
            {
                reply.Result = CommandResult.Confirm;
                reply.Text = _confirmation.Ask();
            }
            else if (!_confirmation.Take(digits))
            {
                _parts.Log.Write(LogLevel.Warning, "fleet", "opening not confirmed", _request);
                Refuse("these are not the digits of the last 30 s; start again", reply);
            }
            else if (!_parts.IsLaneFree)
            {
                Refuse("a guest is being served; start again", reply);
            }
            else if (!_lane.Gate.Open(OpeningReason.Remote, _request))
            {
                Refuse("the pulse of the previous opening has not ended; start again", reply);
            }
            else
            {
                reply.Text = "the gate was opened once";
            }
        }

        void Change(string lines, FleetReply reply)
        {
            var fault = _settings.SaveOnTrial(lines);
            if (fault != null)
            {
                Refuse(fault, reply);
                return;
            }

            _parts.Log.Write(LogLevel.Warning, "fleet", "settings saved on trial", _request);
            Reboot("saved on trial; restarting. Unless the operator keeps them, the former settings return after "
                + (SettingsTrial.Seconds / 60).ToString() + " minutes", reply);
        }

        void Keep(FleetReply reply)
        {
            var fault = _settings.Keep();
            if (fault != null)
            {
                Refuse(fault, reply);
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
