using System;
using System.IO.Ports;
using Pedestal.Hal;

namespace Pedestal.Gm65
{
    /// <summary>
    /// A reader of the GM65 family on a UART, set up to scan continuously. A poll sends it a heartbeat; a reader that replies again
    /// after missing some is set up again.
    /// </summary>
    public sealed class Gm65Reader : IQrReader, IReaderService
    {
        const int LongestCode = 512;
        const int ReceiveBuffer = 2048;
        const long PauseMicroseconds = 50000;
        const long CommandMicroseconds = 200000;
        const int HeartbeatsMissed = 3;
        readonly SerialPort _port;
        readonly IClock _clock;
        readonly Gm65Parser _parser = new Gm65Parser(LongestCode);
        readonly byte[] _chunk = new byte[64];
        int _next;
        int _end;
        long _lastByte;
        bool _open;
        int _step;
        int _missed;
        long _commandAt;
        bool _polled;
        bool _heartbeatDue;

        /// <summary>A reader on a port whose pins are assigned; the first read opens the port.</summary>
        public Gm65Reader(string port, IClock clock)
        {
            _port = new SerialPort(port, 9600);
            _port.ReadBufferSize = ReceiveBuffer;
            _clock = clock;
        }

        /// <inheritdoc/>
        public int Dropped
        {
            get { return _parser.Dropped; }
        }

        /// <inheritdoc/>
        public CodeDrop LastDrop
        {
            get { return _parser.LastDrop; }
        }

        /// <inheritdoc/>
        public int TryRead(byte[] buffer)
        {
            try
            {
                if (!_open)
                {
                    _port.Open();
                    _open = true;
                }

                Send();
                return Receive(buffer);
            }
            catch (Exception)
            {
                return QrRead.Failed;
            }
        }

        /// <inheritdoc/>
        public void Poll()
        {
            // The next read sends a command, and the module replies to each.
            _missed += _polled ? 1 : 0;
            _polled = true;
            _heartbeatDue = true;
        }

        /// <inheritdoc/>
        public bool HasReplied()
        {
            return !_polled;
        }

        // One command at a time: the module loses a command that arrives before it has replied to the last.
        void Send()
        {
            var now = _clock.NowMicroseconds();
            if (now < _commandAt)
            {
                return;
            }

            var isSetUp = _step >= Command.SetUp.Length;
            if (isSetUp && !_heartbeatDue)
            {
                return;
            }

            var command = isSetUp ? Command.Heartbeat : Command.SetUp[_step++];
            _heartbeatDue = _heartbeatDue && !isSetUp;
            _commandAt = now + CommandMicroseconds;
            _port.Write(command, 0, command.Length);
        }

        int Receive(byte[] buffer)
        {
            while (Fill())
            {
                while (_next < _end)
                {
                    var length = Handle(_parser.Take(_chunk[_next++]), buffer);
                    if (length != 0)
                    {
                        return length;
                    }
                }
            }

            if (_lastByte == 0 || _clock.NowMicroseconds() - _lastByte < PauseMicroseconds)
            {
                return 0;
            }

            _lastByte = 0;
            return Handle(_parser.Pause(), buffer);
        }

        bool Fill()
        {
            if (_next < _end)
            {
                return true;
            }

            var waiting = _port.BytesToRead;
            if (waiting <= 0)
            {
                return false;
            }

            _next = 0;
            _end = _port.Read(_chunk, 0, waiting < _chunk.Length ? waiting : _chunk.Length);
            _lastByte = _clock.NowMicroseconds();
            return _end > 0;
        }

        int Handle(Gm65Event parsed, byte[] buffer)
        {
            if (parsed == Gm65Event.None)
            {
                return 0;
            }

            if (_missed >= HeartbeatsMissed)
            {
                // It may have lost power and with it its settings.
                _step = 0;
            }

            _missed = 0;
            _polled = false;
            if (parsed == Gm65Event.Reply || parsed == Gm65Event.Dropped)
            {
                return 0;
            }

            if (parsed == Gm65Event.TooLong)
            {
                return QrRead.TooLong;
            }

            if (_parser.Length > buffer.Length)
            {
                _parser.Drop(CodeDrop.TooLong);
                return QrRead.TooLong;
            }

            Array.Copy(_parser.Code, 0, buffer, 0, _parser.Length);
            return _parser.Length;
        }
    }
}
