namespace Pedestal.Core.Log
{
    /// <summary>One record of the log.</summary>
    public sealed class LogRecord
    {
        /// <summary>Time in microseconds since the start.</summary>
        public long Microseconds;

        /// <summary>Its importance.</summary>
        public LogLevel Level;

        /// <summary>The part it concerns.</summary>
        public string Source;

        /// <summary>What happened.</summary>
        public string Text;

        /// <summary>Id of the request it concerns; 0 for none.</summary>
        public ulong Request;
    }
}
