using Pedestal.Hal;

namespace Pedestal.Core.Service
{
    /// <summary>
    /// Attempts at the service code since the last right one, on flash: no restart forgives any. The file has a byte for each, and
    /// one is added before the attempt is looked at, so that a cut of the power in between saves nothing either.
    /// </summary>
    sealed class GuessCounter
    {
        const string File = "service.guesses";
        readonly IFileStore _files;
        readonly int _most;

        /// <summary>Counts as far as it makes a difference.</summary>
        internal GuessCounter(IFileStore files, int most)
        {
            _files = files;
            _most = most;
        }

        /// <summary>How many there are; the most if the flash does not tell.</summary>
        internal int Count { get; private set; }

        /// <summary>Goes on from what the flash holds.</summary>
        internal void Load()
        {
            switch (_files.Read(File, out var counted))
            {
                case FileResult.Ok: Count = counted.Length < _most ? counted.Length : _most; break;
                case FileResult.Missing: Count = 0; break;
                default: Count = _most; break;
            }
        }

        /// <summary>Counts an attempt; false if the flash refuses, and then it must not be made.</summary>
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

        /// <summary>Begins anew.</summary>
        internal void Clear()
        {
            _files.Delete(File);
            Count = 0;
        }
    }
}
