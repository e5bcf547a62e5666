using Pedestal.Core.Text;

namespace Pedestal.Core.Console
{
    /// <summary>
    /// How commands answer, in both formats: for people a line for each value, for machines one JSON object a line, and a last
    /// one that says how the command ended.
    /// </summary>
    public sealed class ConsoleReply
    {
        /// <summary>A command's step may print this much; it is not called while less fits.</summary>
        public const int StepRoom = 1536;

        const int NameWidth = 20;
        readonly ConsoleOutput _output;
        readonly JsonText _json = new JsonText(StepRoom - 2);

        /// <summary>Answers into an output.</summary>
        public ConsoleReply(ConsoleOutput output)
        {
            _output = output;
        }

        /// <summary>Whether the answer is for a machine.</summary>
        public bool Json { get; private set; }

        /// <summary>Why the command could not be carried out; null otherwise.</summary>
        public string Problem { get; private set; }

        /// <summary>Begins the answer of a command.</summary>
        public void Start(bool json)
        {
            Json = json;
            Problem = null;
        }

        /// <summary>Ends the answer of a command.</summary>
        public void Finish(string command)
        {
            if (Json)
            {
                _json.Begin(null).AddText("command", command).Add("ok", Problem == null);
                if (Problem != null)
                {
                    _json.AddText("error", Problem);
                }

                _json.End();
                Print();
            }
            else if (Problem != null)
            {
                _output.WriteLine("error: " + Problem);
            }
        }

        /// <summary>The command cannot be carried out.</summary>
        public void Fail(string problem)
        {
            Problem = problem;
        }

        /// <summary>Begins a record.</summary>
        public ConsoleReply Begin()
        {
            _json.Begin(null);
            return this;
        }

        /// <summary>Adds text to the record.</summary>
        public ConsoleReply Add(string name, string text)
        {
            if (Json)
            {
                _json.AddText(name, text);
            }
            else
            {
                _output.WriteLine(Pad(name, NameWidth) + text);
            }

            return this;
        }

        /// <summary>Adds a number to the record.</summary>
        public ConsoleReply Add(string name, long number)
        {
            if (Json)
            {
                _json.Add(name, number);
            }
            else
            {
                _output.WriteLine(Pad(name, NameWidth) + number.ToString());
            }

            return this;
        }

        /// <summary>Adds yes or no to the record.</summary>
        public ConsoleReply Add(string name, bool value)
        {
            if (Json)
            {
                _json.Add(name, value);
            }
            else
            {
                _output.WriteLine(Pad(name, NameWidth) + (value ? "yes" : "no"));
            }

            return this;
        }

        /// <summary>Ends the record.</summary>
        public void End()
        {
            if (Json)
            {
                _json.End();
                Print();
            }
        }

        /// <summary>A line for people; machines do not get it.</summary>
        public void Line(string text)
        {
            if (!Json)
            {
                _output.WriteLine(text);
            }
        }

        /// <summary>A line for both: frames of binary data.</summary>
        public void Raw(string text)
        {
            _output.WriteLine(text);
        }

        /// <summary>Bytes for both: the inside of such frames.</summary>
        public void Raw(byte[] bytes, int count)
        {
            _output.Write(bytes, 0, count);
        }

        /// <summary>Text filled up with blanks to a width, with at least one.</summary>
        public static string Pad(string text, int width)
        {
            do
            {
                text += " ";
            }
            while (text.Length < width);
            return text;
        }

        void Print()
        {
            var text = _json.ToArray();
            _output.Write(text, 0, text.Length);
            _output.WriteLine("");
        }
    }
}
