using Pedestal.Core.Settings;

namespace Pedestal.Core.Console
{
    /// <summary>Sends bytes over the console as lines of Base64 between "#begin" and "#end", a few lines a step.</summary>
    sealed class BinaryLines
    {
        const int LinesPerStep = 16;
        const int BytesPerLine = 57;
        readonly byte[] _text = new byte[LinesPerStep * (Base64.LineLength + 2)];
        string _name;
        byte[] _data;
        int _length;
        int _sent;

        /// <summary>Begins: what follows is of this name, size and checksum.</summary>
        /// <param name="reply">Where the lines go.</param>
        /// <param name="name">Its name.</param>
        /// <param name="data">The bytes, unchanged until all are sent.</param>
        /// <param name="width">How many a row has.</param>
        /// <param name="height">How many rows there are.</param>
        /// <param name="length">How many bytes are sent.</param>
        /// <param name="checksum">Their CRC-32.</param>
        internal void Begin(ConsoleReply reply, string name, byte[] data, int width, int height, int length, uint checksum)
        {
            _name = name;
            _data = data;
            _length = length;
            _sent = 0;
            reply.Raw("#begin " + name + " " + width.ToString() + " " + height.ToString() + " " + length.ToString() + " "
                + SettingsChecksum.Hexadecimal(checksum));
        }

        /// <summary>Sends the next lines; true with the last ones.</summary>
        internal bool Send(ConsoleReply reply)
        {
            var length = 0;
            for (var line = 0; line < LinesPerStep && _sent < _length; line++)
            {
                var part = _length - _sent < BytesPerLine ? _length - _sent : BytesPerLine;
                length = Base64.WriteLine(_data, _sent, part, _text, length);
                _sent += part;
            }

            reply.Raw(_text, length);
            if (_sent < _length)
            {
                return false;
            }

            _data = null;
            reply.Raw("#end " + _name);
            return true;
        }
    }
}
