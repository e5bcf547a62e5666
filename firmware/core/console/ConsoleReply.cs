using Pedestal.Core.Settings;

namespace Pedestal.Core.Console
{
    /// <summary>
    /// A command's reply in both formats: for people one line per value, for programs one JSON object per line, the last of
    /// which says how the command ended.
    /// </summary>
    public sealed class ConsoleReply
    {
        /// <summary>The most that a step may print; it is not called while less fits.</summary>
        public const int StepRoom = 1536;

        const int NameWidth = 20;
        readonly ConsoleOutput _output;
        readonly JsonText _json = new JsonText(StepRoom - 2);

        /// <summary>Writes replies to an output.</summary>
        public ConsoleReply(ConsoleOutput output)
        {
            _output = output;
        }

        /// <summary>Whether the reply is for a program.</summary>
        public bool Json { get; private set; }

        /// <summary>Why the command could not be executed; otherwise null.</summary>
        public string Error { get; private set; }

        /// <summary>Starts a command's reply.</summary>
        public void Start(bool json)
        {
            Json = json;
            Error = null;
        }

        /// <summary>Ends a command's reply.</summary>
        public void Finish(string command)
        {
            if (Json)
            {
                _json.Begin(null).AddText("command", command).Add("ok", Error == null);
                if (Error != null)
                {
                    _json.AddText("error", Error);
                }

                _json.End();
                Print();
            }
            else if (Error != null)
            {
                _output.WriteLine("error: " + Error);
            }
        }

        /// <summary>Records that the command cannot be executed.</summary>
        public void Fail(string error)
        {
            Error = error;
        }

        /// <summary>Starts a record.</summary>
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

        /// <summary>A line for people only.</summary>
        public void Line(string text)
        {
            if (!Json)
            {
                _output.WriteLine(text);
            }
        }

        /// <summary>A line in both formats, for the frames of binary data.</summary>
        public void Raw(string text)
        {
            _output.WriteLine(text);
        }

        /// <summary>Bytes in both formats, for the content of such frames.</summary>
        public void Raw(byte[] bytes, int count)
        {
            _output.Write(bytes, 0, count);
        }

        /// <summary>Text padded with spaces to a width, with at least one.</summary>
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
