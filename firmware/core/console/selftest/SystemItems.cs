using Pedestal.Core.Supervision;
using Pedestal.Hal;

namespace Pedestal.Core.Console.SelfTest
{
    /// <summary>Tests that there is enough free memory.</summary>
    public sealed class MemoryItem : SelfTestItem
    {
        const int InternalNeeded = 40 * 1024;
        readonly ConsoleParts _parts;

        /// <summary>Tests the controller of the parts.</summary>
        public MemoryItem(ConsoleParts parts)
        {
            _parts = parts;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "memory"; }
        }

        /// <inheritdoc/>
        public override string Limits
        {
            get { return "512 KB free, 40 KB internal"; }
        }

        /// <inheritdoc/>
        public override TestResult Step()
        {
            var free = _parts.System.FreeMemory();
            var inside = _parts.System.FreeInternalMemory();
            var value = (free / 1024).ToString() + " KB, " + (inside / 1024).ToString() + " KB internal";
            return free >= SystemWatch.MemoryNeeded && inside >= InternalNeeded
                ? Pass(value)
                : Fail(value, "reboot; if it happens again, the module has too little PSRAM, or the firmware leaks memory");
        }
    }

    /// <summary>Tests that a written file reads back.</summary>
    public sealed class StorageItem : SelfTestItem
    {
        const string File = "selftest.tmp";
        const int Length = 256;
        readonly ConsoleParts _parts;

        /// <summary>Tests the files of the parts.</summary>
        public StorageItem(ConsoleParts parts)
        {
            _parts = parts;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "flash"; }
        }

        /// <inheritdoc/>
        public override string Limits
        {
            get { return "256 bytes read back"; }
        }

        /// <inheritdoc/>
        public override TestResult Step()
        {
            if (_parts.Files == null)
            {
                return Skip("the file system has not started yet; see 'status'");
            }

            var written = new byte[Length];
            for (var i = 0; i < Length; i++)
            {
                written[i] = (byte)(i ^ (int)_parts.Clock.NowMicroseconds());
            }

            var done = _parts.Files.Write(File, written) == FileResult.Ok
                && _parts.Files.Read(File, out var read) == FileResult.Ok && IsSame(written, read);
            _parts.Files.Delete(File);
            return done
                ? Pass("read back")
                : Fail("not read back", "the flash does not keep written data, so the settings are at risk: replace the module");
        }

        static bool IsSame(byte[] a, byte[] b)
        {
            var same = a.Length == b.Length;
            for (var i = 0; same && i < a.Length; i++)
            {
                same = a[i] == b[i];
            }

            return same;
        }
    }

    /// <summary>Tests that the time of day is known.</summary>
    public sealed class TimeItem : SelfTestItem
    {
        readonly ConsoleParts _parts;

        /// <summary>Tests the clock of the parts.</summary>
        public TimeItem(ConsoleParts parts)
        {
            _parts = parts;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "time"; }
        }

        /// <inheritdoc/>
        public override string Limits
        {
            get { return "set"; }
        }

        /// <inheritdoc/>
        public override TestResult Step()
        {
            var utc = _parts.System.UtcTime();
            return utc == null ? Fail("not set", "check time.server and that the network lets SNTP through") : Pass(utc);
        }
    }
}
