using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace Pedestal.Hal.Esp32
{
    /// <summary>
    /// Tests on a connection of its own whether a broker replies. The platform connects without a limit, and waits half a minute for
    /// a broker that accepts a connection and stays silent, with TLS for ever and while no thread runs. Here the other threads run,
    /// and the wait has a limit.
    /// </summary>
    public sealed class BrokerProbe
    {
        // A CONNECT of no version that exists: a broker refuses it or closes the connection, and keeps nothing.
        static readonly byte[] Hello = { 0x10, 12, 0, 4, (byte)'M', (byte)'Q', (byte)'T', (byte)'T', 0x7F, 2, 0, 60, 0, 0 };

        readonly BrokerAddress _broker;
        readonly bool _tls;
        readonly int _timeoutMilliseconds;
        readonly AutoResetEvent _done = new AutoResetEvent(false);
        Socket _socket;
        string _step;
        string _fault;

        BrokerProbe(BrokerAddress broker, bool tls, int timeoutMilliseconds)
        {
            _broker = broker;
            _tls = tls;
            _timeoutMilliseconds = timeoutMilliseconds;
            _step = "the name " + broker.Host + " was not found: ";
        }

        /// <summary>Null when the broker replies in time; otherwise the fault in words.</summary>
        public static string Probe(BrokerAddress broker, bool tls, int timeoutMilliseconds)
        {
            var probe = new BrokerProbe(broker, tls, timeoutMilliseconds);
            new Thread(probe.Run).Start();
            return probe.Wait();
        }

        string Wait()
        {
            if (_done.WaitOne(_timeoutMilliseconds, false))
            {
                return _fault;
            }

            // Ends what the thread waits for.
            var step = _step;
            _socket?.Close();
            return step + "no reply within " + _timeoutMilliseconds.ToString() + " ms";
        }

        void Run()
        {
            try
            {
                _fault = Connect();
            }
            catch (Exception e)
            {
                _fault = _step + e.Message;
            }

            _done.Set();
            _socket?.Close();
        }

        string Connect()
        {
            var address = Dns.GetHostEntry(_broker.Host).AddressList[0];
            _step = "";
            _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            _socket.Connect(new IPEndPoint(address, _broker.Port));
            _step = "the broker accepts the connection and does not reply: ";
            _socket.ReceiveTimeout = _timeoutMilliseconds;
            _socket.Send(_tls ? ClientHello.Write() : Hello);
            return _socket.Receive(new byte[1]) > 0 || !_tls ? null : "the broker closed the connection at the first TLS message";
        }
    }
}
