using Pedestal.Core.Console.SelfTest;
using Pedestal.Core.Log;
using Pedestal.Core.Service;

namespace Pedestal.Core.Console.Commands
{
    /// <summary><c>sensor</c>: reads and writes the camera's registers.</summary>
    public sealed class SensorCommand : ConsoleCommand
    {
        const int Registers = 128;
        const int MostAtOnce = 64;
        const long PatienceMicroseconds = 10000000;
        readonly ConsoleParts _parts;
        bool _write;
        int _register;
        int _value;
        int _left;
        long _until;

        /// <summary>Uses the parts.</summary>
        public SensorCommand(ConsoleParts parts)
        {
            _parts = parts;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "sensor"; }
        }

        /// <inheritdoc/>
        public override string Summary
        {
            get { return "reads and writes the camera's registers"; }
        }

        /// <inheritdoc/>
        public override string[] Usage
        {
            get
            {
                return new[]
                {
                    "sensor read REGISTER [COUNT]      registers are 0 to 127, or in hexadecimal such as 0x7f",
                    "sensor write REGISTER VALUE       until the camera restarts",
                };
            }
        }

        /// <inheritdoc/>
        public override ServiceNeed Need(ConsoleArguments arguments)
        {
            return ServiceNeed.Service;
        }

        /// <inheritdoc/>
        public override CommandState Begin(ConsoleArguments arguments, ConsoleReply reply)
        {
            _write = arguments.Word(1) == "write";
            _register = arguments.Number(2, Registers - 1);
            _value = arguments.Number(3, _write ? 255 : MostAtOnce);
            _left = _write || arguments.Count == 3 ? 1 : _value;
            if (!_write && arguments.Word(1) != "read" || _register < 0 || _left < 1 || _write && _value < 0
                || arguments.Count > 4 || _register + _left > Registers)
            {
                reply.Fail("usage: sensor read REGISTER [COUNT], or sensor write REGISTER VALUE; 'help sensor' says more");
                return CommandState.Done;
            }

            if (_parts.CameraService == null)
            {
                reply.Fail("the camera has not started yet; see 'status'");
                return CommandState.Done;
            }

            _until = _parts.Clock.NowMicroseconds() + PatienceMicroseconds;
            return CommandState.More;
        }

        /// <inheritdoc/>
        public override CommandState Step(ConsoleReply reply)
        {
            if (!_parts.IsLaneFree)
            {
                return Wait(reply);
            }

            if (_write && !_parts.CameraService.WriteRegister(_register, _value))
            {
                reply.Fail("the camera did not become idle; 'selftest camera-id camera-pattern' says more");
                return CommandState.Done;
            }

            if (_write)
            {
                _parts.Log.Write(LogLevel.Warning, "camera", "register " + CameraIdItem.Hex(_register) + " written");
            }

            reply.Begin().Add("register", CameraIdItem.Hex(_register))
                .Add("value", CameraIdItem.Hex(_write ? _value : _parts.CameraService.ReadRegister(_register))).End();
            _register++;
            _left--;
            return _left > 0 ? CommandState.More : CommandState.Done;
        }

        CommandState Wait(ConsoleReply reply)
        {
            if (_parts.Clock.NowMicroseconds() < _until)
            {
                return CommandState.More;
            }

            reply.Fail("a guest is being served; try again");
            return CommandState.Done;
        }
    }
}
