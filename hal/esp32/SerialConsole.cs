using System;
using System.IO.Ports;

namespace Pedestal.Hal.Esp32
{
    /// <summary>The technician's line on a UART of its own, 115200 8N1. No echo: what is typed may be a secret.</summary>
    public sealed class SerialConsole
    {
        // Long enough for a certificate on one line.
        const int LongestLine = 6144;
        const int WriteMilliseconds = 500;
        readonly SerialPort _port;
        readonly LineBuffer _line = new LineBuffer(LongestLine);
        readonly byte[] _chunk = new byte[256];
        int _next;
        int _end;

        /// <summary>A console on a port whose pins are assigned.</summary>
        public SerialConsole(string port)
        {
            _port = new SerialPort(port, 115200);
            _port.ReadBufferSize = LongestLine;
            _port.WriteTimeout = WriteMilliseconds;
        }

        /// <summary>Opens the port; throws when it is taken.</summary>
        public void Open()
        {
            _port.Open();
        }

        /// <summary>The next line, or null when there is none yet; never blocks. A line that is too long is answered here.</summary>
        public string TryReadLine()
        {
            while (_next < _end || Fill())
            {
                if (!_line.Take(_chunk[_next++]))
                {
                    continue;
                }

                if (!_line.TooLong)
                {
                    return _line.Line;
                }

                WriteLine("line too long; it was dropped");
            }

            return null;
        }

        /// <summary>Prints; text that nobody takes is lost.</summary>
        public void WriteLine(string text)
        {
            try
            {
                var lines = text.Split('\n');
                for (var i = 0; i < lines.Length; i++)
                {
                    _port.Write(lines[i] + "\r\n");
                }
            }
            catch (Exception)
            {
                // A console without a reader must not stop a gate.
            }
        }

        bool Fill()
        {
            var waiting = _port.BytesToRead;
            _next = 0;
            _end = waiting > 0 ? _port.Read(_chunk, 0, waiting < _chunk.Length ? waiting : _chunk.Length) : 0;
            return _end > 0;
        }
    }
}
