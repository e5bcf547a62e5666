using Pedestal.Core.Log;
using Pedestal.Core.Settings;
using Pedestal.Protocol;

namespace Pedestal.Core.Console
{
    /// <summary>A log record as the console prints it.</summary>
    public static class LogLine
    {
        /// <summary>The line, with the time of day as far as it is known now.</summary>
        public static string Of(LogRecord record, ConsoleParts parts)
        {
            var milliseconds = record.Microseconds / 1000;
            var fraction = (milliseconds % 1000 + 1000).ToString().Substring(1);
            var utc = Utc(record, parts);
            return (utc.Length == 0 ? "" : ConsoleReply.Pad(utc, 21))
                + ConsoleReply.Pad((milliseconds / 1000).ToString() + "." + fraction, 12)
                + ConsoleReply.Pad(LogWords.Of(record.Level), 8) + ConsoleReply.Pad(record.Source, 10) + record.Text
                + (record.Request == 0 ? "" : ", request " + RequestText.Of(record.Request));
        }

        /// <summary>The record's time of day; empty while it is not known.</summary>
        public static string Utc(LogRecord record, ConsoleParts parts)
        {
            var now = parts.Time == null ? 0 : parts.Time.UnixSeconds();
            return now <= 0 ? "" : UtcText.Of(now - (parts.Clock.NowMicroseconds() - record.Microseconds) / 1000000);
        }
    }
}
