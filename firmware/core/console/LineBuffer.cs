namespace Pedestal.Core.Console
{
    /// <summary>The characters of a line being typed, and the cursor's position.</summary>
    sealed class LineBuffer
    {
        /// <summary>The characters, followed by zeros.</summary>
        internal readonly char[] Characters;

        /// <summary>Creates a buffer for lines up to a length.</summary>
        internal LineBuffer(int longest)
        {
            Characters = new char[longest];
        }

        /// <summary>The number of characters.</summary>
        internal int Length { get; private set; }

        /// <summary>The position of the next character, 0 to <see cref="Length"/>.</summary>
        internal int Cursor { get; set; }

        /// <summary>Whether there is no more room.</summary>
        internal bool IsFull
        {
            get { return Length == Characters.Length; }
        }

        /// <summary>The line.</summary>
        internal string Text
        {
            get { return new string(Characters, 0, Length); }
        }

        /// <summary>Inserts a character at the cursor; there must be room.</summary>
        internal void Insert(char c)
        {
            for (var i = Length; i > Cursor; i--)
            {
                Characters[i] = Characters[i - 1];
            }

            Characters[Cursor++] = c;
            Length++;
        }

        /// <summary>Removes the characters between two indices.</summary>
        internal void Remove(int from, int to)
        {
            System.Array.Copy(Characters, to, Characters, from, Length - to);
            System.Array.Clear(Characters, Length - (to - from), to - from);
            Length -= to - from;
        }

        /// <summary>Removes all characters.</summary>
        internal void Clear()
        {
            System.Array.Clear(Characters, 0, Characters.Length);
            Length = 0;
            Cursor = 0;
        }

        /// <summary>Index of the character left of the cursor, which has several bytes beyond ASCII; -1 at the start.</summary>
        internal int CharacterStart()
        {
            var i = Cursor - 1;
            while (i > 0 && ForeignCharacter.IsContinuation(Characters[i]))
            {
                i--;
            }

            return i >= 0 && Characters[i] < 0xC0 ? Cursor - 1 : i;
        }

        /// <summary>Index of the start of the word left of the cursor.</summary>
        internal int WordStart()
        {
            var i = Cursor;
            while (i > 0 && Characters[i - 1] == ' ')
            {
                i--;
            }

            while (i > 0 && Characters[i - 1] != ' ')
            {
                i--;
            }

            return i;
        }
    }
}
