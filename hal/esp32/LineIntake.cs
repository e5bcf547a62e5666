namespace Pedestal.Hal.Esp32
{
    /// <summary>
    /// Puts received lines into a ring. What does not fit is dropped to the end of its line, and each line that lost something is
    /// marked by one SUB in the line the reader gets, so that nothing is glued together and the reader can tell how many were lost.
    /// </summary>
    public sealed class LineIntake
    {
        const byte Substitute = 0x1A;

        // The mark and the end of a line that has to break off.
        const int Reserve = 3;

        // Lines begin to be taken again only with room for some of them, and for the marks of those lost.
        const int MostMarks = 100;
        const int Resume = 256;
        readonly ByteRing _ring;
        readonly byte[] _one = new byte[1];
        bool _isWithin;
        bool _drops;
        bool _afterReturn;
        int _lost;

        /// <summary>An intake of a ring of at least 512 bytes.</summary>
        public LineIntake(ByteRing ring)
        {
            _ring = ring;
        }

        /// <summary>Takes received bytes.</summary>
        public void Put(byte[] bytes, int count)
        {
            if (count == 0)
            {
                return;
            }

            if (!_drops && !_afterReturn && _lost == 0 && _ring.Room >= count + Reserve)
            {
                _ring.Put(bytes, 0, count);
                _isWithin = !IsEnd(bytes[count - 1]);
                _afterReturn = bytes[count - 1] == '\r';
                return;
            }

            for (var i = 0; i < count; i++)
            {
                Put(bytes[i]);
            }
        }

        void Put(byte value)
        {
            // CR has ended the line; the LF after it would be a line of its own where the two are parted.
            var isSecondHalf = _afterReturn && value == '\n';
            _afterReturn = value == '\r';
            if (isSecondHalf)
            {
                return;
            }

            if (!_drops && _ring.Room < (_lost > 0 ? Resume : Reserve))
            {
                BreakOff();
                _drops = true;
            }

            if (_drops)
            {
                _drops = !IsEnd(value);
                return;
            }

            TellLost();
            Add(value);
            _isWithin = !IsEnd(value);
        }

        void BreakOff()
        {
            if (_isWithin)
            {
                Add(Substitute);
                Add((byte)'\r');
                _isWithin = false;
            }
            else
            {
                _lost++;
            }
        }

        void TellLost()
        {
            for (var mark = 0; mark < _lost && mark < MostMarks; mark++)
            {
                Add(Substitute);
            }

            if (_lost > 0)
            {
                Add((byte)'\r');
                _lost = 0;
            }
        }

        void Add(byte value)
        {
            _one[0] = value;
            _ring.Put(_one, 0, 1);
        }

        static bool IsEnd(byte value)
        {
            return value == '\r' || value == '\n';
        }
    }
}
