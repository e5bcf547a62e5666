namespace Pedestal.Core
{
    /// <summary>Edits a settings text line by line, so that comments and order survive.</summary>
    public static class SettingsText
    {
        /// <summary>The text with one value put in place of the old one, or at the end; an empty value removes it.</summary>
        public static string With(string text, string name, string value)
        {
            var result = "";
            var placed = value.Length == 0;
            var lines = text.Split('\n');
            for (var i = 0; i < lines.Length; i++)
            {
                var line = lines[i].Trim();
                if (NameOf(line) != name)
                {
                    result += line.Length == 0 ? "" : line + "\n";
                }
                else if (!placed)
                {
                    result += name + "=" + value + "\n";
                    placed = true;
                }
            }

            return placed ? result : result + name + "=" + value + "\n";
        }

        static string NameOf(string line)
        {
            var equals = line.IndexOf('=');
            return equals < 1 || line[0] == '#' ? null : line.Substring(0, equals).Trim();
        }
    }
}
