using System;
using Pedestal.Hal;

namespace Pedestal.Core.Supervision
{
    /// <summary>
    /// A code reader that is polled as long as the lane runs, because a reader that reads nothing looks like a dead one. A lost
    /// reader is detected within 20 s, a returned one within 5 s. A poll has nine bytes and its reply seven, 17 ms on the line.
    /// </summary>
    public sealed class WatchedReader : IQrReader
    {
        /// <summary>Seconds between two polls.</summary>
        public const int PollSeconds = 5;

        /// <summary>Polls in a row without a reply after which the reader counts as lost.</summary>
        public const int PollsMissed = 3;

        readonly IQrReader _reader;
        readonly IReaderService _service;
        readonly IClock _clock;
        long _next;
        bool _polled;
        int _missed;

        /// <summary>Watches a reader; without a service it is trusted.</summary>
        public WatchedReader(IQrReader reader, IReaderService service, IClock clock)
        {
            _reader = reader;
            _service = service;
            _clock = clock;
        }

        /// <inheritdoc/>
        public int Dropped
        {
            get { return _reader.Dropped; }
        }

        /// <inheritdoc/>
        public CodeDrop LastDrop
        {
            get { return _reader.LastDrop; }
        }

        /// <inheritdoc/>
        public int TryRead(byte[] buffer)
        {
            var length = Read(buffer);
            if (length > 0 || length == QrRead.TooLong)
            {
                // A reader that delivers a code works.
                _missed = 0;
                return length;
            }

            if (_service != null)
            {
                Poll();
            }

            return _missed >= PollsMissed ? QrRead.Failed : length;
        }

        int Read(byte[] buffer)
        {
            try
            {
                return _reader.TryRead(buffer);
            }
            catch (Exception)
            {
                return QrRead.Failed;
            }
        }

        void Poll()
        {
            var hasReplied = _polled && _service.HasReplied();
            _missed = hasReplied ? 0 : _missed;
            var now = _clock.NowMicroseconds();
            if (now < _next)
            {
                return;
            }

            _missed += _polled && !hasReplied ? 1 : 0;
            _polled = true;
            _next = now + PollSeconds * 1000000L;
            _service.Poll();
        }
    }
}
