using Pedestal.Hal;

namespace Pedestal.Core.Settings
{
    /// <summary>
    /// The stored settings: loaded at the start, replaced as a whole, and on trial if requested until they are confirmed.
    /// Thread-safe.
    /// </summary>
    public sealed class SettingsStore
    {
        /// <summary>The number of starts within which settings on trial must be confirmed.</summary>
        public const int TrialStarts = 3;

        readonly SettingsFiles _files;
        SettingsDocument _document = new SettingsDocument();

        /// <summary>Creates a store over files; nothing is read before <see cref="Load"/>.</summary>
        public SettingsStore(IFileStore files)
        {
            _files = new SettingsFiles(files);
        }

        /// <summary>The origin of the settings.</summary>
        public SettingsState State { get; private set; } = SettingsState.NoneStored;

        /// <summary>Whether this start belongs to a trial; a trial begins with the start after saving.</summary>
        public bool IsTrialStart { get; private set; }

        /// <summary>The proof that the settings in force need to stay.</summary>
        public TrialProof Trial
        {
            get { return _document.Trial; }
        }

        /// <summary>A copy of the stored values in the order of the schema, null for a default.</summary>
        public string[] Values()
        {
            lock (_files)
            {
                var values = NullStrings.Create(_document.Values.Length);
                System.Array.Copy(_document.Values, 0, values, 0, values.Length);
                return values;
            }
        }

        /// <summary>
        /// Finds the newest complete copy, finishes what a power cut left incomplete, and counts a start on trial.
        /// </summary>
        public SettingsState Load()
        {
            lock (_files)
            {
                State = Find();
                IsTrialStart = State == SettingsState.OnTrial;
                return State;
            }
        }

        /// <summary>Stores settings as a whole; the former ones are kept as the previous copy.</summary>
        public SettingsResult Save(string[] values, TrialProof trial)
        {
            lock (_files)
            {
                if (State == SettingsState.TooNew)
                {
                    return SettingsResult.TooNew;
                }

                // What could not be read must not be overwritten.
                if (State == SettingsState.StorageFailed)
                {
                    return SettingsResult.StorageFailed;
                }

                var document = new SettingsDocument { Values = values, Trial = trial };
                _files.Store.Delete(SettingsFiles.Starts);
                return Put(document, trial != TrialProof.None ? SettingsState.OnTrial : SettingsState.Current);
            }
        }

        /// <summary>Confirms the settings on trial, which stay.</summary>
        public SettingsResult Confirm()
        {
            lock (_files)
            {
                if (State != SettingsState.OnTrial)
                {
                    return SettingsResult.NothingToDo;
                }

                return Put(new SettingsDocument { Values = _document.Values }, SettingsState.Current);
            }
        }

        /// <summary>Returns from the settings on trial to the previous ones; they take effect at the next start.</summary>
        public SettingsResult RollBack()
        {
            lock (_files)
            {
                var previous = new SettingsDocument();
                return State == SettingsState.OnTrial && _files.Read(SettingsFiles.Previous, previous) == DocumentStatus.Whole
                    ? Put(previous, SettingsState.RolledBack)
                    : SettingsResult.NothingToDo;
            }
        }

        /// <summary>Removes all settings, including those of a newer version: the factory state.</summary>
        public SettingsResult Erase()
        {
            lock (_files)
            {
                if (!_files.DeleteAll())
                {
                    return SettingsResult.StorageFailed;
                }

                _document = new SettingsDocument();
                State = SettingsState.NoneStored;
                return SettingsResult.Done;
            }
        }

        SettingsState Find()
        {
            _files.Settle();
            var document = new SettingsDocument();
            var status = _files.Read(SettingsFiles.Current, document);
            if (status == DocumentStatus.Whole)
            {
                _document = document;
                _files.Store.Delete(SettingsFiles.New);
                return document.Trial != TrialProof.None ? CountStart() : SettingsState.Current;
            }

            switch (status)
            {
                case DocumentStatus.TooNew: return SettingsState.TooNew;
                case DocumentStatus.Unreadable: return SettingsState.StorageFailed;
                default: return FindOlder(status == DocumentStatus.Damaged);
            }
        }

        SettingsState FindOlder(bool isDamaged)
        {
            var document = new SettingsDocument();
            switch (_files.Read(SettingsFiles.Previous, document))
            {
                case DocumentStatus.Whole:
                    _document = document;
                    return SettingsState.Previous;
                case DocumentStatus.TooNew: return SettingsState.TooNew;
                case DocumentStatus.Unreadable: return SettingsState.StorageFailed;
                case DocumentStatus.Damaged: isDamaged = true; break;
            }

            return isDamaged ? SettingsState.Damaged : SettingsState.NoneStored;
        }

        SettingsState CountStart()
        {
            if (_files.Store.Read(SettingsFiles.Starts, out var starts) != FileResult.Ok || starts.Length < TrialStarts)
            {
                _files.Store.Append(SettingsFiles.Starts, new byte[1]);
                return SettingsState.OnTrial;
            }

            // Without a complete previous copy these settings are better than none.
            var previous = new SettingsDocument();
            return _files.Read(SettingsFiles.Previous, previous) == DocumentStatus.Whole
                && Put(previous, SettingsState.RolledBack) == SettingsResult.Done
                ? SettingsState.RolledBack
                : SettingsState.OnTrial;
        }

        SettingsResult Put(SettingsDocument document, SettingsState state)
        {
            if (!_files.Replace(document.Write()))
            {
                return SettingsResult.StorageFailed;
            }

            _document = document;
            State = state;
            IsTrialStart = false;
            return SettingsResult.Done;
        }
    }
}
