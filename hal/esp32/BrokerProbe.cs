using System;
using System.Net;
using System.Net.Sockets;

namespace Pedestal.Hal.Esp32
{
    /// <summary>
    /// Whether somebody answers who speaks TLS, found out on a connection that is closed again. The platform's handshake waits for
    /// ever for a broker that accepts a connection and says nothing, and no thread runs meanwhile; here the other threads run, and
    /// the wait is bounded.
    /// </summary>
    public static class BrokerProbe
    {
        /// <summary>Null when the broker answers within a time, ms; else what is wrong, in words.</summary>
        public static string Ask(string host, int port, int patienceMilliseconds)
        {
            var step = "the name " + host + " was not found: ";
            Socket socket = null;
            try
            {
                var address = Dns.GetHostEntry(host).AddressList[0];
                step = "";
                socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Connect(new IPEndPoint(address, port));
                step = "the broker accepts the connection and does not answer: ";
                socket.ReceiveTimeout = patienceMilliseconds;
                socket.Send(TlsGreeting.Write());
                return socket.Receive(new byte[1]) > 0 ? null : "the broker closed the connection at the first TLS message";
            }
            catch (Exception e)
            {
                return step + e.Message;
            }
            finally
            {
                socket?.Close();
            }
        }
    }
}
