using Pedestal.Core.Log;

namespace Pedestal.Core.Console
{
    /// <summary>The log records that are printed at the prompt, each once.</summary>
    sealed class LiveLog
    {
        readonly ConsoleParts _parts;
        int _next;

        /// <summary>Uses the parts' log, from their live level on.</summary>
        internal LiveLog(ConsoleParts parts)
        {
            _parts = parts;
        }

        /// <summary>Skips all records written so far.</summary>
        internal void Skip()
        {
            _next = _parts.Log.Next;
        }

        /// <summary>The next record to print; false if there is none.</summary>
        internal bool TryTake(LogRecord record)
        {
            if (_next < _parts.Log.Next && _next < _parts.Log.Oldest)
            {
                _next = _parts.Log.Oldest;
            }

            while (_next < _parts.Log.Next)
            {
                if (_parts.Log.Read(_next++, record) && record.Level >= _parts.LiveLevel)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
