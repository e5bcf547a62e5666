namespace Pedestal.Hal.Esp32
{
    /// <summary>
    /// Puts received lines into a ring. A line that does not fit is cut off or left out. The reader gets one SUB for each such
    /// line, in a line of its own or at the cut, so that no two lines run together and it can count the losses.
    /// </summary>
    public sealed class LineIntake
    {
        const byte Substitute = 0x1A;

        // Room for the mark and the end of a line that is cut off.
        const int Reserve = 3;

        // After a loss, lines are accepted again only when there is room for some of them and for the marks.
        const int MostMarks = 100;
        const int Resume = 256;
        readonly ByteRing _ring;
        readonly byte[] _one = new byte[1];
        bool _isInLine;
        bool _isDropping;
        bool _afterReturn;
        int _lost;

        /// <summary>An intake into a ring of at least 512 bytes.</summary>
        public LineIntake(ByteRing ring)
        {
            _ring = ring;
        }

        /// <summary>Accepts received bytes.</summary>
        public void Put(byte[] bytes, int count)
        {
            if (count == 0)
            {
                return;
            }

            if (!_isDropping && !_afterReturn && _lost == 0 && _ring.Room >= count + Reserve)
            {
                _ring.Put(bytes, 0, count);
                _isInLine = !IsEnd(bytes[count - 1]);
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
            // CR has ended the line already; the LF of a CR LF must not count as an empty line.
            var isSecondHalf = _afterReturn && value == '\n';
            _afterReturn = value == '\r';
            if (isSecondHalf)
            {
                return;
            }

            if (!_isDropping && _ring.Room < (_lost > 0 ? Resume : Reserve))
            {
                CutOff();
                _isDropping = true;
            }

            if (_isDropping)
            {
                _isDropping = !IsEnd(value);
                return;
            }

            MarkLost();
            Add(value);
            _isInLine = !IsEnd(value);
        }

        void CutOff()
        {
            if (_isInLine)
            {
                Add(Substitute);
                Add((byte)'\r');
                _isInLine = false;
            }
            else
            {
                _lost++;
            }
        }

        void MarkLost()
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
