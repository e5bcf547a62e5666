using System;
using System.IO;

namespace Pedestal.Hal.Esp32
{
    /// <summary>
    /// One small text file that is old or new after a loss of power, never half: the new text goes to a second file, which
    /// counts only with its end mark, and takes the first one's place when it has been read back.
    /// </summary>
    public sealed class SettingsFile
    {
        const string EndMark = "# end\n";
        readonly string _path;
        readonly string _newPath;

        /// <summary>A file such as <c>I:\pedestal.txt</c>.</summary>
        public SettingsFile(string path)
        {
            _path = path;
            _newPath = path + ".new";
        }

        /// <summary>The stored text, empty when there is none; null when the storage fails.</summary>
        public string Read()
        {
            try
            {
                // Without the first file the power went between its removal and the second one's move.
                var text = File.Exists(_path) ? ReadWhole(_path) : ReadWhole(_newPath);
                return text == null ? "" : text;
            }
            catch (Exception)
            {
                return null;
            }
        }

        /// <summary>Stores a text; null, or what went wrong. The old text stays in force then.</summary>
        public string Write(string text)
        {
            try
            {
                if (!File.Exists(_path) && ReadWhole(_newPath) != null)
                {
                    File.Move(_newPath, _path);
                }

                File.WriteAllText(_newPath, text + EndMark);
                if (ReadWhole(_newPath) != text)
                {
                    return "the settings did not read back; the old ones stay in force";
                }

                if (File.Exists(_path))
                {
                    File.Delete(_path);
                }

                File.Move(_newPath, _path);
                return null;
            }
            catch (Exception e)
            {
                return "the settings could not be stored: " + e.Message;
            }
        }

        static string ReadWhole(string path)
        {
            if (!File.Exists(path))
            {
                return null;
            }

            var text = File.ReadAllText(path);
            return text.EndsWith(EndMark) ? text.Substring(0, text.Length - EndMark.Length) : null;
        }
    }
}
