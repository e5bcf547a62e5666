using Pedestal.Core.Ledger;
using Pedestal.Core.Service;

namespace Pedestal.Core.Console.Commands
{
    /// <summary><c>latency</c>: shows histograms of the stages.</summary>
    public sealed class LatencyCommand : ConsoleCommand
    {
        readonly ConsoleParts _parts;
        bool _all;
        int _row;

        /// <summary>Uses the parts.</summary>
        public LatencyCommand(ConsoleParts parts)
        {
            _parts = parts;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "latency"; }
        }

        /// <inheritdoc/>
        public override string Summary
        {
            get { return "how long attempts took, stage by stage"; }
        }

        /// <inheritdoc/>
        public override string[] Usage
        {
            get
            {
                return new[]
                {
                    "latency            percentiles of each stage",
                    "latency all        also the count of each range of times",
                    "latency clear      resets the counts",
                };
            }
        }

        /// <inheritdoc/>
        public override ServiceNeed Need(ConsoleArguments arguments)
        {
            return arguments.Word(1) == "clear" ? ServiceNeed.Change : ServiceNeed.None;
        }

        /// <inheritdoc/>
        public override CommandState Begin(ConsoleArguments arguments, ConsoleReply reply)
        {
            var what = arguments.Word(1);
            if (what == "clear")
            {
                _parts.Histogram.Clear();
                reply.Line("cleared");
                return CommandState.Done;
            }

            if (what != "" && what != "all")
            {
                reply.Fail("usage: latency [all | clear]");
                return CommandState.Done;
            }

            _all = what == "all";
            _row = 0;
            reply.Line(_parts.Histogram.Attempts.ToString() + " attempts; times in ms");
            reply.Line("stage         count       p50       p95   longest");
            return CommandState.More;
        }

        /// <inheritdoc/>
        public override CommandState Step(ConsoleReply reply)
        {
            var histogram = _parts.Histogram;
            var name = _row == LatencyHistogram.Total ? "total" : StageWords.Of((Stage)_row);
            var count = histogram.CountOf(_row);
            if (reply.Json)
            {
                Record(reply, name, count);
            }
            else
            {
                reply.Line(ConsoleReply.Pad(name, 12) + Right(count.ToString(), 7) + Right(Time(histogram.Percentile(_row, 50)), 10)
                    + Right(Time(histogram.Percentile(_row, 95)), 10) + Right(Time(histogram.Longest(_row)), 10));
                for (var bucket = 0; _all && bucket < LatencyHistogram.Buckets; bucket++)
                {
                    if (histogram.CountOf(_row, bucket) > 0)
                    {
                        reply.Line("    " + Span(bucket) + Right(histogram.CountOf(_row, bucket).ToString(), 8));
                    }
                }
            }

            _row++;
            return _row < LatencyHistogram.Rows ? CommandState.More : CommandState.Done;
        }

        void Record(ConsoleReply reply, string name, int count)
        {
            var histogram = _parts.Histogram;
            reply.Begin().Add("stage", name).Add("count", count).Add("p50Us", histogram.Percentile(_row, 50))
                .Add("p95Us", histogram.Percentile(_row, 95)).Add("longestUs", histogram.Longest(_row));
            for (var bucket = 0; bucket < LatencyHistogram.Buckets; bucket++)
            {
                reply.Add(bucket < LatencyHistogram.Limits.Length
                    ? "upTo" + LatencyHistogram.Limits[bucket].ToString() + "Us"
                    : "beyond", histogram.CountOf(_row, bucket));
            }

            reply.End();
        }

        static string Span(int bucket)
        {
            return bucket < LatencyHistogram.Limits.Length
                ? "up to  " + Right(Time(LatencyHistogram.Limits[bucket]), 8)
                : "beyond " + Right(Time(LatencyHistogram.Limits[bucket - 1]), 8);
        }

        /// <summary>Milliseconds with one decimal.</summary>
        static string Time(long microseconds)
        {
            var tenths = (microseconds + 50) / 100;
            return (tenths / 10).ToString() + "." + (tenths % 10).ToString();
        }

        static string Right(string text, int width)
        {
            while (text.Length < width)
            {
                text = " " + text;
            }

            return text;
        }
    }
}
