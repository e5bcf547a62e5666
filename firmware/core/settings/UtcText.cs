namespace Pedestal.Core.Settings
{
    /// <summary>Formats times of day.</summary>
    public static class UtcText
    {
        const int DaySeconds = 86400;

        /// <summary>A time in seconds since 1970, not before it, as <c>2026-11-28T20:05:12Z</c>.</summary>
        public static string Of(long unixSeconds)
        {
            var days = (int)(unixSeconds / DaySeconds);
            var second = (int)(unixSeconds % DaySeconds);

            // With years that begin in March the leap day is at the end: 400 years are 146,097 days, five months are 153.
            days += 719468;
            var era = days / 146097;
            var ofEra = days % 146097;
            var year = (ofEra - ofEra / 1460 + ofEra / 36524 - ofEra / 146096) / 365;
            var ofYear = ofEra - (365 * year + year / 4 - year / 100);
            var month = (5 * ofYear + 2) / 153;
            var day = ofYear - (153 * month + 2) / 5 + 1;
            month = month < 10 ? month + 3 : month - 9;
            year += 400 * era + (month <= 2 ? 1 : 0);
            return year.ToString() + "-" + Two(month) + "-" + Two(day) + "T" + Two(second / 3600) + ":" + Two(second / 60 % 60)
                + ":" + Two(second % 60) + "Z";
        }

        static string Two(int number)
        {
            return (number < 10 ? "0" : "") + number.ToString();
        }
    }
}
