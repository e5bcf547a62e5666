using Pedestal.Core.Protocol;
using Pedestal.Hal;

namespace Pedestal.Core
{
    /// <summary>
    /// Which commands are fresh. Counters are microseconds of the sender's clock since 1970: within a minute of this pedestal's
    /// time, and above every one before. The highest is kept on flash, so that a recorded command does nothing after a restart.
    /// </summary>
    public sealed class CommandCounter
    {
        /// <summary>The file of the highest counter: 8 bytes, and their CRC-32.</summary>
        public const string File = "command.counter";

        /// <summary>How far the sender's clock may be off.</summary>
        public const int ToleranceSeconds = 60;

        const int Length = 12;
        readonly IFileStore _files;
        readonly ITimeOfDay _time;
        ulong _highest;

        /// <summary>Goes on from what the flash holds.</summary>
        public CommandCounter(IFileStore files, ITimeOfDay time)
        {
            _files = files;
            _time = time;
            Begin();
        }

        /// <summary>Whether a command with this counter is fresh; not a second time, nor while the time is not known.</summary>
        public bool Take(ulong counter)
        {
            Begin();
            var now = _time.UnixSeconds();
            if (_highest == 0 || now <= ToleranceSeconds || counter <= _highest
                || counter < Microseconds(now - ToleranceSeconds) || counter > Microseconds(now + ToleranceSeconds))
            {
                return false;
            }

            _highest = counter;
            Keep();
            return true;
        }

        /// <summary>
        /// From the first moment at which the time is known. What is not on flash, or cannot be right, leaves what was sent before
        /// this start out.
        /// </summary>
        void Begin()
        {
            var now = _time.UnixSeconds();
            if (_highest != 0 || now <= 0)
            {
                return;
            }

            byte[] kept;
            var isWhole = _files.Read(File, out kept) == FileResult.Ok && kept.Length == Length
                && Bytes.GetUInt32(kept, 8) == Crc32.Of(kept, 0, 8);
            _highest = isWhole ? Bytes.GetUInt64(kept, 0) : 0;
            if (_highest == 0 || _highest > Microseconds(now + ToleranceSeconds))
            {
                _highest = Microseconds(now + 1);
            }
        }

        // Where the flash refuses, the tolerance still bounds how long a recording is of use.
        void Keep()
        {
            var content = new byte[Length];
            Bytes.PutUInt64(content, 0, _highest);
            Bytes.PutUInt32(content, 8, Crc32.Of(content, 0, 8));
            _files.Write(File, content);
        }

        static ulong Microseconds(long seconds)
        {
            return (ulong)seconds * 1000000;
        }
    }
}
