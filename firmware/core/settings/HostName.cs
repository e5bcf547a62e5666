namespace Pedestal.Core.Settings
{
    /// <summary>Checks the form of host names and IPv4 addresses, without resolving them.</summary>
    static class HostName
    {
        const int LongestLabel = 63;
        const int AddressParts = 4;

        /// <summary>
        /// Whether the text consists of labels of 1 to 63 letters, digits and inner hyphens, separated by dots, or of four numbers up
        /// to 255. An empty text is well-formed; its length is checked elsewhere.
        /// </summary>
        internal static bool IsWellFormed(string value)
        {
            if (value.Length == 0 || !SettingValues.HasOnly(value, "-."))
            {
                return value.Length == 0;
            }

            var labels = value.Split('.');
            var numbers = 0;
            for (var i = 0; i < labels.Length; i++)
            {
                var label = labels[i];
                if (label.Length == 0 || label.Length > LongestLabel || label[0] == '-' || label[label.Length - 1] == '-')
                {
                    return false;
                }

                numbers += SettingValues.Number(label) >= 0 ? 1 : 0;
            }

            // No top-level domain is a number, so a text that ends in one is meant as an address.
            return SettingValues.Number(labels[labels.Length - 1]) < 0 || numbers == labels.Length && IsAddress(labels);
        }

        static bool IsAddress(string[] numbers)
        {
            for (var i = 0; i < numbers.Length; i++)
            {
                if (SettingValues.Number(numbers[i]) > 255)
                {
                    return false;
                }
            }

            return numbers.Length == AddressParts;
        }
    }
}
