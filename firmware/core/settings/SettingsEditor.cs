using Pedestal.Core.Text;

namespace Pedestal.Core.Settings
{
    /// <summary>
    /// Settings as a person or an operator's command edits them: changes are checked and kept aside until they are saved.
    /// Secrets go in and never come out. One editor for each who edits.
    /// </summary>
    public sealed class SettingsEditor
    {
        readonly SettingsStore _store;
        readonly DeviceSettings _running;
        readonly string[] _new = Texts.Nulls(SettingsSchema.All.Length);
        readonly bool[] _isChanged = new bool[SettingsSchema.All.Length];

        /// <summary>An editor of a store; the running settings follow a save where they can, null when there are none.</summary>
        public SettingsEditor(SettingsStore store, DeviceSettings running)
        {
            _store = store;
            _running = running;
        }

        /// <summary>What was wrong with the last change, or is still to do after the last save; null for nothing.</summary>
        public string Problem { get; private set; }

        /// <summary>Whether something saved here counts only after a restart.</summary>
        public bool NeedsRestart { get; private set; }

        /// <summary>How many settings are changed and not saved.</summary>
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

        /// <summary>Whether a setting, by its index in the schema, is changed and not saved.</summary>
        public bool IsChanged(int index)
        {
            return _isChanged[index];
        }

        /// <summary>A setting's text as it would be saved; of a secret only "set" or "not set".</summary>
        public string Show(int index)
        {
            var setting = SettingsSchema.All[index];
            var value = _isChanged[index] ? _new[index] : _store.Values()[index];
            value ??= setting.Default;
            return value == null ? "not set" : setting.Secret ? "set" : value;
        }

        /// <summary>Checks a value and keeps it aside; an empty one is the default.</summary>
        public SettingsResult Set(string name, string value)
        {
            Problem = null;
            var index = SettingsSchema.IndexOf(name);
            if (index < 0)
            {
                Problem = "there is no setting of this name; 'help' lists them";
                return SettingsResult.UnknownName;
            }

            var problem = value.Length == 0 ? null : SettingsSchema.All[index].Problem(value);
            if (problem != null)
            {
                Problem = name + " " + problem;
                return SettingsResult.BadValue;
            }

            _new[index] = value.Length == 0 ? null : value;
            _isChanged[index] = _new[index] != _store.Values()[index];
            return SettingsResult.Done;
        }

        /// <summary>Drops what has not been saved.</summary>
        public void Revert()
        {
            Problem = null;
            for (var i = 0; i < _new.Length; i++)
            {
                _new[i] = null;
                _isChanged[i] = false;
            }
        }

        /// <summary>Stores the changes. Incomplete settings are stored too, and what is still to do is told.</summary>
        public SettingsResult Save()
        {
            return Save(TrialProof.None);
        }

        /// <summary>
        /// Stores the changes on trial: unless they are proved, the pedestal goes back to the settings before. Incomplete
        /// settings are refused.
        /// </summary>
        public SettingsResult SaveOnTrial(TrialProof proof)
        {
            return Save(proof);
        }

        SettingsResult Save(TrialProof trial)
        {
            Problem = null;
            if (Changes == 0)
            {
                Problem = "nothing has been changed";
                return SettingsResult.NothingToDo;
            }

            var values = _store.Values();
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = _isChanged[i] ? _new[i] : values[i];
            }

            Problem = SettingsSchema.StillToDo(values);
            if (trial != TrialProof.None && Problem != null)
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
                Problem = result == SettingsResult.TooNew
                    ? "the stored settings are of a newer version; install its firmware or reset to factory state"
                    : "the settings could not be stored; the old ones stay in force";
            }

            return result;
        }

        /// <summary>What is on trial shows at a start whether it works; the rest counts at once where it can.</summary>
        void Apply(bool onTrial)
        {
            for (var i = 0; i < _isChanged.Length; i++)
            {
                var setting = SettingsSchema.All[i];
                if (_isChanged[i] && !onTrial && !setting.Restart && _running != null && Problem == null)
                {
                    _running.Set(setting.Name, _new[i]);
                }
                else if (_isChanged[i])
                {
                    NeedsRestart = true;
                }
            }

            var problem = Problem;
            Revert();
            Problem = problem;
        }
    }
}
