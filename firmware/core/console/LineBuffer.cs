namespace Pedestal.Core.Console
{
    /// <summary>The characters of a line being typed, and where the next one goes.</summary>
    sealed class LineBuffer
    {
        /// <summary>The characters; zeros behind them.</summary>
        internal readonly char[] Characters;

        /// <summary>For lines of at most so many characters.</summary>
        internal LineBuffer(int longest)
        {
            Characters = new char[longest];
        }

        /// <summary>How many there are.</summary>
        internal int Length { get; private set; }

        /// <summary>Where the next character goes, 0 to <see cref="Length"/>.</summary>
        internal int Cursor { get; set; }

        /// <summary>Whether no more fit.</summary>
        internal bool IsFull
        {
            get { return Length == Characters.Length; }
        }

        /// <summary>The line.</summary>
        internal string Text
        {
            get { return new string(Characters, 0, Length); }
        }

        /// <summary>Puts a character at the cursor; there must be room.</summary>
        internal void Insert(char c)
        {
            for (var i = Length; i > Cursor; i--)
            {
                Characters[i] = Characters[i - 1];
            }

            Characters[Cursor++] = c;
            Length++;
        }

        /// <summary>Takes out the characters between two indices.</summary>
        internal void Remove(int from, int to)
        {
            System.Array.Copy(Characters, to, Characters, from, Length - to);
            System.Array.Clear(Characters, Length - (to - from), to - from);
            Length -= to - from;
        }

        /// <summary>Forgets all of it.</summary>
        internal void Clear()
        {
            System.Array.Clear(Characters, 0, Characters.Length);
            Length = 0;
            Cursor = 0;
        }

        /// <summary>Index of the character left of the cursor, whose bytes are several beyond ASCII; -1 at the start.</summary>
        internal int CharacterStart()
        {
            var i = Cursor - 1;
            while (i > 0 && ForeignCharacter.IsContinuation(Characters[i]))
            {
                i--;
            }

            return i >= 0 && Characters[i] < 0xC0 ? Cursor - 1 : i;
        }

        /// <summary>Index at which the word left of the cursor begins.</summary>
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
