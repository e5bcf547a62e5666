namespace Pedestal.Hal
{
    /// <summary>
    /// A test of every broker, which a technician asks for and the link's thread runs, one broker in a round.
    /// </summary>
    public sealed class BrokerTest
    {
        readonly string[] _results;
        int _next;

        /// <summary>Of so many brokers; nothing is tested yet.</summary>
        public BrokerTest(int count)
        {
            _results = NullStrings.Create(count);
            _next = count;
        }

        /// <summary>Whether it runs.</summary>
        public bool IsRunning
        {
            get { return _next < _results.Length; }
        }

        /// <summary>The index of the broker to test, while it runs.</summary>
        public int Next
        {
            get { return _next; }
        }

        /// <summary>Starts over.</summary>
        public void Begin()
        {
            _next = 0;
        }

        /// <summary>Records the result of <see cref="Next"/>: a fault in words, or null.</summary>
        public void Record(string fault)
        {
            _results[_next] = fault;
            _next++;
        }

        /// <summary>The fault of a broker in the last test; null if it replied.</summary>
        public string FaultOf(int index)
        {
            return _results[index];
        }
    }
}
