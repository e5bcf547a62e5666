namespace Pedestal.Hal
{
    /// <summary>
    /// Creates arrays of strings. The nanoFramework CLR (nf-interpreter 1.17.0) fills a new array with strings without
    /// characters: they are equal to null, but comparing one with == to any text reads through a null pointer and restarts the
    /// device. Elements that were assigned null are safe.
    /// </summary>
    public static class NullStrings
    {
        /// <summary>A new array of nulls that can be compared safely.</summary>
        public static string[] Create(int length)
        {
            var texts = new string[length];
            for (var i = 0; i < length; i++)
            {
                texts[i] = null;
            }

            return texts;
        }
    }
}
