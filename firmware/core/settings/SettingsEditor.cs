using Pedestal.Hal;

namespace Pedestal.Core.Settings
{
    /// <summary>
    /// Settings as edited by a person or an operator's command: changes are checked and kept until they are saved. Secrets can
    /// be set but never read. Each user needs an editor of his own.
    /// </summary>
    public sealed class SettingsEditor
    {
        readonly SettingsStore _store;
        readonly DeviceSettings _running;
        readonly string[] _new = NullStrings.Create(SettingsSchema.All.Length);
        readonly bool[] _isChanged = new bool[SettingsSchema.All.Length];

        /// <summary>Edits a store; the running settings follow a save where possible; null if there are none.</summary>
        public SettingsEditor(SettingsStore store, DeviceSettings running)
        {
            _store = store;
            _running = running;
        }

        /// <summary>What was wrong with the last change, or is missing after the last save; null if nothing.</summary>
        public string Fault { get; private set; }

        /// <summary>Whether something saved here takes effect only after a restart.</summary>
        public bool NeedsRestart { get; private set; }

        /// <summary>The number of unsaved changes.</summary>
        public int Changes
        {
            get
            {
                var count = 0;
                for (var i = 0; i < _isChanged.Length; i++)
                {
                    count += _isChanged[i] ? 1 : 0;
                }

                return count;
            }
        }

        /// <summary>Whether a setting, given by its index in the schema, has an unsaved change.</summary>
        public bool IsChanged(int index)
        {
            return _isChanged[index];
        }

        /// <summary>A setting's value as it would be saved; for a secret only "set" or "not set".</summary>
        public string Show(int index)
        {
            var setting = SettingsSchema.All[index];
            var value = _isChanged[index] ? _new[index] : _store.Values()[index];
            value ??= setting.Default;
            return value == null ? "not set" : setting.Secret ? "set" : value;
        }

        /// <summary>Checks a value and keeps it until saved; an empty one is the default.</summary>
        public SettingsResult Set(string name, string value)
        {
            Fault = null;
            var index = SettingsSchema.IndexOf(name);
            if (index < 0)
            {
                Fault = "there is no setting with this name; 'help' lists them";
                return SettingsResult.UnknownName;
            }

            var fault = value.Length == 0 ? null : SettingsSchema.All[index].FaultOf(value);
            if (fault != null)
            {
                Fault = name + " " + fault;
                return SettingsResult.BadValue;
            }

            _new[index] = value.Length == 0 ? null : value;
            _isChanged[index] = _new[index] != _store.Values()[index];
            return SettingsResult.Done;
        }

        /// <summary>Drops unsaved changes.</summary>
        public void Revert()
        {
            Fault = null;
            for (var i = 0; i < _new.Length; i++)
            {
                _new[i] = null;
                _isChanged[i] = false;
            }
        }

        /// <summary>Stores the changes. Incomplete settings are stored too, with a report of what is missing.</summary>
        public SettingsResult Save()
        {
            return Save(TrialProof.None);
        }

        /// <summary>
        /// Stores the changes on trial: unless they are confirmed, the pedestal returns to the former settings. Incomplete
        /// settings are refused.
        /// </summary>
        public SettingsResult SaveOnTrial(TrialProof proof)
        {
            return Save(proof);
        }

        SettingsResult Save(TrialProof trial)
        {
            Fault = null;
            if (Changes == 0)
            {
                Fault = "nothing has been changed";
                return SettingsResult.NothingToDo;
            }

            var values = _store.Values();
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = _isChanged[i] ? _new[i] : values[i];
            }

            Fault = SettingsSchema.StillToDo(values);
            if (trial != TrialProof.None && Fault != null)
            {
                return SettingsResult.Incomplete;
            }

            var result = _store.Save(values, trial);
            if (result == SettingsResult.Done)
            {
                Apply(trial != TrialProof.None);
            }
            else
            {
                Fault = result == SettingsResult.TooNew
                    ? "the stored settings have a newer version; install its firmware, or reset to factory state"
                    : "the settings could not be stored; the old ones stay in force";
            }

            return result;
        }

        /// <summary>Settings on trial take effect at the next start; others at once where possible.</summary>
        void Apply(bool onTrial)
        {
            for (var i = 0; i < _isChanged.Length; i++)
            {
                var setting = SettingsSchema.All[i];
                if (_isChanged[i] && !onTrial && !setting.Restart && _running != null && Fault == null)
                {
                    _running.Set(setting.Name, _new[i]);
                }
                else if (_isChanged[i])
                {
                    NeedsRestart = true;
                }
            }

            var fault = Fault;
            Revert();
            Fault = fault;
        }
    }
}
