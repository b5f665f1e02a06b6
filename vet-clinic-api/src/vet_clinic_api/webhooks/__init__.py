"""What vendors tell us. Each message is verified, stored once and answered; it is acted upon later."""
