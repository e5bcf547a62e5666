namespace Pedestal.Core.Supervision
{
    /// <summary>The state of a pedestal's parts.</summary>
    public sealed class LaneHealth
    {
        readonly int[] _states = new int[PartTable.All.Length];

        /// <summary>Starts with nothing known.</summary>
        public LaneHealth()
        {
            for (var i = 0; i < _states.Length; i++)
            {
                _states[i] = PartTable.All[i].Unknown;
            }
        }

        /// <summary>Sets a part's state, an index into its row's words; 0 means that it works.</summary>
        public void Set(Part part, int state)
        {
            _states[(int)part] = state;
        }

        /// <summary>Sets whether a part works; if not, it has its first fault.</summary>
        public void Set(Part part, bool works)
        {
            _states[(int)part] = works ? 0 : 1;
        }

        /// <summary>Whether a part works.</summary>
        public bool Works(Part part)
        {
            return _states[(int)part] == 0;
        }

        /// <summary>A part's state in a word.</summary>
        public string Word(Part part)
        {
            return PartTable.Of(part).Words[_states[(int)part]];
        }

        /// <summary>Whether a part has the same state in another.</summary>
        public bool IsSame(Part part, LaneHealth other)
        {
            return _states[(int)part] == other._states[(int)part];
        }

        /// <summary>Whether all parts have the same state in another.</summary>
        public bool Equals(LaneHealth other)
        {
            for (var i = 0; i < _states.Length; i++)
            {
                if (_states[i] != other._states[i])
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>
        /// The parts at fault, each with its word, as in "reader failed, clock unset"; "none" if there is no fault. Console,
        /// state and health message all use this text.
        /// </summary>
        public string Fault()
        {
            var text = "";
            for (var i = 0; i < _states.Length; i++)
            {
                if (_states[i] != 0 && _states[i] != PartTable.All[i].Unknown)
                {
                    text += (text.Length == 0 ? "" : ", ") + PartTable.All[i].Name + " " + Word((Part)i);
                }
            }

            return text.Length == 0 ? "none" : text;
        }

        /// <summary>Copies everything from another.</summary>
        public void CopyFrom(LaneHealth other)
        {
            System.Array.Copy(other._states, 0, _states, 0, _states.Length);
        }
    }
}
