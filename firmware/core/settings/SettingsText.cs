using Pedestal.Hal;

namespace Pedestal.Core
{
    /// <summary>Version 1 of the stored settings: a <c>name=value</c> line each, <c>#</c> begins a comment.</summary>
    public static class SettingsText
    {
        const string EndMark = "# end\n";

        /// <summary>
        /// Reads a text into values in the order of the schema. Null, or what is wrong and in which line; the lines without
        /// fault are taken over all the same.
        /// </summary>
        public static string Read(string text, string[] values)
        {
            string first = null;
            var lines = text.Split('\n');
            for (var i = 0; i < lines.Length; i++)
            {
                var problem = ReadLine(lines[i].Trim(), values);
                if (problem != null && first == null)
                {
                    first = "line " + (i + 1).ToString() + ": " + problem;
                }
            }

            return first;
        }

        /// <summary>The text of a file that its end mark shows to be whole; null otherwise.</summary>
        internal static string Stored(IFileStore store, string name)
        {
            byte[] bytes;
            if (store.Read(name, out bytes) != FileResult.Ok)
            {
                return null;
            }

            // The console that wrote it let in ASCII only.
            var characters = new char[bytes.Length];
            for (var i = 0; i < bytes.Length; i++)
            {
                characters[i] = (char)bytes[i];
            }

            var text = new string(characters, 0, characters.Length);
            return text.EndsWith(EndMark) ? text.Substring(0, text.Length - EndMark.Length) : null;
        }

        static string ReadLine(string line, string[] values)
        {
            if (line.Length == 0 || line[0] == '#')
            {
                return null;
            }

            var name = NameOf(line);
            if (name == null)
            {
                return "expected name=value";
            }

            var index = SettingsSchema.IndexOf(name);
            if (index < 0)
            {
                return name + " is not the name of a setting; 'help' lists them";
            }

            if (values[index] != null)
            {
                return name + " is set a second time; remove one of the two";
            }

            var value = line.Substring(line.IndexOf('=') + 1).Trim();
            var problem = SettingsSchema.All[index].Problem(value);
            if (problem != null)
            {
                return name + " " + problem;
            }

            values[index] = value;
            return null;
        }

        static string NameOf(string line)
        {
            var equals = line.IndexOf('=');
            return equals < 1 || line[0] == '#' ? null : line.Substring(0, equals).Trim();
        }
    }
}
