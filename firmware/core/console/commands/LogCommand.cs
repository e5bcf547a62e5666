using Pedestal.Core.Log;
using Pedestal.Core.Service;
using Pedestal.Protocol;

namespace Pedestal.Core.Console.Commands
{
    /// <summary><c>log</c>: shows recent events.</summary>
    public sealed class LogCommand : ConsoleCommand
    {
        readonly ConsoleParts _parts;
        readonly LogRecord _record = new LogRecord();
        LogLevel _level;
        int _next;
        int _end;

        /// <summary>Uses the parts.</summary>
        public LogCommand(ConsoleParts parts)
        {
            _parts = parts;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "log"; }
        }

        /// <inheritdoc/>
        public override string Summary
        {
            get { return "the last log records, and the logged levels"; }
        }

        /// <inheritdoc/>
        public override string[] Usage
        {
            get
            {
                return new[]
                {
                    "log [LEVEL]        records of this level and above; debug, info, warning or error",
                    "log keep LEVEL     keeps only records of this level and above from now on",
                    "log live LEVEL     shows such records as they happen; off for none",
                };
            }
        }

        /// <inheritdoc/>
        public override ServiceNeed Need(ConsoleArguments arguments)
        {
            return arguments.Word(1) == "keep" ? ServiceNeed.Change : ServiceNeed.None;
        }

        /// <inheritdoc/>
        public override CommandState Begin(ConsoleArguments arguments, ConsoleReply reply)
        {
            var verb = arguments.Word(1);
            var isVerb = verb == "keep" || verb == "live";
            var word = arguments.Word(isVerb ? 2 : 1);
            var level = word == "off" && verb == "live" ? (int)LogLevel.Error + 1 : LogWords.LevelOf(word);
            if (level < 0 && (isVerb || word != ""))
            {
                reply.Fail("usage: log [keep | live] LEVEL; the levels are debug, info, warning, error");
                return CommandState.Done;
            }

            if (isVerb)
            {
                Change(verb, (LogLevel)level);
                return CommandState.Done;
            }

            _level = level < 0 ? LogLevel.Debug : (LogLevel)level;
            _next = _parts.Log.Oldest;
            _end = _parts.Log.Next;
            return CommandState.More;
        }

        /// <inheritdoc/>
        public override CommandState Step(ConsoleReply reply)
        {
            // Records overwritten while they are listed are skipped.
            while (_next < _end)
            {
                if (_parts.Log.Read(_next++, _record) && _record.Level >= _level)
                {
                    Print(reply);
                    return CommandState.More;
                }
            }

            return CommandState.Done;
        }

        void Print(ConsoleReply reply)
        {
            if (reply.Json)
            {
                reply.Begin().Add("number", _next - 1).Add("us", _record.Microseconds).Add("level", LogWords.Of(_record.Level))
                    .Add("source", _record.Source).Add("text", _record.Text).Add("utc", LogLine.Utc(_record, _parts))
                    .Add("request", _record.Request == 0 ? "" : RequestText.Of(_record.Request)).End();
            }
            else
            {
                reply.Line(LogLine.Of(_record, _parts));
            }
        }

        void Change(string verb, LogLevel level)
        {
            if (verb == "keep")
            {
                _parts.Log.Level = level;
            }
            else
            {
                _parts.LiveLevel = level;
            }
        }
    }
}
