namespace Pedestal.Core.Settings
{
    /// <summary>What the text of a setting stands for.</summary>
    public enum SettingKind
    {
        /// <summary>Letters, digits, '-', '_' and '.'; least and most characters.</summary>
        Name = 0,

        /// <summary>Any printable text; least and most characters.</summary>
        Text = 1,

        /// <summary>A host name or an IPv4 address; least and most characters.</summary>
        Host = 2,

        /// <summary>A whole number; least and most.</summary>
        Number = 3,

        /// <summary>on or off.</summary>
        Switch = 4,

        /// <summary>entry, enrolment or deletion.</summary>
        Mode = 5,

        /// <summary>A multiple of the fewest bytes, up to the most, as hexadecimal digits.</summary>
        Key = 6,

        /// <summary>A certificate in DER as Base64; at most so many bytes.</summary>
        Certificate = 7,
    }
}
