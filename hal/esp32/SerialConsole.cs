using System.IO.Ports;
using System.Threading;

namespace Pedestal.Hal.Esp32
{
    /// <summary>
    /// The technician's console on a UART of its own, 115200 8N1. A thread moves bytes between the port and two rings, because a
    /// port's write blocks until the bytes are sent.
    /// </summary>
    public sealed class SerialConsole : IConsolePort, IWork
    {
        /// <summary>The thread that moves the bytes, from <see cref="Open"/> on.</summary>
        public readonly GuardedThread Mover;

        const int Chunk = 256;
        const int PollMilliseconds = 10;
        const int WriteMilliseconds = 500;
        const int RoundSeconds = 30;

        // Long enough for a certificate pasted as one line.
        const int ReceiveLength = 8192;
        readonly SerialPort _port;
        readonly ByteRing _received = new ByteRing(ReceiveLength);
        readonly LineIntake _intake;
        readonly ByteRing _sending = new ByteRing(2048);
        readonly byte[] _chunk = new byte[Chunk];

        /// <summary>A console on a port whose pins are assigned.</summary>
        public SerialConsole(string port, IClock clock)
        {
            _intake = new LineIntake(_received);
            _port = new SerialPort(port, 115200);
            _port.ReadBufferSize = ReceiveLength;
            _port.WriteTimeout = WriteMilliseconds;
            Mover = new GuardedThread("serial", this, RoundSeconds, clock);
        }

        /// <summary>Whether nothing waits to be read or sent.</summary>
        public bool IsIdle
        {
            get { return _received.Count == 0 && _sending.Count == 0; }
        }

        /// <summary>Opens the port; throws when it is open already.</summary>
        public void Open()
        {
            _port.Open();
            new Thread(Mover.Run).Start();
        }

        /// <inheritdoc/>
        public int TryRead()
        {
            return _received.Take();
        }

        /// <inheritdoc/>
        public int Write(byte[] buffer, int offset, int count)
        {
            return _sending.Put(buffer, offset, count);
        }

        /// <summary>
        /// Moves the bytes that are waiting. If the port throws, the thread goes on after a pause: it may work again.
        /// </summary>
        public bool DoRound()
        {
            if (!Receive() & !Send())
            {
                Thread.Sleep(PollMilliseconds);
            }

            return true;
        }

        bool Receive()
        {
            var waiting = _port.BytesToRead;
            if (waiting <= 0)
            {
                return false;
            }

            var read = _port.Read(_chunk, 0, waiting < Chunk ? waiting : Chunk);
            _intake.Put(_chunk, read);
            return true;
        }

        bool Send()
        {
            var count = _sending.Take(_chunk);
            if (count == 0)
            {
                return false;
            }

            _port.Write(_chunk, 0, count);
            return true;
        }
    }
}
