namespace Pedestal.Core.Supervision
{
    /// <summary>How the parts of a pedestal are.</summary>
    public sealed class LaneHealth
    {
        readonly int[] _states = new int[PartTable.All.Length];

        /// <summary>Nothing is known yet.</summary>
        public LaneHealth()
        {
            for (var i = 0; i < _states.Length; i++)
            {
                _states[i] = PartTable.All[i].Unknown;
            }
        }

        /// <summary>A part is in the state of this index in its row's words; 0 works.</summary>
        public void Set(Part part, int state)
        {
            _states[(int)part] = state;
        }

        /// <summary>A part works, or has the first of its faults.</summary>
        public void Set(Part part, bool works)
        {
            _states[(int)part] = works ? 0 : 1;
        }

        /// <summary>Whether a part works.</summary>
        public bool Works(Part part)
        {
            return _states[(int)part] == 0;
        }

        /// <summary>How a part is, in a word.</summary>
        public string Word(Part part)
        {
            return PartTable.Of(part).Words[_states[(int)part]];
        }

        /// <summary>Whether a part is as in another.</summary>
        public bool IsSame(Part part, LaneHealth other)
        {
            return _states[(int)part] == other._states[(int)part];
        }

        /// <summary>Whether all of it is as in another.</summary>
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
        /// What is at fault, each part with its word, "reader failed, clock unset"; "none" if all is well. Console, state and health
        /// message all tell this.
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

        /// <summary>Takes over all of another.</summary>
        public void CopyFrom(LaneHealth other)
        {
            System.Array.Copy(other._states, 0, _states, 0, _states.Length);
        }
    }
}
