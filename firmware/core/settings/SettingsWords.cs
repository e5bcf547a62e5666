namespace Pedestal.Core.Settings
{
    /// <summary>The words for the state of the settings, in messages and logs, and for the modes.</summary>
    public static class SettingsWords
    {
        static readonly string[] SettingsStates =
        {
            "current", "none-stored", "on-trial", "rolled-back", "previous", "damaged", "too-new", "storage-failed",
        };

        static readonly string[] SettingsResults =
        {
            "done", "unknown-name", "bad-value", "incomplete", "nothing-to-do", "too-new", "storage-failed",
        };

        static readonly string[] Modes = { "entry", "enrolment", "deletion", "exit", "capture" };

        /// <summary>The word for the origin of the settings.</summary>
        public static string Of(SettingsState state)
        {
            return SettingsStates[(int)state];
        }

        /// <summary>The word for the result of a change.</summary>
        public static string Of(SettingsResult result)
        {
            return SettingsResults[(int)result];
        }

        /// <summary>The word for a mode.</summary>
        public static string Of(LaneMode mode)
        {
            return Modes[(int)mode];
        }

        /// <summary>Whether a word is a mode.</summary>
        public static bool IsMode(string word)
        {
            return word == Of(ModeOf(word));
        }

        /// <summary>The mode of a word; entry for an unknown word.</summary>
        public static LaneMode ModeOf(string word)
        {
            for (var i = 0; i < Modes.Length; i++)
            {
                if (Modes[i] == word)
                {
                    return (LaneMode)i;
                }
            }

            return LaneMode.Entry;
        }
    }
}
