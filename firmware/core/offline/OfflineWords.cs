namespace Pedestal.Core.Offline
{
    /// <summary>The words for offline verdicts and list states, in messages and logs.</summary>
    public static class OfflineWords
    {
        static readonly string[] Verdicts =
        {
            "admitted", "off", "not-signed", "wrong-signature", "out-of-time", "clock-unset", "other-lane", "used",
            "list-not-open", "list-full", "list-damaged", "storage-failed",
        };

        static readonly string[] Lists = { "not-open", "open", "full", "closed", "damaged", "storage-failed" };

        /// <summary>The word for a verdict.</summary>
        public static string Of(OfflineVerdict verdict)
        {
            return Verdicts[(int)verdict];
        }

        /// <summary>The word for the state of the list of admissions.</summary>
        public static string Of(ListState state)
        {
            return Lists[(int)state];
        }
    }
}
