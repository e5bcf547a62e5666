namespace Pedestal.Core.Settings
{
    /// <summary>The kinds of value.</summary>
    public enum SettingKind
    {
        /// <summary>Letters, digits, '-', '_' and '.'; least and most characters.</summary>
        Name = 0,

        /// <summary>Any printable text; least and most characters.</summary>
        Text = 1,

        /// <summary>A host name or an IPv4 address; least and most characters.</summary>
        Host = 2,

        /// <summary>An integer; smallest and largest.</summary>
        Number = 3,

        /// <summary>on or off.</summary>
        Switch = 4,

        /// <summary>entry, enrolment, deletion, exit or capture.</summary>
        Mode = 5,

        /// <summary>Hexadecimal digits for a multiple of the fewest bytes, up to the most.</summary>
        Key = 6,

        /// <summary>A certificate in DER as Base64; at most the given number of bytes.</summary>
        Certificate = 7,

        /// <summary>Host names or IPv4 addresses, each with or without a port; least and most characters.</summary>
        Brokers = 8,
    }
}
