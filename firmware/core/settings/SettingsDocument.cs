using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Core.Settings
{
    /// <summary>The state of a stored settings file.</summary>
    public enum DocumentStatus
    {
        /// <summary>Complete, undamaged and of a known version.</summary>
        Whole = 0,

        /// <summary>The file does not exist.</summary>
        Missing = 1,

        /// <summary>Cut off, altered, or not settings at all.</summary>
        Damaged = 2,

        /// <summary>Complete and undamaged, but of a version that this firmware does not know.</summary>
        TooNew = 3,

        /// <summary>The storage cannot read it.</summary>
        Unreadable = 4,
    }

    /// <summary>
    /// The stored form of the settings, one JSON object: version, whether they are on trial, the settings that differ from the
    /// default, and at the end the CRC-32 of all bytes before it, so that every truncation and every flipped byte is detected.
    /// </summary>
    public sealed class SettingsDocument
    {
        /// <summary>Longest document in bytes.</summary>
        public const int MaximumLength = 12288;

        const string CheckName = "\"crc32\":\"";
        const string End = "\"}\n";
        const int Digits = 8;

        // Indexed by TrialProof.
        static readonly string[] Trials = { "false", "true", "\"operator\"" };

        /// <summary>The version written or read.</summary>
        public int Version = SettingsSchema.Version;

        /// <summary>The proof they need to stay; without it they are used only for a few starts.</summary>
        public TrialProof Trial;

        /// <summary>The values in the order of the schema, null for a default.</summary>
        public string[] Values = NullStrings.Create(SettingsSchema.All.Length);

        /// <summary>The document as bytes.</summary>
        public byte[] Write()
        {
            var writer = new JsonWriter(MaximumLength);
            writer.Raw("{\"version\":").Raw(Version.ToString()).Raw(",\n\"trial\":").Raw(Trials[(int)Trial]);
            writer.Raw(",\n\"settings\":{");
            var separator = "\n";
            for (var i = 0; i < Values.Length; i++)
            {
                if (Values[i] != null)
                {
                    writer.Raw(separator).Text(SettingsSchema.All[i].Name).Raw(":");
                    WriteValue(writer, SettingsSchema.All[i].Kind, Values[i]);
                    separator = ",\n";
                }
            }

            writer.Raw("},\n");
            var check = Crc32.Of(writer.Buffer, 0, writer.Length);
            return writer.Raw(CheckName).Hexadecimal(check).Raw(End).ToArray();
        }

        /// <summary>Reads a document; the values are valid only if the result is Whole.</summary>
        public DocumentStatus Read(byte[] bytes)
        {
            Values = NullStrings.Create(SettingsSchema.All.Length);
            Trial = TrialProof.None;
            var reader = new JsonReader(bytes);
            if (bytes.Length > MaximumLength || !IsUndamaged(bytes) || !reader.Skip('{') || !reader.Name("version"))
            {
                return DocumentStatus.Damaged;
            }

            Version = SettingValues.Number(reader.Scalar());
            if (Version > SettingsSchema.Version)
            {
                return DocumentStatus.TooNew;
            }

            var isWhole = Version == SettingsSchema.Version && reader.Skip(',') && reader.Name("trial") && ReadTrial(reader)
                && reader.Skip(',') && reader.Name("settings") && ReadSettings(reader);
            return isWhole ? DocumentStatus.Whole : DocumentStatus.Damaged;
        }

        static void WriteValue(JsonWriter writer, SettingKind kind, string value)
        {
            switch (kind)
            {
                case SettingKind.Number: writer.Raw(value); break;
                case SettingKind.Switch: writer.Raw(value == "on" ? "true" : "false"); break;
                default: writer.Text(value); break;
            }
        }

        bool ReadTrial(JsonReader reader)
        {
            var text = reader.Scalar();
            Trial = text == "true" ? TrialProof.Broker : text == "operator" ? TrialProof.Operator : TrialProof.None;
            return Trial != TrialProof.None || text == "false";
        }

        bool ReadSettings(JsonReader reader)
        {
            if (!reader.Skip('{'))
            {
                return false;
            }

            for (var isFirst = true; !reader.Skip('}'); isFirst = false)
            {
                if (!isFirst && !reader.Skip(','))
                {
                    return false;
                }

                var index = SettingsSchema.IndexOf(reader.Text());
                if (index < 0 || !reader.Skip(':'))
                {
                    return false;
                }

                var value = reader.Scalar();
                Values[index] = SettingsSchema.All[index].Kind != SettingKind.Switch ? value : value == "true" ? "on" : "off";
            }

            return true;
        }

        static bool IsUndamaged(byte[] bytes)
        {
            var start = bytes.Length - CheckName.Length - Digits - End.Length;
            if (start < 0)
            {
                return false;
            }

            var writer = new JsonWriter(CheckName.Length + Digits + End.Length);
            writer.Raw(CheckName).Hexadecimal(Crc32.Of(bytes, 0, start)).Raw(End);
            for (var i = 0; i < writer.Length; i++)
            {
                if (writer.Buffer[i] != bytes[start + i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
