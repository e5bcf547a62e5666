using Pedestal.Protocol;

namespace Pedestal.Core.Settings
{
    /// <summary>
    /// A checksum for comparing the settings of two pedestals. Settings that are a pedestal's own are left out, and so are
    /// secrets: the checksum of a short secret would reveal it.
    /// </summary>
    public static class SettingsChecksum
    {
        /// <summary>Eight hexadecimal digits over the values in force, in the order of the schema.</summary>
        public static string Of(string[] values)
        {
            uint sum = 0;
            for (var i = 0; i < SettingsSchema.All.Length; i++)
            {
                var setting = SettingsSchema.All[i];
                if (!setting.Secret && !setting.Own)
                {
                    sum = Add(sum, setting.Name + "=" + (values[i] ?? setting.Default) + "\n");
                }
            }

            return Hexadecimal(sum);
        }

        /// <summary>A number as eight digits.</summary>
        public static string Hexadecimal(uint value)
        {
            var digits = new char[8];
            for (var i = 0; i < digits.Length; i++)
            {
                var digit = (int)(value >> 28 - 4 * i & 15);
                digits[i] = (char)(digit < 10 ? '0' + digit : 'a' + digit - 10);
            }

            return new string(digits, 0, digits.Length);
        }

        static uint Add(uint sum, string text)
        {
            var bytes = new byte[text.Length];
            for (var i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)text[i];
            }

            return Crc32.Add(sum, bytes, 0, bytes.Length);
        }
    }
}
