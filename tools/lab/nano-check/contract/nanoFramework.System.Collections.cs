// references: mscorlib
namespace System.Collections
{
    public class Hashtable
    {
        public extern Hashtable(int capacity);
        public extern void Add(object key, object value);
    }
}
