using Pedestal.Hal;

namespace Pedestal.Core.Service
{
    /// <summary>
    /// Counts the wrong service codes since the last right one, on flash, so that a restart does not reset the count. The file has
    /// one byte per guess, added before the code is compared, so that cutting the power in between does not help either.
    /// </summary>
    sealed class GuessCounter
    {
        const string File = "service.guesses";
        readonly IFileStore _files;
        readonly int _most;

        /// <summary>Counts up to the most that makes a difference.</summary>
        internal GuessCounter(IFileStore files, int most)
        {
            _files = files;
            _most = most;
        }

        /// <summary>The number of guesses; the most if the flash cannot be read.</summary>
        internal int Count { get; private set; }

        /// <summary>Loads the count from flash.</summary>
        internal void Load()
        {
            switch (_files.Read(File, out var counted))
            {
                case FileResult.Ok: Count = counted.Length < _most ? counted.Length : _most; break;
                case FileResult.Missing: Count = 0; break;
                default: Count = _most; break;
            }
        }

        /// <summary>Counts a guess; false if the flash refuses, in which case the code must not be compared.</summary>
        internal bool Add()
        {
            if (Count < _most)
            {
                if (_files.Append(File, new byte[1]) != FileResult.Ok)
                {
                    return false;
                }

                Count++;
            }

            return true;
        }

        /// <summary>Resets the count.</summary>
        internal void Clear()
        {
            _files.Delete(File);
            Count = 0;
        }
    }
}
