using Pedestal.Hal;

namespace Pedestal.Core.Console
{
    /// <summary>The console's output on its way to the port. Bounded: what does not fit is lost; nothing ever waits.</summary>
    public sealed class ConsoleOutput
    {
        /// <summary>Size of the buffer in bytes.</summary>
        public const int Capacity = 4096;

        readonly IConsolePort _port;
        readonly byte[] _ring = new byte[Capacity];
        int _first;
        int _count;

        /// <summary>Creates an empty output.</summary>
        public ConsoleOutput(IConsolePort port)
        {
            _port = port;
        }

        /// <summary>Free bytes.</summary>
        public int Room
        {
            get { return Capacity - _count; }
        }

        /// <summary>Whether everything has been sent.</summary>
        public bool IsEmpty
        {
            get { return _count == 0; }
        }

        /// <summary>Adds a byte.</summary>
        public void Put(byte value)
        {
            if (_count < Capacity)
            {
                _ring[(_first + _count) % Capacity] = value;
                _count++;
            }
        }

        /// <summary>Adds a byte several times.</summary>
        public void Repeat(byte value, int times)
        {
            for (var i = 0; i < times; i++)
            {
                Put(value);
            }
        }

        /// <summary>Adds text; a line feed becomes carriage return and line feed, which every terminal understands.</summary>
        public void Write(string text)
        {
            for (var i = 0; i < text.Length; i++)
            {
                var c = text[i];
                if (c == '\n')
                {
                    Put((byte)'\r');
                }

                // Other characters could have another width on another terminal.
                Put(c == '\n' || c >= ' ' && c <= '~' ? (byte)c : (byte)'?');
            }
        }

        /// <summary>Adds a line.</summary>
        public void WriteLine(string text)
        {
            Write(text);
            Write("\n");
        }

        /// <summary>Adds bytes unchanged.</summary>
        public void Write(byte[] bytes, int offset, int count)
        {
            for (var i = 0; i < count; i++)
            {
                Put(bytes[offset + i]);
            }
        }

        /// <summary>Passes at most the given number of bytes to the port.</summary>
        public void Flush(int most)
        {
            while (_count > 0 && most > 0)
            {
                var run = _first + _count <= Capacity ? _count : Capacity - _first;
                run = run < most ? run : most;
                var taken = _port.Write(_ring, _first, run);
                if (taken <= 0)
                {
                    return;
                }

                _first = (_first + taken) % Capacity;
                _count -= taken;
                most -= taken;
            }
        }
    }
}
