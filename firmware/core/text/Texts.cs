namespace Pedestal.Core.Text
{
    /// <summary>
    /// Arrays of texts. The nanoFramework CLR (nf-interpreter 1.17.0) makes the elements of a new array strings without
    /// characters: they are equal to null, but comparing one with == to any text reads through a null pointer and restarts
    /// the device. Elements that were assigned null are safe.
    /// </summary>
    public static class Texts
    {
        /// <summary>A new array of nulls that can be compared.</summary>
        public static string[] Nulls(int length)
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
