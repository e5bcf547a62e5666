namespace Pedestal.Core.Settings
{
    /// <summary>One row of the schema: a setting's name and its limits.</summary>
    public sealed class Setting
    {
        /// <summary>Its name; see <see cref="SettingNames"/>.</summary>
        public readonly string Name;

        /// <summary>The kind of its value.</summary>
        public readonly SettingKind Kind;

        /// <summary>Smallest number, or fewest bytes.</summary>
        public readonly int Least;

        /// <summary>Largest number, or most bytes: the platform's limits are in bytes, not characters.</summary>
        public readonly int Most;

        /// <summary>The value used when none is set; null if there is none.</summary>
        public string Default;

        /// <summary>Whether a pedestal needs it to serve.</summary>
        public bool Required;

        /// <summary>Whether its value is never shown.</summary>
        public bool Secret;

        /// <summary>Whether a new value takes effect only after a restart.</summary>
        public bool Restart;

        /// <summary>Whether 0 is allowed beside the numbers within the limits.</summary>
        public bool OrZero;

        /// <summary>Whether it differs between pedestals with otherwise equal settings.</summary>
        public bool Own;

        /// <summary>Whether an operator's command may change it.</summary>
        public RemoteChange Remote;

        /// <summary>Its description in one line.</summary>
        public string Help;

        /// <summary>Creates a row with its limits.</summary>
        public Setting(string name, SettingKind kind, int least, int most)
        {
            Name = name;
            Kind = kind;
            Least = least;
            Most = most;
        }

        /// <summary>The allowed values in words.</summary>
        public string Range
        {
            get
            {
                switch (Kind)
                {
                    case SettingKind.Number: return (OrZero ? "0, or " : "") + "a number from " + Limits;
                    case SettingKind.Switch: return "on or off";
                    case SettingKind.Mode: return "entry, enrolment, deletion, exit or capture";
                    case SettingKind.Key:
                    return (Least == Most ? "" : "a multiple of " + (2 * Least).ToString() + " and at most ")
                        + (2 * Most).ToString() + " hexadecimal digits";
                    case SettingKind.Certificate: return "a certificate in DER, as one line of Base64";
                    case SettingKind.Host: return "a host name or an IPv4 address, without port or scheme";
                    case SettingKind.Brokers: return BrokerNames.Range;
                    case SettingKind.Name: return "letters, digits, '-', '_' or '.', " + Limits + " of them";
                    default: return Limits + " printable ASCII characters";
                }
            }
        }

        /// <summary>Null if the text is a valid value, otherwise what it must be; the text is never quoted.</summary>
        public string FaultOf(string value)
        {
            switch (Kind)
            {
                case SettingKind.Number: return Must(IsNumber(value));
                case SettingKind.Switch: return Must(value == "on" || value == "off");
                case SettingKind.Mode: return Must(SettingsWords.IsMode(value));
                case SettingKind.Key: return Must(IsKey(value));
                case SettingKind.Certificate: return With(CertificateText.FaultOf(value, Most));
                case SettingKind.Host: return HostName.IsWellFormed(value) ? Length(value) : Must(false);
                case SettingKind.Brokers: return BrokerNames.AreWellFormed(value) ? Length(value) : Must(false);
                case SettingKind.Name: return SettingValues.HasOnly(value, "-_.") ? Length(value) : Must(false);
                default: return Printable(value);
            }
        }

        string Limits
        {
            get { return Least.ToString() + " to " + Most.ToString(); }
        }

        string Must(bool holds)
        {
            return holds ? null : "must be " + Range;
        }

        string Printable(string value)
        {
            var foreign = SettingValues.FirstForeign(value);
            return foreign < 0 ? Length(value)
                : "must contain only printable ASCII characters; character " + (foreign + 1).ToString() + " is not";
        }

        string With(string reason)
        {
            return reason == null ? null : Must(false) + "; this " + reason;
        }

        string Length(string value)
        {
            var length = value.Length;
            return length >= Least && length <= Most ? null : "must have " + Limits + " characters; this one has " + length.ToString();
        }

        bool IsKey(string value)
        {
            var length = value.Length / 2;
            return length > 0 && length <= Most && length % Least == 0 && SettingValues.Hexadecimal(value, length) != null;
        }

        bool IsNumber(string value)
        {
            var number = SettingValues.Number(value);
            return number >= Least && number <= Most || OrZero && number == 0;
        }
    }
}
